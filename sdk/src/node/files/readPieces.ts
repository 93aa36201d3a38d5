import type { FileHandle } from "node:fs/promises";

const PIECE_BYTES = 262_144;

/** A file from its beginning, in pieces of memory of their own. */
export async function* readPieces(file: FileHandle): AsyncGenerator<Uint8Array, void, undefined> {
  for (let position = 0; ; ) {
    const { bytesRead, buffer } = await file.read(new Uint8Array(PIECE_BYTES), 0, PIECE_BYTES, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
