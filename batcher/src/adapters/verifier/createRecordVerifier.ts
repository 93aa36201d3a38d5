import { createRecordDigester, type RecordPlace } from "#sdk/receipts";

import { INVALID, MALFORMED, type Slot, VALID } from "../../ports/Verifier.ts";
import { byteAt, CALL, CALL_BUNDLE, SIGNATURE_BYTES, SIGNER_AT, toLatin1 } from "../../records.ts";
import { keccak256 } from "./keccak256.ts";
import { curve } from "./nativeCurve.ts";

const KEY_BYTES = 65;
const HASH_BYTES = 32;
const SIGNER_BYTES = 20;
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
  const recovered = new Uint8Array(KEY_BYTES);
  /** Who signed the record before, and the key of that: members send many at a time. */
  const lastSigner = new Uint8Array(SIGNER_BYTES);
  let lastKey: Uint8Array | undefined;

  function findKey(bytes: Uint8Array, from: number): Uint8Array | undefined {
    if (lastKey !== undefined && isSigner(lastSigner, 0, bytes, from)) return lastKey;
    lastKey = keys.get(toLatin1(bytes, from + SIGNER_AT, from + SIGNER_AT + SIGNER_BYTES));
    for (let index = 0; index < SIGNER_BYTES; index += 1) lastSigner[index] = byteAt(bytes, from + SIGNER_AT + index);
    return lastKey;
  }

  function recoverKey(bytes: Uint8Array, from: number, digest: Uint8Array, recovery: number): number {
    try {
      curve.ecdsaRecover(signature, recovery, digest, false, recovered);
    } catch {
      return INVALID;
    }
    const hash = keccak256(recovered.subarray(1));
    if (!isSigner(hash, HASH_BYTES - SIGNER_BYTES, bytes, from)) return INVALID; // DEFENCE: batcher-signer
    if (keys.size >= MAX_KEYS) keys.clear();
    keys.set(toLatin1(bytes, from + SIGNER_AT, from + SIGNER_AT + SIGNER_BYTES), recovered.slice());
    lastKey = undefined;
    return VALID;
  }

  function verifyOne({ bytes, digests, offsets }: Slot, position: number): number {
    const [from = 0, to = 0] = [offsets[position], offsets[position + 1]];
    const at = to - SIGNATURE_BYTES;
    const recovery = normalise(bytes, at);
    if (recovery === undefined) return MALFORMED;
    const digest = digestOf(bytes, from);
    digests.set(digest, position * HASH_BYTES);
    for (let index = 0; index < signature.length; index += 1) signature[index] = byteAt(bytes, at + index);
    const key = findKey(bytes, from);
    const kind = byteAt(bytes, from);
    if (key === undefined || kind === CALL || kind === CALL_BUNDLE) return recoverKey(bytes, from, digest, recovery);
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

/** Whether an account that begins at `at` is the signer of the record that begins at `from`. */
function isSigner(account: Uint8Array, at: number, bytes: Uint8Array, from: number): boolean {
  for (let index = 0; index < SIGNER_BYTES; index += 1)
    if (account[at + index] !== bytes[from + SIGNER_AT + index]) return false;
  return true;
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
