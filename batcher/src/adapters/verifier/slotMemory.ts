import type { Slot } from "../../ports/Verifier.ts";
import { MAX_RECORD_BYTES } from "../../records.ts";

/** How many records a slot takes: 250 of them keep a worker busy for 8 ms. */
const SLOT_RECORDS = 250;

const OFFSETS_AT = 0;
const VERDICTS_AT = OFFSETS_AT + 4 * (SLOT_RECORDS + 1);
const DIGESTS_AT = VERDICTS_AT + SLOT_RECORDS + (8 - ((VERDICTS_AT + SLOT_RECORDS) % 8));
const BYTES_AT = DIGESTS_AT + 32 * SLOT_RECORDS;
const SLOT_BYTES = BYTES_AT + MAX_RECORD_BYTES;

/** Memory for slots, shared with the workers. */
export function createSlotMemory(slots: number): SharedArrayBuffer {
  return new SharedArrayBuffer(SLOT_BYTES * slots);
}

/** All slots in it. */
export function openSlots(memory: SharedArrayBuffer): readonly Slot[] {
  return Array.from({ length: memory.byteLength / SLOT_BYTES }, (_, index) => openSlot(memory, index));
}

function openSlot(memory: SharedArrayBuffer, index: number): Slot {
  const at = index * SLOT_BYTES;
  return {
    index,
    count: 0,
    offsets: new Uint32Array(memory, at + OFFSETS_AT, SLOT_RECORDS + 1),
    verdicts: new Uint8Array(memory, at + VERDICTS_AT, SLOT_RECORDS),
    digests: new Uint8Array(memory, at + DIGESTS_AT, 32 * SLOT_RECORDS),
    bytes: new Uint8Array(memory, at + BYTES_AT, MAX_RECORD_BYTES),
  };
}
