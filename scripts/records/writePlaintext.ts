import { randomBytes } from "node:crypto";
import { link, open, unlink } from "node:fs/promises";

import { QuorateError } from "#sdk";

/**
 * Writes what a record says into a new file that only its owner may open, all of it or nothing: an error of the source leaves no file.
 *
 * @throws QuorateError FILE_EXISTS, FILE_UNWRITABLE, and what reading the source throws
 */
export async function writePlaintext(path: string, source: AsyncIterable<Uint8Array>): Promise<number> {
  const passing = `${path}.${randomBytes(6).toString("hex")}.part`;
  try {
    const file = await open(passing, "wx", 0o600);
    let bytes = 0;
    try {
      for await (const piece of source) {
        await file.writeFile(piece);
        bytes += piece.length;
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await link(passing, path);
    return bytes;
  } catch (cause) {
    throw toFileError(path, cause);
  } finally {
    await unlink(passing).catch(() => undefined);
  }
}

function toFileError(path: string, cause: unknown): unknown {
  if (cause instanceof QuorateError || !(cause instanceof Error) || !("code" in cause)) return cause;
  const isThere = cause.code === "EEXIST";
  return new QuorateError({
    code: isThere ? "FILE_EXISTS" : "FILE_UNWRITABLE",
    summary: isThere ? `A file stands at ${path} already.` : `${path} could not be written.`,
    remedy: isThere
      ? "Choose another name, or move that file away."
      : "Check that the folder exists, that you may write in it, and that the disk has room.",
    facts: { path },
    cause,
  });
}
