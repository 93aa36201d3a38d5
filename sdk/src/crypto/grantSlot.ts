import type { Bytes } from "../types/Bytes.ts";
import type { Bytes32 } from "../types/Hex.ts";
import type { EncryptionKey } from "../types/Suite.ts";
import { fromHex } from "./commitment/toBytes32.ts";
import { TAG_BYTES } from "./envelope/computeTag.ts";
import { hashSlot } from "./envelope/envelopeHead.ts";
import { hashHeader } from "./envelope/header.ts";
import { createSlotCipher } from "./envelope/slotCipher.ts";
import { sortRecipients } from "./envelope/sortRecipients.ts";
import { computeKeyId } from "./keys/encryptionKey.ts";
import { kemOf } from "./keys/kemOf.ts";
import type { OpenedRecord } from "./openRecord.ts";

/** A party that gets to read a record which was sealed without it. */
export interface GrantSlotParameters {
  readonly opened: Pick<OpenedRecord, "head" | "contentKey">;
  /** A key of the record's suite. */
  readonly to: EncryptionKey;
}

/** One more slot of an envelope that exists. */
export interface GrantedSlot {
  readonly slot: Bytes;
  /** What the registry records of it. */
  readonly slotHash: Bytes32;
  readonly granteeKeyId: Bytes32;
}

/**
 * Makes a slot for one more reader. Nothing is encrypted again, and the envelope stays as it is.
 *
 * @throws QuorateError RECIPIENTS_MALFORMED, ENCRYPTION_KEY_MALFORMED, SUITE_UNKNOWN
 * @example
 * ```ts
 * const { slot, slotHash }: GrantedSlot = await grantSlot({ opened, to: auditorsKey });
 * ```
 */
export async function grantSlot({ opened, to }: GrantSlotParameters): Promise<GrantedSlot> {
  const { header, keyCommit } = opened.head;
  const { suite } = header;
  sortRecipients([to], suite);
  const kem = kemOf(suite);
  const cipher = createSlotCipher({ suite, headerHash: hashHeader(header), keyCommit });
  const reader = await kem.importPublic(new Uint8Array(fromHex(to.publicKey)));
  const slot = await cipher.seal(reader, draw(kem.ephemeralBytes), draw(TAG_BYTES), opened.contentKey);
  return { slot, slotHash: hashSlot(slot), granteeKeyId: computeKeyId(to) };
}

function draw(bytes: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(bytes));
}
