import { type PackedCallItem, type PackedHead, type PackedRecord, recordKinds } from "../../types/PackedRecord.ts";
import { readUint } from "./byteFields.ts";
import { countItems, malformed, packedLength, sizeOfCall } from "./packedLength.ts";
import { BUNDLE, CALL, CALL_ITEM, HEAD, REGISTRATION, SIGNATURE_BYTES } from "./recordLayout.ts";

/**
 * Reads the packed record at an offset. Its bytes are views, not copies; its signature is not looked at.
 *
 * @throws QuorateError RECORD_MALFORMED
 * @example
 * ```ts
 * const { kind, seat, deadline } = parsePackedRecord(packedRecord);
 * ```
 */
export function parsePackedRecord(bytes: Uint8Array, offset = 0): PackedRecord {
  const packed = bytes.subarray(offset, offset + packedLength(bytes, offset));
  switch (packed[HEAD.kind]) {
    case recordKinds.registration:
      return {
        kind: "registration",
        ...readHead(packed, 32),
        group: readUint(packed, REGISTRATION.group, 4),
        epoch: readUint(packed, REGISTRATION.epoch, 4),
        suite: readUint(packed, REGISTRATION.suite, 1),
        contentRoot: packed.subarray(REGISTRATION.contentRoot, REGISTRATION.bodyHash),
        bodyHash: packed.subarray(REGISTRATION.bodyHash, REGISTRATION.previous),
        previous: packed.subarray(REGISTRATION.previous, REGISTRATION.signature),
      };
    case recordKinds.call:
      return {
        kind: "call",
        ...readHead(packed, 8),
        target: packed.subarray(CALL.target, CALL.gas),
        gas: readUint(packed, CALL.gas, 4),
        data: packed.subarray(CALL.data, packed.length - SIGNATURE_BYTES),
      };
    case recordKinds.bundle:
      return {
        kind: "bundle",
        ...readHead(packed, 8),
        digests: packed.subarray(BUNDLE.items, packed.length - SIGNATURE_BYTES),
      };
    case recordKinds.callBundle:
      return { kind: "callBundle", ...readHead(packed, 8), calls: readCalls(packed) };
    default:
      throw malformed("it is of no kind that there is");
  }
}

function readHead(packed: Uint8Array, nonceBytes: number): PackedHead {
  return {
    seat: readUint(packed, HEAD.seat, 2),
    deadline: readUint(packed, HEAD.deadline, 6),
    signer: packed.subarray(HEAD.signer, HEAD.nonce),
    nonce: packed.subarray(HEAD.nonce, HEAD.nonce + nonceBytes),
    signature: packed.subarray(packed.length - SIGNATURE_BYTES),
  };
}

function readCalls(packed: Uint8Array): readonly PackedCallItem[] {
  const calls: PackedCallItem[] = [];
  let at: number = BUNDLE.items;
  for (let left = countItems(packed, 0); left > 0; left -= 1) {
    const data = at + CALL_ITEM.data;
    const end = data + sizeOfCall(packed, at + CALL_ITEM.size);
    const target = packed.subarray(at + CALL_ITEM.target, at + CALL_ITEM.gas);
    calls.push({ target, gas: readUint(packed, at + CALL_ITEM.gas, 4), data: packed.subarray(data, end) });
    at = end;
  }
  return calls;
}
