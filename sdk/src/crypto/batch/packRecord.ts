import type { Bytes } from "../../types/Bytes.ts";
import { type PackedCallItem, type PackedRecord, recordKinds } from "../../types/PackedRecord.ts";
import { writeUint } from "./byteFields.ts";
import { malformed } from "./packedLength.ts";
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
 * A signed record in the one form in which it is sent, stored and shown in a receipt. What is not signed yet takes 65 zero bytes.
 *
 * @throws QuorateError RECORD_MALFORMED
 * @example
 * ```ts
 * const again: Uint8Array = packRecord(parsePackedRecord(packedRecord));
 * ```
 */
export function packRecord(record: PackedRecord): Bytes {
  const packed = new Uint8Array(measure(record));
  packed[HEAD.kind] = recordKinds[record.kind];
  putUint(packed, HEAD.seat, 2, record.seat);
  putUint(packed, HEAD.deadline, 6, record.deadline);
  put(packed, HEAD.signer, 20, record.signer);
  put(packed, HEAD.nonce, record.kind === "registration" ? 32 : 8, record.nonce);
  put(packed, packed.length - SIGNATURE_BYTES, SIGNATURE_BYTES, record.signature);
  switch (record.kind) {
    case "registration":
      putUint(packed, REGISTRATION.group, 4, record.group);
      putUint(packed, REGISTRATION.epoch, 4, record.epoch);
      putUint(packed, REGISTRATION.suite, 1, record.suite);
      put(packed, REGISTRATION.contentRoot, 32, record.contentRoot);
      put(packed, REGISTRATION.bodyHash, 32, record.bodyHash);
      put(packed, REGISTRATION.previous, 32, record.previous);
      return packed;
    case "call":
      put(packed, CALL.target, 20, record.target);
      putUint(packed, CALL.gas, 4, record.gas);
      writeUint(packed, CALL.size, 2, record.data.length);
      packed.set(record.data, CALL.data);
      return packed;
    case "bundle":
      writeUint(packed, BUNDLE.count, 2, record.digests.length / DIGEST_BYTES);
      packed.set(record.digests, BUNDLE.items);
      return packed;
    case "callBundle":
      writeUint(packed, BUNDLE.count, 2, record.calls.length);
      putCalls(packed, record.calls);
      return packed;
  }
}

function measure(record: PackedRecord): number {
  switch (record.kind) {
    case "registration":
      return REGISTRATION.length;
    case "call":
      return CALL.data + sizeOf(record) + SIGNATURE_BYTES;
    case "bundle":
      checkCount(record.digests.length / DIGEST_BYTES);
      return BUNDLE.items + record.digests.length + SIGNATURE_BYTES;
    case "callBundle":
      checkCount(record.calls.length);
      return record.calls.reduce(
        (length, call) => length + CALL_ITEM.data + sizeOf(call),
        BUNDLE.items + SIGNATURE_BYTES,
      );
  }
}

function putCalls(packed: Uint8Array, calls: readonly PackedCallItem[]): void {
  let at: number = BUNDLE.items;
  for (const { target, gas, data } of calls) {
    put(packed, at + CALL_ITEM.target, 20, target);
    putUint(packed, at + CALL_ITEM.gas, 4, gas);
    writeUint(packed, at + CALL_ITEM.size, 2, data.length);
    packed.set(data, at + CALL_ITEM.data);
    at += CALL_ITEM.data + data.length;
  }
}

function put(packed: Uint8Array, at: number, length: number, bytes: Uint8Array): void {
  if (bytes.length !== length) throw malformed(`${bytes.length} bytes were given where it has ${length}`);
  packed.set(bytes, at);
}

function putUint(packed: Uint8Array, at: number, width: number, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 256 ** width)
    throw malformed(`${value} is no whole number of ${width} bytes`);
  writeUint(packed, at, width, value);
}

function sizeOf({ data }: PackedCallItem): number {
  if (data.length > MAX_CALL_BYTES) throw malformed(`a call has ${data.length} bytes`);
  return data.length;
}

function checkCount(count: number): void {
  if (!Number.isInteger(count) || count < 1 || count > MAX_ITEMS) throw malformed(`it has ${count} items`);
}
