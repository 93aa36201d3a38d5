import { QuorateError } from "../errors/QuorateError.ts";
import type { Bytes } from "../types/Bytes.ts";
import type { Bytes32 } from "../types/Hex.ts";
import { parseHex } from "../types/parseHex.ts";
import type { RecordContext } from "../types/RecordContext.ts";
import type { RecordField } from "../types/RecordField.ts";
import { commitFields } from "./commitment/commitFields.ts";
import { computeRecordContext } from "./commitment/computeRecordContext.ts";
import { decodeField } from "./commitment/encodeField.ts";
import { decodeUint32 } from "./commitment/encodeUint32.ts";
import { rootOf } from "./commitment/merkleTree.ts";
import { fromHex, toBytes32 } from "./commitment/toBytes32.ts";
import { type EnvelopeHead, readEnvelopeHead } from "./envelope/envelopeHead.ts";
import { findContentKey } from "./envelope/findContentKey.ts";
import { hashHeader } from "./envelope/header.ts";
import { isChunked, measureContent } from "./envelope/layOutContent.ts";
import { readDocument } from "./envelope/readDocument.ts";
import { commitEnvelope } from "./envelope/recordCommitment.ts";
import {
  decodeContent,
  findDocument,
  MAX_CONTENT_BYTES,
  malformedContent,
  type RecordContent,
} from "./envelope/recordContent.ts";
import { type ChunkCipher, openChunks, SEALED_CHUNK_BYTES } from "./envelope/sealChunks.ts";
import { loadHashes } from "./hashing/compiledHashes.ts";
import type { DecryptionKey } from "./keys/decryptionKey.ts";
import { type ByteReader, createByteReader } from "./stream/byteReader.ts";
import { closeWithSource } from "./stream/closeWithSource.ts";
import { streamBytes } from "./stream/collectBytes.ts";
import { followStream, type StreamLimits } from "./stream/followStream.ts";
import { hashManifest, type Manifest, startManifest } from "./stream/manifest.ts";
import { splitParts } from "./stream/splitParts.ts";

/** What the chain says of a record: read it from a node that you trust, or with a proof. */
export interface RegisteredRecord {
  readonly context: RecordContext;
  readonly contentRoot: Bytes32;
  readonly bodyHash: Bytes32;
}

/** What a reader has of a record. */
export interface OpenRecordParameters extends StreamLimits {
  readonly record: RegisteredRecord;
  /** The whole envelope. Bytes are checked against the record before anything is decrypted, a stream at its end. */
  readonly envelope: Uint8Array | AsyncIterable<Uint8Array>;
  /** The keys that may open it, those that were rotated out too. */
  readonly keys: readonly DecryptionKey[];
  /** The secret of the record's epoch; without it every slot is tried. */
  readonly epochSecret?: Uint8Array | undefined;
  /** Slots that were granted to the reader after the record was sealed. */
  readonly grantedSlots?: readonly Uint8Array[] | undefined;
}

/** A record that its reader may believe: every commitment matches, but for what its document still has to show. */
export interface OpenedRecord {
  readonly head: EnvelopeHead;
  /** The record's key. Whoever has it reads the record. */
  readonly contentKey: Bytes;
  readonly content: RecordContent;
  /** The fields but for the document, with their values. */
  readonly fields: readonly RecordField[];
  /**
   * The document's bytes, or null where the record has none; read once. Whoever does not read it ends it with `return`, which closes the envelope. Each part is what the record commits to when it comes. The
   * document is whole, and the envelope the record's, only when the reading ends without an error.
   */
  readonly document: AsyncIterable<Uint8Array> | null;
}

/**
 * Opens a record: finds the reader's slot, decrypts, and checks both commitments. Before acknowledging, read the document to its end
 * and call `checkSlots`.
 *
 * @throws QuorateError ENVELOPE_MALFORMED, ENVELOPE_UNSUPPORTED, ENVELOPE_FOREIGN, ENVELOPE_ALTERED, SLOT_MISSING, KEY_COMMITMENT_MISMATCH,
 * CONTENT_UNREADABLE, CONTENT_TRUNCATED, CONTENT_MALFORMED, CONTENT_ROOT_MISMATCH, FIELD_MALFORMED, ABORTED; while the document is read
 * also DOCUMENT_ALTERED
 * @example
 * ```ts
 * const opened: OpenedRecord = await openRecord({ record, envelope, keys: [ownKey], epochSecret });
 * const document = opened.document === null ? null : await collectBytes(opened.document);
 * ```
 */
