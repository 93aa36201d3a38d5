import { utf8ToBytes } from "@noble/hashes/utils.js";
import { decodeUint32, encodeUint32 } from "../commitment/encodeUint32.ts";
import { expandKey, extractKey } from "../hashing/sha256.ts";

const EPHEMERAL = utf8ToBytes("quorate/v1/slot-ephemeral");
const DECOY = utf8ToBytes("quorate/v1/decoy-slot");
const ORDER = utf8ToBytes("quorate/v1/slot-order");

/** Everything random about the slots of one envelope, from one seed. Places are those before the slots are shuffled. */
export interface SlotSecrets {
  /** What the slot at a place is sealed with. Shown in a dispute, it opens that slot and no other. */
  readonly ephemeralOf: (place: number, bytes: number) => Uint8Array;
  /** What stands for the tag and the sealed key of the decoy at a place. */
  readonly decoyOf: (place: number, bytes: number) => Uint8Array;
  /** Where each place goes: the places in the order in which the slots stand. */
  readonly shuffle: (places: number) => readonly number[];
}

/** What derives from the seed of an envelope's slots. Every party that opened the record has it. */
export function deriveSlotSecrets(slotSeed: Uint8Array, headerHash: Uint8Array): SlotSecrets {
  const key = extractKey(headerHash, slotSeed);
  const draw = (label: Uint8Array, place: number, bytes: number): Uint8Array =>
    expandKey(key, [label, encodeUint32(place)], bytes);
  return {
    ephemeralOf: (place, bytes) => draw(EPHEMERAL, place, bytes),
    decoyOf: (place, bytes) => draw(DECOY, place, bytes),
    shuffle: (places) => shuffle(places, (round) => decodeUint32(draw(ORDER, round, 4))),
  };
}

/** Fisher and Yates, each choice without bias: numbers that would favour a place are drawn again. */
function shuffle(places: number, drawOf: (round: number) => number): readonly number[] {
  const order = Array.from({ length: places }, (_, place) => place);
  let round = 0;
  for (let last = places - 1; last > 0; last -= 1) {
    const limit = 2 ** 32 - (2 ** 32 % (last + 1));
    let drawn = drawOf(round++);
    while (drawn >= limit) drawn = drawOf(round++);
    const chosen = drawn % (last + 1);
    [order[last], order[chosen]] = [order[chosen] ?? chosen, order[last] ?? last];
  }
  return order;
}
