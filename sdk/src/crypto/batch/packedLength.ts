import { QuorateError } from "../../errors/QuorateError.ts";
import { recordKinds } from "../../types/PackedRecord.ts";
import { readUint } from "./byteFields.ts";
import {
  BUNDLE,
  CALL,
  CALL_ITEM,
  DIGEST_BYTES,
  HEAD,
  MAX_CALL_BYTES,
  MAX_ITEMS,
  REGISTRATION,
  SIGNATURE_BYTES,
} from "./recordLayout.ts";

/**
 * How many bytes the packed record at an offset has, its signature included. All of them are there.
 *
 * @throws QuorateError RECORD_MALFORMED
 * @example
 * ```ts
 * const second = packedRecord.subarray(packedLength(packedRecord));
 * ```
 */
export function packedLength(bytes: Uint8Array, offset = 0): number {
  const length = measure(bytes, offset);
  if (offset + length > bytes.length) throw malformed("it ends before its last byte");
  return length;
}

function measure(bytes: Uint8Array, offset: number): number {
  switch (bytes[offset + HEAD.kind]) {
    case recordKinds.registration:
      return REGISTRATION.length;
    case recordKinds.call:
      return CALL.data + sizeOfCall(bytes, offset + CALL.size) + SIGNATURE_BYTES;
    case recordKinds.bundle:
      return BUNDLE.items + DIGEST_BYTES * countItems(bytes, offset) + SIGNATURE_BYTES;
    case recordKinds.callBundle:
      return BUNDLE.items + measureCalls(bytes, offset) + SIGNATURE_BYTES;
    default:
      throw malformed("it is of no kind that there is");
  }
}

function measureCalls(bytes: Uint8Array, offset: number): number {
  let length = 0;
  for (let left = countItems(bytes, offset); left > 0; left -= 1)
    length += CALL_ITEM.data + sizeOfCall(bytes, offset + BUNDLE.items + length + CALL_ITEM.size);
  return length;
}

/** How many items the bundle at an offset has. @throws QuorateError RECORD_MALFORMED */
export function countItems(bytes: Uint8Array, offset: number): number {
  const count = readUint(bytes, offset + BUNDLE.count, 2);
  if (count === 0 || count > MAX_ITEMS) throw malformed(`it has ${count} items`);
  return count;
}

/** How many bytes a call has, from the two that say it. @throws QuorateError RECORD_MALFORMED */
export function sizeOfCall(bytes: Uint8Array, at: number): number {
  if (at + 2 > bytes.length) throw malformed("it ends before its last byte");
  const size = readUint(bytes, at, 2);
  if (size > MAX_CALL_BYTES) throw malformed(`a call has ${size} bytes`);
  return size;
}

/** What is said of bytes that are no packed record. */
export function malformed(why: string): QuorateError {
  return new QuorateError({
    code: "RECORD_MALFORMED",
    summary: `This is no packed record: ${why}.`,
    remedy: `Pack records with packRecord: 1 to ${MAX_ITEMS} items in a bundle, at most ${MAX_CALL_BYTES} bytes in a call.`,
    facts: { why },
  });
}
