import { QuorateError } from "../errors/QuorateError.ts";
import type { Bytes } from "../types/Bytes.ts";
import type { Bytes32 } from "../types/Hex.ts";
import { parseBytes32, parseHex } from "../types/parseHex.ts";
import type { RecordContext } from "../types/RecordContext.ts";
import type { EncodedField, RecordField } from "../types/RecordField.ts";
import type { EncryptionKey, Suite } from "../types/Suite.ts";
import { checkWidth } from "./commitment/checkWidth.ts";
import { commitFields } from "./commitment/commitFields.ts";
import { computeRecordContext } from "./commitment/computeRecordContext.ts";
import { checkField, encodeField } from "./commitment/encodeField.ts";
import { rootOf } from "./commitment/merkleTree.ts";
import { fromHex, toBytes32 } from "./commitment/toBytes32.ts";
import { deriveContentKeys } from "./envelope/contentKeys.ts";
import { type EnvelopeHead, encodeEnvelopeHead } from "./envelope/envelopeHead.ts";
import { type EnvelopeHeader, hashHeader } from "./envelope/header.ts";
import { isChunked, layOutContent, measureContent } from "./envelope/layOutContent.ts";
import { makeSlots } from "./envelope/makeSlots.ts";
import { commitEnvelope, type RecordCommitment } from "./envelope/recordCommitment.ts";
import { encodeContent, MAX_CONTENT_BYTES, type RecordContent } from "./envelope/recordContent.ts";
import { CHUNK_BYTES, type ChunkCipher, sealChunks } from "./envelope/sealChunks.ts";
import { sortRecipients } from "./envelope/sortRecipients.ts";
import { loadHashes } from "./hashing/compiledHashes.ts";
import { streamBytes } from "./stream/collectBytes.ts";
import { followStream, type StreamLimits } from "./stream/followStream.ts";
import { createManifest, encodeManifest, hashManifest, type Manifest, startManifest } from "./stream/manifest.ts";
import { splitParts } from "./stream/splitParts.ts";

const MAX_DOCUMENT_BYTES = 2 ** 40;
const NO_SCHEMA = parseBytes32(`0x${"00".repeat(32)}`);

/** What is sealed, where it belongs and for whom. */
export interface SealRecordParameters extends StreamLimits {
  readonly context: RecordContext;
  /** Suite 1 unless the group's policy asks for another. */
  readonly suite?: Suite | undefined;
  /** How the fields map to a message; 32 zero bytes where they map to none. */
  readonly schemaId?: Bytes32 | undefined;
  readonly fields: readonly RecordField[];
  /** One payload of any size, as bytes or as a source that gives the same bytes each time it is read; it is read twice. */
  readonly document?:
    | { readonly path: string; readonly source: Uint8Array | (() => AsyncIterable<Uint8Array>) }
    | undefined;
  /** A remark to the parties that nothing commits to. */
  readonly memo?: string | undefined;
  readonly recipients: readonly EncryptionKey[];
  /** The 32 bytes that the members of this epoch share, by which they find their slots. */
  readonly epochSecret: Uint8Array;
  /** Whether this record hands the epoch's secret to the members; the first one of an epoch does. */
  readonly startsEpoch?: boolean | undefined;
  /** Now, in unix seconds. */
  readonly created: bigint;
}

/** An envelope on its way to a store. */
export interface SealedRecord {
  readonly head: EnvelopeHead;
  /** The whole envelope, head and ciphertext; it is read once. */
  readonly envelope: AsyncIterable<Uint8Array>;
  /** What to register, once the envelope has been read to its end; it rejects with what ended the reading before. */
  readonly commitment: Promise<RecordCommitment>;
}

/** What must be random in a record. Used twice it would break what AES-GCM promises, so only tests and vectors give it. */
export interface RecordSecrets {
  readonly contentKey: Bytes;
  readonly saltSeed: Bytes;
  readonly slotSeed: Bytes;
}

/**
 * Seals a record to its recipients, without holding its document in memory.
 *
 * @throws QuorateError FIELD_MALFORMED, INTEGER_MALFORMED, EPOCH_SECRET_MALFORMED, RECIPIENTS_MALFORMED, ENCRYPTION_KEY_MALFORMED, SUITE_UNKNOWN, RECORD_TOO_LARGE, ABORTED; and while
 * the envelope is read SOURCE_CHANGED, ABORTED
 * @example
 * ```ts
 * const sealed: SealedRecord = await sealRecord({ context: where, fields, recipients, epochSecret, created: 1_800_000_000n });
 * const envelope: Uint8Array = await collectBytes(sealed.envelope);
 * const { recordId }: RecordCommitment = await sealed.commitment;
 * ```
 */
export async function sealRecord(parameters: SealRecordParameters): Promise<SealedRecord> {
  const [contentKey, saltSeed, slotSeed] = [draw(), draw(), draw()];
  return sealRecordWith(parameters, { contentKey, saltSeed, slotSeed });
}

