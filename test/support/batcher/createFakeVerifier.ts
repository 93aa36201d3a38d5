import { createRecordDigester, type RecordPlace } from "#sdk/receipts";

import { INVALID, type Slot, VALID, type Verifier } from "../../../batcher/src/ports/Verifier.ts";

const SLOT_RECORDS = 8;
const SLOT_BYTES = 16_384;

/** Checks nothing but the first byte of a signature: 0 is a bad one. */
export function createFakeVerifier(place: RecordPlace, slots = 4): Verifier {
  const digestOf = createRecordDigester(place);
  let onVerified: (slot: Slot) => void = () => undefined;
  return {
    isNative: true,
    slots: Array.from({ length: slots }, (_, index) => ({
      index,
      count: 0,
      bytes: new Uint8Array(SLOT_BYTES),
      offsets: new Uint32Array(SLOT_RECORDS + 1),
      verdicts: new Uint8Array(SLOT_RECORDS),
      digests: new Uint8Array(SLOT_RECORDS * 32),
    })),
    hasIdleWorker: () => true,
    send(slot) {
      for (let position = 0; position < slot.count; position += 1) {
        const [from = 0, to = 0] = [slot.offsets[position], slot.offsets[position + 1]];
        slot.digests.set(digestOf(slot.bytes.slice(from, to)), position * 32);
        slot.verdicts[position] = slot.bytes[to - 65] === 0 ? INVALID : VALID;
      }
      setImmediate(() => onVerified(slot));
    },
    listen: (listener) => {
      onVerified = listener;
    },
    recover: () => undefined,
    close: async () => undefined,
  };
}
