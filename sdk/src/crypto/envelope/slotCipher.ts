import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";

import type { Bytes } from "../../types/Bytes.ts";
import type { Suite } from "../../types/Suite.ts";
import { createHpke } from "../keys/hpke.ts";
import type { KemPublic } from "../keys/Kem.ts";
import { kemOf } from "../keys/kemOf.ts";
import { TAG_BYTES } from "./computeTag.ts";

const WRAP = utf8ToBytes("quorate/v1/wrap");
/** A content key of 32 bytes and its tag. */
const WRAPPED_BYTES = 48;
/** How many random bytes a decoy takes. */
export const DECOY_BYTES = TAG_BYTES + WRAPPED_BYTES;

/** What all slots of one envelope have in common. */
export interface SlotBinding {
  readonly suite: Suite;
  readonly headerHash: Uint8Array;
  readonly keyCommit: Bytes;
}

/** Seals a record's key into slots, and reads it from them. A slot is a tag, an encapsulation and the sealed key. */
export interface SlotCipher {
  readonly slotBytes: number;
  readonly seal: (to: KemPublic, ephemeral: Uint8Array, tag: Uint8Array, contentKey: Bytes) => Promise<Bytes>;
  /** A slot for nobody: a real encapsulation, with random bytes for the tag and for the sealed key. */
  readonly sealDecoy: (ephemeral: Uint8Array, random: Uint8Array) => Promise<Bytes>;
  /** What a slot holds, by the secret that its encapsulation stands for; undefined where it was not sealed to that. */
  readonly open: (slot: Uint8Array, findSecret: (enc: Bytes) => Promise<Uint8Array>) => Promise<Bytes | undefined>;
}

/** The cipher of an envelope's slots. Source: HPKE, RFC 9180, bound to header and key commitment. */
export function createSlotCipher({ suite, headerHash, keyCommit }: SlotBinding): SlotCipher {
  const { encBytes } = kemOf(suite);
  // DEFENCE: slot-of-one-header [concatBytes(WRAP, headerHash) => WRAP]
  const hpke = createHpke(kemOf(suite), concatBytes(WRAP, headerHash));
  const slotBytes = TAG_BYTES + encBytes + WRAPPED_BYTES;
  const layOut = (tag: Uint8Array, enc: Uint8Array, wrapped: Uint8Array): Bytes => {
    const slot = new Uint8Array(slotBytes);
    slot.set(tag);
    slot.set(enc, TAG_BYTES);
    slot.set(wrapped, TAG_BYTES + encBytes);
    return slot;
  };
  return {
    slotBytes,
    seal: async (to, ephemeral, tag, contentKey) => {
      const { enc, ciphertext } = await hpke.seal(to, ephemeral, keyCommit, contentKey);
      return layOut(tag, enc, ciphertext);
    },
    sealDecoy: async (ephemeral, random) => {
      // DEFENCE: decoys-like-slots [await kemOf(suite).encapsulateToNobody(ephemeral) => random.slice(0, 1)]
      const enc = await kemOf(suite).encapsulateToNobody(ephemeral);
      return layOut(random.subarray(0, TAG_BYTES), enc, random.subarray(TAG_BYTES));
    },
    open: async (slot, findSecret) => {
      if (slot.length !== slotBytes) return undefined;
      try {
        const secret = await findSecret(slot.slice(TAG_BYTES, TAG_BYTES + encBytes));
        return await hpke.open(secret, keyCommit, slot.slice(TAG_BYTES + encBytes));
      } catch {
        // Sealed to somebody else, or nothing that was sealed.
        return undefined;
      }
    },
  };
}
