import { QuorateError } from "../errors/QuorateError.ts";
import type { Bytes32 } from "../types/Hex.ts";
import type { EncryptionKey } from "../types/Suite.ts";
import { compareBytes } from "./commitment/merkleTree.ts";
import { fromHex } from "./commitment/toBytes32.ts";
import { hashHeader } from "./envelope/header.ts";
import { makeSlots } from "./envelope/makeSlots.ts";
import { identifyKey } from "./envelope/sortRecipients.ts";
import { loadHashes } from "./hashing/compiledHashes.ts";
import type { OpenedRecord } from "./openRecord.ts";

/** What a party compares an envelope's slots with. */
export interface CheckSlotsParameters {
  readonly opened: Pick<OpenedRecord, "head" | "content" | "contentKey">;
  /** The keys that members of the record's epoch had when it was sealed, from the key directory. */
  readonly directory: readonly EncryptionKey[];
  /** The keys that must have a slot: those of the policy's mandatory members, and the party's own. */
  readonly required: readonly Bytes32[];
  readonly epochSecret: Uint8Array;
}

/**
 * Makes all slots of an opened record again and compares them, so that a party acknowledges only what every other recipient can open
 * too. Do it before each acknowledgement.
 *
 * @throws QuorateError SLOT_MISMATCH with the keys and slots that are wrong
 * @example
 * ```ts
 * await checkSlots({ opened, directory, required: [ownKey.keyId], epochSecret });
 * ```
 */
export async function checkSlots({ opened, directory, required, epochSecret }: CheckSlotsParameters): Promise<void> {
  await loadHashes();
  const { head, content, contentKey } = opened;
  const { header, keyCommit } = head;
  const known = new Map(directory.map(identifyKey).map((key) => [key.keyId, key]));
  const missing = required.filter((keyId) => !content.recipients.includes(keyId));
  if (missing.length > 0) throw mismatch("a key that must have a slot has none", missing, []); // DEFENCE: required-slots
  const strangers = content.recipients.filter((keyId) => known.get(keyId)?.suite !== header.suite);
  // DEFENCE: slots-of-members
  if (strangers.length > 0) throw mismatch("a slot is for a key that the directory does not name", strangers, []);
  const { slots, order } = await makeSlots({
    suite: header.suite,
    recipients: content.recipients.flatMap((keyId) => known.get(keyId) ?? []),
    contentKey,
    slotSeed: content.slotSeed,
    epochSecret,
    recordContext: fromHex(header.recordContext),
    headerHash: hashHeader(header),
    keyCommit,
  });
  if (slots.length !== head.slots.length) throw mismatch("there are more or fewer slots than there must be", [], []);
  const wrong = slots.flatMap((slot, index) => (compareBytes(slot, head.slots[index] ?? slot) === 0 ? [] : [index]));
  // DEFENCE: slots-made-again [wrong.length === 0 => true]
  if (wrong.length === 0) return;
  const keys = wrong.flatMap((index) => content.recipients[order[index] ?? -1] ?? []);
  throw mismatch("a slot is not what its seed makes", keys, wrong);
}

function mismatch(fault: string, keys: readonly Bytes32[], slots: readonly number[]): QuorateError {
  return new QuorateError({
    code: "SLOT_MISMATCH",
    summary: `Not every recipient can open the record: ${fault}.`,
    remedy:
      "Do not acknowledge the record; reject it and name the keys, so that its sender answers with their slots' seeds.",
    facts: { fault, keys, slots },
  });
}
