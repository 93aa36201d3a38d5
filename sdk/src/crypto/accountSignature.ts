import { dataSlice, recoverAddress, toBeHex } from "ethers";

import { QuorateError } from "../errors/QuorateError.ts";
import type { Address, Bytes32, Hex } from "../types/Hex.ts";
import { parseAddress } from "../types/parseAddress.ts";
import { parseBytes32, parseHex, sizeOf } from "../types/parseHex.ts";

const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const HALF_ORDER = CURVE_ORDER / 2n;
const TOP_BIT = 1n << 255n;

/** An account's ECDSA signature in its parts, the lower of its two possible `s`. */
export interface AccountSignature {
  readonly r: Bytes32;
  readonly s: Bytes32;
  /** 0 or 1. */
  readonly yParity: bigint;
}

/**
 * Reads an account's signature in each form that signers give: 65 bytes with v of 27 or 28, of 0 or 1, or with a chain id in it
 * (EIP-155), and 64 bytes (EIP-2098).
 *
 * @throws QuorateError SIGNATURE_MALFORMED, SIGNATURE_MALLEABLE
 */
export function parseAccountSignature(signature: Hex): AccountSignature {
  const { r, s, yParity } = readParts(signature);
  if (s > HALF_ORDER) {
    throw new QuorateError({
      code: "SIGNATURE_MALLEABLE",
      summary: "The signature has the higher of its two possible s values, which the chain refuses.",
      remedy:
        "Sign again with a signer that follows EIP-2 (every wallet does), or replace s by the curve's order minus s and flip v.",
      facts: { signature },
    });
  }
  return { r, s: parseBytes32(toBeHex(s, 32)), yParity };
}

/** The other form of a signature with the high s, whose s is the lower one. @throws QuorateError SIGNATURE_MALFORMED */
export function flipSignature(signature: Hex): AccountSignature {
  const { r, s, yParity } = readParts(signature);
  return { r, s: parseBytes32(toBeHex(CURVE_ORDER - s, 32)), yParity: 1n - yParity };
}

function readParts(signature: Hex): { readonly r: Bytes32; readonly s: bigint; readonly yParity: bigint } {
  const size = sizeOf(signature);
  if (size !== 64 && size !== 65) throw malformed(`it has ${size} bytes`, signature);
  const r = parseBytes32(dataSlice(signature, 0, 32));
  const second = BigInt(dataSlice(signature, 32, 64));
  const s = size === 64 ? second & ~TOP_BIT : second;
  const yParity = size === 64 ? second >> 255n : parityOf(BigInt(dataSlice(signature, 64)), signature);
  if (BigInt(r) === 0n || BigInt(r) >= CURVE_ORDER || s === 0n || s >= CURVE_ORDER) {
    throw malformed("r or s is outside the curve", signature);
  }
  return { r, s, yParity };
}

/** 65 bytes with v of 27 or 28, the one form that the contracts take everywhere. */
export function encodeAccountSignature({ r, s, yParity }: AccountSignature): Hex {
  return parseHex(`${r}${s.slice(2)}${yParity === 0n ? "1b" : "1c"}`);
}

/** 64 bytes as in EIP-2098: r, then s with the parity in its top bit. */
export function encodeCompactSignature({ r, s, yParity }: AccountSignature): Hex {
  return parseHex(`${r}${toBeHex(BigInt(s) | (yParity << 255n), 32).slice(2)}`);
}

/** The account that made a signature over a digest; undefined where no account could have. */
export function recoverSigner(digest: Bytes32, { r, s, yParity }: AccountSignature): Address | undefined {
  try {
    return parseAddress(recoverAddress(digest, { r, s, yParity: yParity === 0n ? 0 : 1 }));
  } catch {
    return undefined;
  }
}

function parityOf(v: bigint, signature: Hex): bigint {
  if (v === 0n || v === 1n) return v;
  if (v === 27n || v === 28n) return v - 27n;
  if (v >= 35n) return (v - 35n) % 2n;
  throw malformed(`its last byte is ${v}`, signature);
}

function malformed(why: string, signature: Hex): QuorateError {
  return new QuorateError({
    code: "SIGNATURE_MALFORMED",
    summary: `This is no signature of an account: ${why}.`,
    remedy: "Give 65 bytes (r, s, v) or 64 bytes (EIP-2098) as the wallet returned them.",
    facts: { signature, why },
  });
}
