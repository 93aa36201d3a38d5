import { concat, dataSlice, toBeHex } from "ethers";

import { QuorateError } from "../errors/QuorateError.ts";
import type { Hex } from "../types/Hex.ts";
import { parseHex, sizeOf } from "../types/parseHex.ts";

const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/**
 * Reads a P-256 signature as passkeys and HSMs give it, in DER (RFC 3279, 2.2.3) or as r and s side by side, and takes the lower
 * of its two values of s, because the contracts refuse the other. The signer itself is asked, so nobody is fooled by that.
 *
 * @returns r and s, 64 bytes
 * @throws QuorateError SIGNATURE_MALFORMED
 * @example
 * ```ts
 * const pair: Hex = parseP256Signature(signature);
 * ```
 */
export function parseP256Signature(signature: Hex): Hex {
  const [r, s] =
    sizeOf(signature) === 64 ? [dataSlice(signature, 0, 32), dataSlice(signature, 32)] : readDer(signature);
  const value = BigInt(s);
  if (BigInt(r) === 0n || BigInt(r) >= P256_ORDER || value === 0n || value >= P256_ORDER) throw malformed(signature);
  return parseHex(concat([toBeHex(BigInt(r), 32), toBeHex(value > P256_ORDER / 2n ? P256_ORDER - value : value, 32)]));
}

function readDer(signature: Hex): readonly [string, string] {
  const match = /^0x30([0-9a-f]{2})((?:[0-9a-f]{2})+)$/.exec(signature);
  const body = match?.[2] ?? "";
  if (match === null || Number.parseInt(match[1] ?? "", 16) !== body.length / 2) throw malformed(signature);
  const [r, rest] = readInteger(body, signature);
  const [s, nothing] = readInteger(rest, signature);
  if (nothing !== "") throw malformed(signature);
  return [r, s];
}

function readInteger(body: string, signature: Hex): readonly [value: string, rest: string] {
  const length = Number.parseInt(body.slice(2, 4), 16);
  const digits = body.slice(4, 4 + 2 * length);
  if (!body.startsWith("02") || !(length > 0 && length <= 33) || digits.length !== 2 * length)
    throw malformed(signature);
  return [`0x${digits}`, body.slice(4 + 2 * length)];
}

function malformed(signature: Hex): QuorateError {
  return new QuorateError({
    code: "SIGNATURE_MALFORMED",
    summary: "This is no P-256 signature.",
    remedy: "Give it in DER, or r and s as 64 bytes, as the key's device returned it.",
    facts: { signature },
  });
}
