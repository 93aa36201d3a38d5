import { QuorateError } from "../../errors/QuorateError.ts";
import type { Bytes } from "../../types/Bytes.ts";
import { compareBytes } from "../commitment/merkleTree.ts";
import type { ByteReader } from "../stream/byteReader.ts";
import { digestPart, type Manifest, PART_BYTES } from "../stream/manifest.ts";
import { type ContentSize, measureContent } from "./layOutContent.ts";
import { malformedContent } from "./recordContent.ts";

/**
 * The document that follows a content of so many bytes, part by part, each checked before it is handed on; then the padding.
 *
 * @throws QuorateError DOCUMENT_ALTERED, CONTENT_MALFORMED
 */
export async function* readDocument(
  plain: ByteReader,
  manifest: Manifest | null,
  contentBytes: number,
): AsyncGenerator<Bytes, void, undefined> {
  let missing = manifest?.length ?? 0;
  for (const [index, digest] of (manifest?.digests ?? []).entries()) {
    const part = await plain.read(Math.min(PART_BYTES, missing));
    if (compareBytes(await digestPart(part), digest) !== 0) throw altered(index); // DEFENCE: document-bound
    missing -= part.length;
    yield part;
  }
  await checkPadding(plain, measureContent(contentBytes, manifest));
}

async function checkPadding(plain: ByteReader, { length, padded }: ContentSize): Promise<void> {
  let zeros = 0;
  for await (const piece of plain.rest()) {
    if (piece.some((byte) => byte !== 0)) throw malformedContent("what pads it is not zeros"); // DEFENCE: zero-padding
    zeros += piece.length;
  }
  if (length + zeros !== padded) throw malformedContent("it is not padded to the length that it must have");
}

function altered(part: number): QuorateError {
  return new QuorateError({
    code: "DOCUMENT_ALTERED",
    summary: `Part ${part} of the document is not the one that the record commits to.`,
    remedy: "Reject the record: its sender committed to another document than the one it sealed.",
    facts: { part },
  });
}
