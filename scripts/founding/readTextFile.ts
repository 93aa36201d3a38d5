import { open } from "node:fs/promises";

import { QuorateError } from "#sdk";

/** No file that people write for a founding comes near this size. */
export const MAX_FILE_BYTES = 4 * 1024 * 1024;

/**
 * Reads a whole file as UTF-8.
 *
 * @throws QuorateError FILE_UNREADABLE, FILE_TOO_LARGE, FILE_NOT_UTF8
 */
export async function readTextFile(path: string, maxBytes = MAX_FILE_BYTES): Promise<string> {
  const bytes = await readBytes(path, maxBytes);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new QuorateError({
      code: "FILE_NOT_UTF8",
      summary: `${path} is not encoded as UTF-8.`,
      remedy: "Save it again with the encoding UTF-8.",
      facts: { path },
      cause,
    });
  }
}

async function readBytes(path: string, maxBytes: number): Promise<Uint8Array> {
  let size: number;
  try {
    const file = await open(path, "r");
    try {
      size = (await file.stat()).size;
      if (size <= maxBytes) return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw new QuorateError({
      code: "FILE_UNREADABLE",
      summary: `${path} could not be read.`,
      remedy: "Check that the file exists and that you may read it.",
      facts: { path },
      cause,
    });
  }
  throw new QuorateError({
    code: "FILE_TOO_LARGE",
    summary: `${path} holds ${size} bytes, more than the ${maxBytes} that such a file may have.`,
    remedy: "Check that this is the right file.",
    facts: { path, size, maxBytes },
  });
}
