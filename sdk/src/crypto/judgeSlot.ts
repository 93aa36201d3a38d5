import { concatBytes } from "@noble/hashes/utils.js";

import type { Bytes32 } from "../types/Hex.ts";
import type { EncryptionKey } from "../types/Suite.ts";
import { encodeUint32 } from "./commitment/encodeUint32.ts";
import { compareBytes } from "./commitment/merkleTree.ts";
import { fromHex, toBytes32 } from "./commitment/toBytes32.ts";
import { deriveContentKeys } from "./envelope/contentKeys.ts";
import type { EnvelopeHead } from "./envelope/envelopeHead.ts";
import { hashHeader } from "./envelope/header.ts";
import { createSlotCipher } from "./envelope/slotCipher.ts";
import { deriveSlotSecrets } from "./envelope/slotSecrets.ts";
import { keccak256 } from "./hashing/keccak.ts";
import { parseEncryptionKey } from "./keys/encryptionKey.ts";
import { kemOf } from "./keys/kemOf.ts";
import type { OpenedRecord } from "./openRecord.ts";

/** A slot in dispute, with what its sender shows. */
export interface JudgeSlotParameters {
  readonly head: EnvelopeHead;
  /** Which slot of the envelope it is, from 0. */
  readonly slot: number;
  /** The key of the party that rejected. */
  readonly recipient: EncryptionKey;
  /** What the sender says that the slot was sealed with. */
  readonly ephemeral: Uint8Array;
}

/**
 * What a panel sees: `held` the slot gave the recipient the committed key, so the rejection was false; `another-key` it gave it
 * another or none, so the sender is at fault; `another-seed` the slot was not sealed with this seed to this recipient, so the sender did not answer.
 */
export type SlotVerdict = "held" | "another-key" | "another-seed";

/**
 * Judges a slot by the seed that its sender shows. The panel sees the record's key by that, and can read the record.
 *
 * @throws QuorateError ENCRYPTION_KEY_MALFORMED, SUITE_UNKNOWN
 * @example
 * ```ts
 * const verdict: SlotVerdict = await judgeSlot({ head: opened.head, slot: 3, recipient: rejectersKey, ephemeral });
 * ```
 */
export async function judgeSlot({ head, slot, recipient, ephemeral }: JudgeSlotParameters): Promise<SlotVerdict> {
  const { header, keyCommit, slots } = head;
  const { suite, publicKey } = parseEncryptionKey(recipient);
  const disputed = slots[slot];
  const kem = kemOf(suite);
  if (disputed === undefined || suite !== header.suite || ephemeral.length !== kem.ephemeralBytes)
    return "another-seed";
  const headerHash = hashHeader(header);
  const reader = await kem.importPublic(new Uint8Array(fromHex(publicKey)));
  const { enc, sharedSecret } = await reader.encapsulate(ephemeral);
  let isSame = false;
  const contentKey = await createSlotCipher({ suite, headerHash, keyCommit }).open(disputed, async (found) => {
    isSame = compareBytes(found, enc) === 0;
    return sharedSecret;
  });
  if (!isSame) return "another-seed"; // DEFENCE: seed-of-the-slot
  if (contentKey === undefined) return "another-key";
  const keys = deriveContentKeys(contentKey, headerHash);
  // DEFENCE: committed-key-held [compareBytes(keys.keyCommit, keyCommit) === 0 => true]
  return compareBytes(keys.keyCommit, keyCommit) === 0 ? "held" : "another-key";
}

/**
 * What a sender shows of one recipient's slot when it answers a rejection: which slot it is, and the seed that opens it alone.
 *
 * @returns undefined where the key has no slot
 * @example
 * ```ts
 * const answer: SlotEvidence | undefined = revealSlot(opened, keyId);
 * ```
 */
export function revealSlot(
  { head, content }: Pick<OpenedRecord, "head" | "content">,
  keyId: Bytes32,
): SlotEvidence | undefined {
  const place = content.recipients.indexOf(keyId);
  if (place < 0) return undefined;
  const secrets = deriveSlotSecrets(content.slotSeed, hashHeader(head.header));
  const slot = secrets.shuffle(head.slots.length).indexOf(place);
  return { slot, ephemeral: secrets.ephemeralOf(place, kemOf(head.header.suite).ephemeralBytes) };
}

/** A slot with the seed that it was sealed with. */
export interface SlotEvidence {
  readonly slot: number;
  readonly ephemeral: Uint8Array;
}

/**
 * What a sender puts on chain when it answers a rejection. What it reveals is random, so the hash says nothing until it is shown.
 *
 * @example
 * ```ts
 * const revealHash: Bytes32 = hashEvidence({ slot: 3, ephemeral });
 * ```
 */
export function hashEvidence({ slot, ephemeral }: SlotEvidence): Bytes32 {
  return toBytes32(keccak256(concatBytes(encodeUint32(slot), ephemeral)));
}
