import { QuorateError } from "../../errors/QuorateError.ts";
import type { Bytes } from "../../types/Bytes.ts";
import { compareBytes } from "../commitment/merkleTree.ts";
import { fromHex } from "../commitment/toBytes32.ts";
import type { DecryptionKey } from "../keys/decryptionKey.ts";
import { computeTag, TAG_BYTES } from "./computeTag.ts";
import { type ContentKeys, deriveContentKeys } from "./contentKeys.ts";
import type { EnvelopeHead } from "./envelopeHead.ts";
import { createSlotCipher } from "./slotCipher.ts";

/** What a reader has to find its slot with. */
export interface FindContentKeyParameters {
  readonly head: EnvelopeHead;
  readonly headerHash: Uint8Array;
  readonly keys: readonly DecryptionKey[];
  /** Null where it is not known yet: then every slot is tried. */
  readonly epochSecret: Uint8Array | null;
  /** Slots that were granted after the envelope was sealed. */
  readonly grantedSlots: readonly Uint8Array[];
}

/** A record's key, and what it is good for. */
export interface FoundContentKey {
  readonly contentKey: Bytes;
  readonly keys: ContentKeys;
  /** The key that opened a slot. */
  readonly reader: DecryptionKey;
}

/**
 * Finds the slot that one of the keys opens, by its tag where the epoch's secret is known, and else by trying.
 *
 * @throws QuorateError SLOT_MISSING, KEY_COMMITMENT_MISMATCH
 */
export async function findContentKey(parameters: FindContentKeyParameters): Promise<FoundContentKey> {
  const { head, headerHash } = parameters;
  const readers = parameters.keys.filter(({ suite }) => suite === head.header.suite);
  const cipher = createSlotCipher({ suite: head.header.suite, headerHash, keyCommit: head.keyCommit });
  for (const { slot, reader } of listCandidates(parameters, readers)) {
    const contentKey = await cipher.open(slot, reader.secret.decapsulate);
    if (contentKey === undefined) continue;
    const keys = deriveContentKeys(contentKey, headerHash);
    if (compareBytes(keys.keyCommit, head.keyCommit) !== 0) throw mismatch(reader); // DEFENCE: key-commitment
    return { contentKey, keys, reader };
  }
  throw new QuorateError({
    code: "SLOT_MISSING",
    summary: `None of the envelope's ${head.slots.length} slots opens with the ${readers.length} keys of its suite that were given.`,
    remedy:
      "Give the key that was registered when the record was sealed, or ask a party for a grant; else reject the record.",
    facts: { slots: head.slots.length, suite: head.header.suite, keys: readers.map(({ keyId }) => keyId) },
  });
}

interface Candidate {
  readonly slot: Uint8Array;
  readonly reader: DecryptionKey;
}

/** Slots with the reader's tag first. A sender may have put a wrong tag, so the others follow. */
function listCandidates(parameters: FindContentKeyParameters, readers: readonly DecryptionKey[]): readonly Candidate[] {
  const { head, epochSecret, grantedSlots } = parameters;
  const context = fromHex(head.header.recordContext);
  const all = readers.flatMap((reader) => {
    const tag = epochSecret === null ? null : computeTag(epochSecret, context, fromHex(reader.keyId));
    return [...grantedSlots, ...head.slots].map((slot) => ({
      slot,
      reader,
      isMarked: tag !== null && compareBytes(slot.subarray(0, TAG_BYTES), tag) === 0,
    }));
  });
  return [...all.filter(({ isMarked }) => isMarked), ...all.filter(({ isMarked }) => !isMarked)];
}

function mismatch({ keyId }: DecryptionKey): QuorateError {
  return new QuorateError({
    code: "KEY_COMMITMENT_MISMATCH",
    summary: "The slot held another key than the one that the envelope commits to.",
    remedy: "Reject the record: its sender gave the parties different keys.",
    facts: { keyId },
  });
}
