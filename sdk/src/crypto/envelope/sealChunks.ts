import { QuorateError } from "../../errors/QuorateError.ts";
import type { Bytes } from "../../types/Bytes.ts";
import { PART_BYTES } from "../stream/manifest.ts";
import type { ContentKeys } from "./contentKeys.ts";
import { nonceOf, SINGLE_NONCE } from "./nonceOf.ts";

/** How many bytes of a content one chunk holds. */
export const CHUNK_BYTES = PART_BYTES;
const TAG_BYTES = 16;
/** How many bytes of a ciphertext one chunk is. */
export const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;

/** How a content is sealed. */
export interface ChunkCipher {
  readonly keys: ContentKeys;
  /** What every chunk is bound to. */
  readonly headerHash: Bytes;
  readonly chunked: boolean;
}

/** Seals a content that comes in parts, each of 1 MiB but the last; one part that is the whole content where it is not chunked. */
export async function* sealChunks(
  cipher: ChunkCipher,
  parts: AsyncIterable<Bytes>,
): AsyncGenerator<Bytes, void, undefined> {
  for await (const { part, index, isLast } of markLast(parts)) {
    yield await cipher.keys.cipher.seal(nonceOfChunk(cipher, index, isLast), cipher.headerHash, part);
  }
}

/**
 * Opens a ciphertext that comes in parts, each of 1 MiB and a tag but the last. A chunk that was changed, moved, dropped or doubled
 * is refused before anything of it is handed on.
 *
 * @throws QuorateError CONTENT_UNREADABLE, CONTENT_TRUNCATED
 */
export async function* openChunks(
  cipher: ChunkCipher,
  parts: AsyncIterable<Bytes> | Iterable<Bytes>,
): AsyncGenerator<Bytes, void, undefined> {
  let chunks = 0;
  for await (const { part, index, isLast } of markLast(parts)) {
    if (!cipher.chunked && index > 0) throw unreadable(index);
    const opened = await openChunk(cipher, part, index, isLast);
    if (opened === undefined) {
      const goesOn = cipher.chunked && isLast && (await openChunk(cipher, part, index, false)) !== undefined;
      throw goesOn ? truncated(index + 1) : unreadable(index);
    }
    chunks += 1;
    yield opened;
  }
  if (chunks === 0) throw truncated(0);
}

async function openChunk(cipher: ChunkCipher, part: Bytes, index: number, isLast: boolean): Promise<Bytes | undefined> {
  if (part.length < TAG_BYTES) return undefined;
  try {
    return await cipher.keys.cipher.open(nonceOfChunk(cipher, index, isLast), cipher.headerHash, part);
  } catch {
    // Nobody says more than that the tag is another.
    return undefined;
  }
}

function nonceOfChunk({ keys, chunked }: ChunkCipher, index: number, isLast: boolean): Bytes {
  return chunked ? nonceOf(keys.noncePrefix, index, isLast) : SINGLE_NONCE;
}

interface MarkedPart {
  readonly part: Bytes;
  readonly index: number;
  readonly isLast: boolean;
}

async function* markLast(parts: AsyncIterable<Bytes> | Iterable<Bytes>): AsyncGenerator<MarkedPart, void, undefined> {
  let held: Bytes | undefined;
  let index = 0;
  for await (const part of parts) {
    if (held !== undefined) yield { part: held, index: index++, isLast: false };
    held = part;
  }
  if (held !== undefined) yield { part: held, index, isLast: true };
}

function unreadable(chunk: number): QuorateError {
  return new QuorateError({
    code: "CONTENT_UNREADABLE",
    summary: `Chunk ${chunk} of the ciphertext is not what was sealed there.`,
    remedy: "Fetch the envelope again, from another party if need be; if its hash is the record's, reject the record.",
    facts: { chunk },
  });
}

function truncated(chunk: number): QuorateError {
  return new QuorateError({
    code: "CONTENT_TRUNCATED",
    summary: `The ciphertext ends before chunk ${chunk}.`,
    remedy: "Fetch the rest of the envelope, from another party if need be.",
    facts: { chunk },
  });
}
