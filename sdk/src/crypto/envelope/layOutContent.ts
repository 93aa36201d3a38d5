import { concatBytes } from "@noble/hashes/utils.js";

import { QuorateError } from "../../errors/QuorateError.ts";
import { encodeUint32 } from "../commitment/encodeUint32.ts";
import { compareBytes } from "../commitment/merkleTree.ts";
import { digestPart, type Manifest, PART_BYTES } from "../stream/manifest.ts";
import { splitParts } from "../stream/splitParts.ts";
import { padSize } from "./padSize.ts";

const ZEROS = new Uint8Array(65_536);

/** A document as its sealing reads it: for the second time. */
export interface DocumentSource {
  readonly manifest: Manifest;
  readonly read: () => AsyncIterable<Uint8Array>;
}

/** How long a content is. */
export interface ContentSize {
  readonly length: number;
  readonly padded: number;
}

/** How many bytes a content is, before and after padding. */
export function measureContent(contentBytes: number, document: Manifest | null): ContentSize {
  const length = 4 + contentBytes + (document?.length ?? 0);
  return { length, padded: padSize(length) };
}

/** Whether a content of that size is sealed in chunks: above 1 MiB. */
export function isChunked({ padded }: ContentSize): boolean {
  return padded > PART_BYTES;
}

/**
 * A content as it is sealed: its length in four bytes, itself, the bytes of its document, zeros up to its padded size.
 *
 * @throws QuorateError SOURCE_CHANGED where the document is not what its manifest says
 */
export async function* layOutContent(
  content: Uint8Array,
  document: DocumentSource | null,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield concatBytes(encodeUint32(content.length), content);
  if (document !== null) yield* readAgain(document);
  const { length, padded } = measureContent(content.length, document?.manifest ?? null);
  for (let missing = padded - length; missing > 0; missing -= ZEROS.length) yield ZEROS.subarray(0, missing);
}

async function* readAgain({ manifest, read }: DocumentSource): AsyncGenerator<Uint8Array, void, undefined> {
  let index = 0;
  let length = 0;
  for await (const part of splitParts(read(), PART_BYTES)) {
    const expected = manifest.digests[index];
    if (expected === undefined || compareBytes(expected, await digestPart(part)) !== 0) throw changed(index);
    yield part;
    length += part.length;
    index += 1;
  }
  if (length !== manifest.length) throw changed(index);
}

function changed(part: number): QuorateError {
  return new QuorateError({
    code: "SOURCE_CHANGED",
    summary: `Part ${part} of the document was other bytes when it was read to be sealed than when it was committed to.`,
    remedy: "Seal a source that gives the same bytes each time, such as a file that nobody writes to.",
    facts: { part },
  });
}