/** Seals a record with given secrets; the same ones give the same envelope, byte for byte. Outside of tests use `sealRecord`. */
export async function sealRecordWith(parameters: SealRecordParameters, secrets: RecordSecrets): Promise<SealedRecord> {
  const { context, suite = 1, schemaId = NO_SCHEMA, memo = "", epochSecret, startsEpoch = false, created } = parameters;
  const { contentKey, saltSeed, slotSeed } = secrets;
  checkSecret(epochSecret);
  checkWidth("created", created, 64);
  if (!memo.isWellFormed()) throw malformedMemo();
  await loadHashes();
  const recipients = sortRecipients(parameters.recipients, suite);
  const source = readerOf(parameters);
  const manifest = source === null ? null : await createManifest(followStream(source(), "reading", parameters));
  const fields = [...parameters.fields.map(encodeField), ...listDocument(parameters, manifest)];
  const content = encodeSound({
    saltSeed,
    slotSeed,
    recipients: recipients.map(({ keyId }) => keyId),
    fields,
    memo,
    epochSecret: startsEpoch ? epochSecret : null,
  });
  const recordContext = computeRecordContext(context);
  const tree = commitFields({ fields, saltSeed, recordContext: fromHex(recordContext) });
  const { chainId } = context;
  const registry = parseHex(context.registry, 20);
  const size = measureContent(content.length, manifest);
  const contentRoot = toBytes32(rootOf(tree));
  const header = { suite, chainId, registry, recordContext, schemaId, contentRoot, chunked: isChunked(size), created };
  const cipher = createCipher(header, contentKey);
  const { slots } = await makeSlots({
    suite,
    recipients,
    contentKey,
    slotSeed,
    epochSecret,
    recordContext: fromHex(recordContext),
    headerHash: cipher.headerHash,
    keyCommit: cipher.keys.keyCommit,
  });
  const head = { header, keyCommit: cipher.keys.keyCommit, slots };
  const document = source === null || manifest === null ? null : { manifest, read: source };
  const plain = followStream(layOutContent(content, document), "sealing", parameters);
  return writeEnvelope(head, cipher, cipher.chunked ? splitParts(plain, CHUNK_BYTES) : joinAll(plain, size.padded));
}

function writeEnvelope(head: EnvelopeHead, cipher: ChunkCipher, parts: AsyncIterable<Bytes>): SealedRecord {
  const { promise, resolve, reject } = Promise.withResolvers<RecordCommitment>();
  // Whoever only reads the envelope learns of a fault there.
  promise.catch(() => undefined);
  async function* write(): AsyncGenerator<Uint8Array, void, undefined> {
    let isOpen = true;
    try {
      yield encodeEnvelopeHead(head);
      const builder = startManifest();
      for await (const chunk of sealChunks(cipher, parts)) {
        await builder.add(chunk);
        yield chunk;
      }
      resolve(commitEnvelope(head, hashManifest(builder.finish()), cipher.headerHash));
      isOpen = false;
    } catch (error) {
      reject(error);
      throw error;
    } finally {
      if (isOpen) reject(unread());
    }
  }
  return { head, envelope: write(), commitment: promise };
}

/** A content of so many bytes in one piece. */
async function* joinAll(source: AsyncIterable<Uint8Array>, length: number): AsyncGenerator<Bytes, void, undefined> {
  const whole = new Uint8Array(length);
  let offset = 0;
  for await (const piece of source) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  yield whole;
}

function createCipher(header: EnvelopeHeader, contentKey: Bytes): ChunkCipher {
  const headerHash = new Uint8Array(hashHeader(header));
  return { keys: deriveContentKeys(contentKey, headerHash), headerHash, chunked: header.chunked };
}

function readerOf({ document }: SealRecordParameters): (() => AsyncIterable<Uint8Array>) | null {
  if (document === undefined) return null;
  const { source } = document;
  return source instanceof Uint8Array ? () => streamBytes(source) : source;
}

function listDocument({ document }: SealRecordParameters, manifest: Manifest | null): readonly EncodedField[] {
  if (document === undefined || manifest === null) return [];
  if (manifest.length > MAX_DOCUMENT_BYTES) throw tooLarge("document", MAX_DOCUMENT_BYTES);
  return [checkField({ path: document.path, type: "document", value: encodeManifest(manifest) })];
}

function encodeSound(content: RecordContent): Uint8Array {
  const encoded = encodeContent(content);
  if (encoded.length > MAX_CONTENT_BYTES) throw tooLarge("fields", MAX_CONTENT_BYTES);
  return encoded;
}

function checkSecret(epochSecret: Uint8Array): void {
  if (epochSecret.length === 32) return;
  throw new QuorateError({
    code: "EPOCH_SECRET_MALFORMED",
    summary: `The epoch's secret has ${epochSecret.length} bytes.`,
    remedy: "Give the 32 bytes that the epoch's first record hands over; for a new epoch draw them at random.",
    facts: { bytes: epochSecret.length },
  });
}

function malformedMemo(): QuorateError {
  return new QuorateError({
    code: "FIELD_MALFORMED",
    summary: "The memo is no well-formed text.",
    remedy: "Leave out the half of a character that it holds, or send it as a field of bytes.",
    facts: { path: "memo", fault: "its text is not well-formed" },
  });
}

function draw(): Bytes {
  // DEFENCE: fresh-secrets [crypto.getRandomValues(new Uint8Array(32)) => new Uint8Array(32)]
  return crypto.getRandomValues(new Uint8Array(32));
}

function tooLarge(part: "document" | "fields", maxBytes: number): QuorateError {
  return new QuorateError({
    code: "RECORD_TOO_LARGE",
    summary: `The record's ${part} has more than ${maxBytes} bytes.`,
    remedy: "Put what is large into the document, and divide a larger document among several records.",
    facts: { part, maxBytes },
  });
}

function unread(): QuorateError {
  return new QuorateError({
    code: "ABORTED",
    summary: "The envelope was not read to its end.",
    remedy: "Seal the record again, and read its envelope to the end before asking what to register.",
    facts: { doing: "sealing" },
  });
}
