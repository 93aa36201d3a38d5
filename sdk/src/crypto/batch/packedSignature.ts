import { secp256k1 } from "@noble/curves/secp256k1.js";
import { hexToBytes } from "@noble/hashes/utils.js";

import { keccak256 } from "../hashing/keccak.ts";
import { SIGNATURE_BYTES } from "./recordLayout.ts";

/** Half of the curve's order: an `s` above it has a lower twin. Source: EIP-2. */
const HALF_ORDER = hexToBytes("7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0");

/**
 * Whether 65 bytes are a signature in the one form in which it is stored: v of 27 or 28, the lower of its two possible `s`.
 *
 * @example
 * ```ts
 * const isReady: boolean = isNormalSignature(packedRecord.subarray(-65));
 * ```
 */
export function isNormalSignature(signature: Uint8Array): boolean {
  const v = signature[64];
  return signature.length === SIGNATURE_BYTES && (v === 27 || v === 28) && !isAboveHalf(signature);
}

/**
 * A signature in the one form in which it is stored: 65 bytes, v of 27 or 28, the low s. It takes 65 bytes with v of 0 or 1 or the high s too, and 64
 * bytes (EIP-2098). Undefined for bytes that no account can have signed.
 *
 * @example
 * ```ts
 * const stored: Uint8Array | undefined = toNormalSignature(packedRecord.subarray(-65));
 * ```
 */
export function toNormalSignature(signature: Uint8Array): Uint8Array | undefined {
  const parts = readParts(signature);
  if (parts === undefined) return undefined;
  try {
    const { r, s } = secp256k1.Signature.fromBytes(parts.compact, "compact");
    const isHigh = isAboveHalf(parts.compact);
    const normal = new Uint8Array(SIGNATURE_BYTES);
    normal.set(new secp256k1.Signature(r, isHigh ? secp256k1.Point.Fn.neg(s) : s).toBytes("compact"));
    normal[64] = 27 + (isHigh ? 1 - parts.parity : parts.parity);
    return normal;
  } catch {
    return undefined;
  }
}

/**
 * The account that made a signature over a digest, 20 bytes; undefined where no account could have, and for a signature that is not in the
 * form in which it is stored.
 *
 * @example
 * ```ts
 * const signedBy: Uint8Array | undefined = recoverAccount(digests.subarray(0, 32), packedRecord.subarray(-65));
 * ```
 */
export function recoverAccount(digest: Uint8Array, signature: Uint8Array): Uint8Array | undefined {
  if (!isNormalSignature(signature) || digest.length !== 32) return undefined;
  try {
    const recovered = new Uint8Array(SIGNATURE_BYTES);
    recovered[0] = (signature[64] ?? 0) - 27;
    recovered.set(signature.subarray(0, 64), 1);
    const key = secp256k1.Signature.fromBytes(recovered, "recovered").recoverPublicKey(digest).toBytes(false);
    return keccak256(key.subarray(1)).subarray(12);
  } catch {
    return undefined;
  }
}

function readParts(signature: Uint8Array): { readonly compact: Uint8Array; readonly parity: number } | undefined {
  if (signature.length === 64) {
    const compact = signature.slice();
    const top = compact[32] ?? 0;
    compact[32] = top & 0x7f;
    return { compact, parity: top >> 7 };
  }
  const v = signature[64];
  if (signature.length !== SIGNATURE_BYTES || v === undefined || ![0, 1, 27, 28].includes(v)) return undefined;
  return { compact: signature.slice(0, 64), parity: v % 27 };
}

function isAboveHalf(signature: Uint8Array): boolean {
  for (let index = 0; index < 32; index += 1) {
    const difference = (signature[32 + index] ?? 0) - (HALF_ORDER[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
