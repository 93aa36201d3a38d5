import { open, unlink } from "node:fs/promises";

/** Writes a new file that only its owner may open, and flushes it; nothing stands there where that fails. */
export async function writePieces(path: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    // The handle's own writing goes on after short writes.
    for await (const piece of pieces) await file.writeFile(piece);
    await file.sync();
  } catch (error) {
    await unlink(path).catch(() => undefined);
    throw error;
  } finally {
    await file.close();
  }
}