export async function openRecord(parameters: OpenRecordParameters): Promise<OpenedRecord> {
  const { record, envelope } = parameters;
  await loadHashes();
  const isWhole = envelope instanceof Uint8Array;
  const source = followStream(isWhole ? streamBytes(envelope) : envelope, "opening", parameters);
  const reader = createByteReader(source);
  try {
    const head = await readEnvelopeHead(reader);
    checkPlace(head, record);
    const headerHash = new Uint8Array(hashHeader(head.header));
    const body = { head, headerHash, bodyHash: record.bodyHash };
    const { keys, epochSecret = null, grantedSlots = [] } = parameters;
    // The slot is opened while the envelope is hashed; what the hash says comes first.
    const finding = findContentKey({ head, headerHash, keys, epochSecret, grantedSlots });
    finding.catch(() => undefined);
    const parts = splitParts(reader.rest(), SEALED_CHUNK_BYTES);
    const whole = isWhole ? await checkWhole(body, parts) : null;
    const found = await finding;
    const cipher = { keys: found.keys, headerHash, chunked: head.header.chunked };
    const plain = createByteReader(whole === null ? openHashed(cipher, parts, body) : openChunks(cipher, whole));
    const { content, length } = await readContent(plain);
    checkRoot(head, content); // DEFENCE: content-root
    const manifest = findDocument(content.fields);
    if (isChunked(measureContent(length, manifest)) !== cipher.chunked)
      throw malformedContent("it is in one piece or in chunks against the rule for its length");
    const rest = closeWithSource(readDocument(plain, manifest, length), () => reader.close());
    if (manifest === null) await rest.next();
    const fields = content.fields.filter(({ type }) => type !== "document").map(decodeField);
    return { head, contentKey: found.contentKey, content, fields, document: manifest === null ? null : rest };
  } catch (error) {
    await reader.close();
    throw error;
  }
}

/** The header is the first thing that says whose an envelope is. */
function checkPlace({ header }: EnvelopeHead, { context, contentRoot }: RegisteredRecord): void {
  if (header.chainId !== context.chainId) throw foreign("chain", String(header.chainId));
  if (header.registry !== parseHex(context.registry)) throw foreign("registry", header.registry);
  if (header.recordContext !== computeRecordContext(context))
    throw foreign("group, epoch or sender", header.recordContext); // DEFENCE: place-bound
  if (header.contentRoot !== contentRoot) throw foreign("content", header.contentRoot); // DEFENCE: root-bound
}

/** What the chain says of an envelope that is being read. */
interface ExpectedBody {
  readonly head: EnvelopeHead;
  readonly headerHash: Uint8Array;
  readonly bodyHash: Bytes32;
}

/** The parts of a ciphertext that is the record's. */
async function checkWhole(body: ExpectedBody, ciphertext: AsyncIterable<Bytes>): Promise<readonly Bytes[]> {
  const parts: Bytes[] = [];
  const builder = startManifest();
  for await (const part of ciphertext) {
    await builder.add(part);
    parts.push(part);
  }
  checkBody(body, builder.finish());
  return parts;
}

/** Opens a ciphertext that goes by, and checks at its end that it was the record's. */
async function* openHashed(
  cipher: ChunkCipher,
  parts: AsyncIterable<Bytes>,
  body: ExpectedBody,
): AsyncGenerator<Bytes, void, undefined> {
  const builder = startManifest();
  async function* note(): AsyncGenerator<Bytes, void, undefined> {
    for await (const part of parts) {
      await builder.add(part);
      yield part;
    }
  }
  yield* openChunks(cipher, note());
  checkBody(body, builder.finish());
}

function checkBody({ head, headerHash, bodyHash }: ExpectedBody, ciphertext: Manifest): void {
  const commitment = commitEnvelope(head, hashManifest(ciphertext), headerHash);
  // DEFENCE: body-bound [commitment.bodyHash === bodyHash => true]
  if (commitment.bodyHash === bodyHash) return;
  throw new QuorateError({
    code: "ENVELOPE_ALTERED",
    summary: "The envelope is not the one that the record commits to.",
    remedy: "Fetch it again, from another party if need be; what was fetched is simply not the record.",
    facts: { expected: bodyHash, found: commitment.bodyHash },
  });
}

async function readContent(plain: ByteReader): Promise<{ content: RecordContent; length: number }> {
  const prefix = await plain.read(4);
  const length = prefix.length === 4 ? decodeUint32(prefix) : 0;
  if (length === 0 || length > MAX_CONTENT_BYTES) throw malformedContent("its length is not one that a record has");
  const bytes = await plain.read(length);
  if (bytes.length < length) throw malformedContent("it ends within its fields");
  return { content: decodeContent(bytes), length };
}

function checkRoot({ header }: EnvelopeHead, { fields, saltSeed }: RecordContent): void {
  const tree = commitFields({ fields, saltSeed, recordContext: fromHex(header.recordContext) });
  if (toBytes32(rootOf(tree)) === header.contentRoot) return;
  throw new QuorateError({
    code: "CONTENT_ROOT_MISMATCH",
    summary: "The fields that were decrypted are not the ones that the record commits to.",
    remedy: "Reject the record: its sender committed to other fields than the ones it sealed.",
    facts: { contentRoot: header.contentRoot },
  });
}

function foreign(part: string, found: string): QuorateError {
  return new QuorateError({
    code: "ENVELOPE_FOREIGN",
    summary: `The envelope belongs to another ${part} than the record.`,
    remedy: "Fetch the envelope of this very record; one that was copied from elsewhere does not open here.",
    facts: { part, found },
  });
}
