import { concatBytes } from "@noble/hashes/utils.js";

import { commitFields } from "../../../sdk/src/crypto/commitment/commitFields.ts";
import { computeRecordContext } from "../../../sdk/src/crypto/commitment/computeRecordContext.ts";
import { encodeField } from "../../../sdk/src/crypto/commitment/encodeField.ts";
import { encodeUint32 } from "../../../sdk/src/crypto/commitment/encodeUint32.ts";
import { rootOf } from "../../../sdk/src/crypto/commitment/merkleTree.ts";
import { fromHex, toBytes32 } from "../../../sdk/src/crypto/commitment/toBytes32.ts";
import { deriveContentKeys } from "../../../sdk/src/crypto/envelope/contentKeys.ts";
import { encodeEnvelopeHead } from "../../../sdk/src/crypto/envelope/envelopeHead.ts";
import { type EnvelopeHeader, hashHeader } from "../../../sdk/src/crypto/envelope/header.ts";
import { type MadeSlots, makeSlots } from "../../../sdk/src/crypto/envelope/makeSlots.ts";
import { padSize } from "../../../sdk/src/crypto/envelope/padSize.ts";
import { commitEnvelope } from "../../../sdk/src/crypto/envelope/recordCommitment.ts";
import { encodeContent, type RecordContent } from "../../../sdk/src/crypto/envelope/recordContent.ts";
import { sealChunks } from "../../../sdk/src/crypto/envelope/sealChunks.ts";
import type { SlotBinding } from "../../../sdk/src/crypto/envelope/slotCipher.ts";
import type { DecryptionKey } from "../../../sdk/src/crypto/keys/decryptionKey.ts";
import { collectBytes, streamBytes } from "../../../sdk/src/crypto/stream/collectBytes.ts";
import { createManifest, hashManifest, startManifest } from "../../../sdk/src/crypto/stream/manifest.ts";
import type { Bytes } from "../../../sdk/src/types/Bytes.ts";
import { parseBytes32, parseHex } from "../../../sdk/src/types/parseHex.ts";
import type { RecordContext } from "../../../sdk/src/types/RecordContext.ts";
import type { RecordField } from "../../../sdk/src/types/RecordField.ts";
import { context, type DeliveredRecord, epochSecret, payment } from "./parties.ts";

/** What a sender that breaks the rules does otherwise; everything that is not said here is as the rules want it. */
export interface Forgery {
  readonly recipients: readonly DecryptionKey[];
  /** What is sealed instead of the content's encoding. */
  readonly content?: (sound: RecordContent) => Uint8Array;
  /** What is sealed instead of content and padding. */
  readonly plaintext?: (sound: Uint8Array) => Uint8Array;
  readonly header?: Partial<EnvelopeHeader>;
  /** The key that the slots hold, where it is not the one of the ciphertext. */
  readonly slotKey?: Bytes;
  /** The document, and the one that is committed to. */
  readonly document?: { readonly sealed: Uint8Array; readonly committed: Uint8Array };
  /** What stands in place of the slots. */
  readonly slots?: (sound: MadeSlots, cipher: SlotBinding) => Promise<readonly Bytes[]>;
  /** Where the record is registered, with which fields and tags; those of the units unless given. */
  readonly place?: {
    readonly context: RecordContext;
    readonly fields: readonly RecordField[];
    readonly epochSecret: Uint8Array;
  };
}

/** What forged records are sealed with. */
export const forgedKey: Bytes = new Uint8Array(32).fill(1);
/** What everything random in a forged record derives from. */
export const forgedSeed: Bytes = new Uint8Array(32).fill(2);
const PLACE = { context, fields: payment, epochSecret };

/** A record as only a malicious sender makes it, registered as it is. */
export async function forgeRecord(forgery: Forgery): Promise<DeliveredRecord> {
  const [contentKey, seed] = [forgedKey, forgedSeed];
  const { context, fields: shown, epochSecret } = forgery.place ?? PLACE;
  const recipients = forgery.recipients.toSorted((a, b) => (a.keyId < b.keyId ? -1 : 1));
  const recordContext = computeRecordContext(context);
  const manifest = await createManifest(streamBytes(forgery.document?.committed ?? new Uint8Array()));
  const { length, digests } = manifest;
  const value = concatBytes(new Uint8Array(4), encodeUint32(length), ...digests);
  const document = forgery.document === undefined ? [] : [{ path: "Document", type: "document", value } as const];
  const fields = [...shown.map(encodeField), ...document];
  const sound = {
    saltSeed: seed,
    slotSeed: seed,
    recipients: recipients.map(({ keyId }) => keyId),
    fields,
    memo: "",
    epochSecret: null,
  };
  const tree = commitFields({ fields, saltSeed: seed, recordContext: fromHex(recordContext) });
  const header: EnvelopeHeader = {
    suite: 1,
    chainId: context.chainId,
    registry: parseHex(context.registry),
    recordContext,
    schemaId: parseBytes32(`0x${"00".repeat(32)}`),
    contentRoot: toBytes32(rootOf(tree)),
    chunked: false,
    created: 1n,
    ...forgery.header,
  };
  const headerHash = new Uint8Array(hashHeader(header));
  const keys = await deriveContentKeys(contentKey, headerHash);
  const binding = { suite: header.suite, headerHash, keyCommit: keys.keyCommit };
  const made = await makeSlots({
    ...binding,
    recipients,
    contentKey: forgery.slotKey ?? contentKey,
    slotSeed: seed,
    epochSecret,
    recordContext: fromHex(recordContext),
  });
  const slots = (await forgery.slots?.(made, binding)) ?? made.slots;
  const content = forgery.content?.(sound) ?? encodeContent(sound);
  const unpadded = concatBytes(encodeUint32(content.length), content, forgery.document?.sealed ?? new Uint8Array());
  const padded = concatBytes(unpadded, new Uint8Array(padSize(unpadded.length) - unpadded.length));
  const plaintext = new Uint8Array(forgery.plaintext?.(padded) ?? padded);
  async function* parts(): AsyncGenerator<Bytes> {
    yield plaintext;
  }
  const head = { header, keyCommit: keys.keyCommit, slots };
  const ciphertext = await collectBytes(sealChunks({ keys, headerHash, chunked: header.chunked }, parts()));
  const builder = startManifest();
  await builder.add(ciphertext);
  const commitment = commitEnvelope(head, hashManifest(builder.finish()));
  const { contentRoot, bodyHash } = commitment;
  const envelope = new Uint8Array(concatBytes(encodeEnvelopeHead(head), ciphertext));
  return { envelope, commitment, record: { context, contentRoot, bodyHash } };
}
