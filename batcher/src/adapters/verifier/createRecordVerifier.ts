import { createRecordDigester, type RecordPlace } from "#sdk/receipts";

import { INVALID, MALFORMED, type Slot, VALID } from "../../ports/Verifier.ts";
import { byteAt, CALL, CALL_BUNDLE, SIGNATURE_BYTES, SIGNER_AT, toLatin1 } from "../../records.ts";
import { keccak256 } from "./keccak256.ts";
import { curve } from "./nativeCurve.ts";

const KEY_BYTES = 65;
/** Keys of signers that are kept; more signers than that are recovered again. */
const MAX_KEYS = 16_384;
/** The curve's order, and half of it. */
const ORDER = Buffer.from("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", "hex");
const HALF_ORDER = Buffer.from("7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0", "hex");

/**
 * Makes the function that checks all records of a slot: digests, normalised signatures, verdicts. The key of a signer is recovered from its first signature and
 * only verified with from then on, which is a fifth cheaper. A signature of a call is recovered each time, because the chain will do that and the last byte decides there.
 */
export function createRecordVerifier(place: RecordPlace): (slot: Slot, count: number) => void {
  const digestOf = createRecordDigester(place);
  const keys = new Map<string, Uint8Array>();
  // Copies: the native library does not take shared memory.
  const signature = new Uint8Array(64);
  const digest = new Uint8Array(32);
  const recovered = new Uint8Array(KEY_BYTES);
  const hash = new Uint8Array(32);
  let record = new Uint8Array(512);

  function recoverKey(signer: string, at: number, bytes: Uint8Array, recovery: number): number {
    try {
      curve.ecdsaRecover(signature, recovery, digest, false, recovered);
    } catch {
      return INVALID;
    }
    hash.set(keccak256(recovered.subarray(1)));
    for (let index = 0; index < 20; index += 1) {
      if (hash[12 + index] !== bytes[at + SIGNER_AT + index]) return INVALID; // DEFENCE: batcher-signer
    }
    if (keys.size >= MAX_KEYS) keys.clear();
    keys.set(signer, recovered.slice());
    return VALID;
  }

  function verifyOne(slot: Slot, position: number): number {
    const [from = 0, to = 0] = [slot.offsets[position], slot.offsets[position + 1]];
    const length = to - from;
    if (record.length < length) record = new Uint8Array(length * 2);
    const bytes = record.subarray(0, length);
    bytes.set(slot.bytes.subarray(from, to));
    const at = length - SIGNATURE_BYTES;
    const recovery = normalise(bytes, at);
    if (recovery === undefined) return MALFORMED;
    slot.bytes.set(bytes.subarray(at), from + at);
    digest.set(digestOf(bytes));
    slot.digests.set(digest, position * 32);
    signature.set(bytes.subarray(at, at + 64));
    const signer = toLatin1(bytes, SIGNER_AT, SIGNER_AT + 20);
    const key = keys.get(signer);
    const kind = byteAt(bytes, 0);
    if (key === undefined || kind === CALL || kind === CALL_BUNDLE) return recoverKey(signer, 0, bytes, recovery);
    return curve.ecdsaVerify(signature, digest, key) ? VALID : INVALID; // DEFENCE: batcher-signature [: INVALID => : VALID]
  }

  return (slot, count) => {
    for (let position = 0; position < count; position += 1) {
      try {
        slot.verdicts[position] = verifyOne(slot, position);
      } catch {
        slot.verdicts[position] = MALFORMED;
      }
    }
  };
}

/** Brings a signature to the low s and v of 27 or 28, in place. Answers its parity, or undefined where no account makes it. */
function normalise(bytes: Uint8Array, at: number): number | undefined {
  const last = byteAt(bytes, at + 64);
  let parity = last >= 27 ? last - 27 : last;
  if (parity > 1 || isAtLeast(bytes, at, ORDER) || isAtLeast(bytes, at + 32, ORDER)) return undefined; // DEFENCE: batcher-signature-form
  if (isZero(bytes, at) || isZero(bytes, at + 32)) return undefined;
  if (isAtLeast(bytes, at + 32, HALF_ORDER) && !isEqual(bytes, at + 32, HALF_ORDER)) {
    negate(bytes, at + 32); // DEFENCE: batcher-low-s
    parity = 1 - parity;
  }
  bytes[at + 64] = 27 + parity;
  return parity;
}

function isAtLeast(bytes: Uint8Array, at: number, bound: Uint8Array): boolean {
  for (let index = 0; index < 32; index += 1) {
    const difference = byteAt(bytes, at + index) - byteAt(bound, index);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

function isEqual(bytes: Uint8Array, at: number, other: Uint8Array): boolean {
  return other.every((byte, index) => bytes[at + index] === byte);
}

function isZero(bytes: Uint8Array, at: number): boolean {
  for (let index = 0; index < 32; index += 1) if (bytes[at + index] !== 0) return false;
  return true;
}

/** Replaces s by the curve's order less s. */
function negate(bytes: Uint8Array, at: number): void {
  let borrow = 0;
  for (let index = 31; index >= 0; index -= 1) {
    const difference = byteAt(ORDER, index) - byteAt(bytes, at + index) - borrow;
    borrow = difference < 0 ? 1 : 0;
    bytes[at + index] = difference + borrow * 256;
  }
}
