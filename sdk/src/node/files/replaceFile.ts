import { randomFillSync } from "node:crypto";
import { type FileHandle, open, readdir, rename, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

import { streamBytes } from "../../crypto/stream/collectBytes.ts";
import { codeOfFault } from "./codeOfFault.ts";
import { flushFolder } from "./flushFolder.ts";
import { createPassingName } from "./passingName.ts";
import { writePieces } from "./writePieces.ts";

/**
 * Replaces a file that only its owner may open, all of it or nothing, and overwrites what the old one held. Only one may do this at a time:
 * whatever another one left unfinished is taken away.
 */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  await removeUnfinished(path);
  const passing = `${path}.${createPassingName()}`;
  await writePieces(passing, streamBytes(bytes));
  const old = await openOld(path);
  try {
    try {
      await rename(passing, path);
    } catch (error) {
      await unlink(passing).catch(() => undefined);
      throw error;
    }
    await flushFolder(dirname(path));
    await overwrite(old); // DEFENCE: old-bytes-overwritten
  } finally {
    await old?.close();
  }
}

async function removeUnfinished(path: string): Promise<void> {
  const folder = dirname(path);
  const names = (await readdir(folder)).filter(
    (name) => name.startsWith(`${basename(path)}.`) && name.endsWith(".part"),
  );
  for (const name of names) await unlink(join(folder, name));
}

async function openOld(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, "r+");
  } catch (error) {
    if (codeOfFault(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** Its name is gone already; where the disk writes in place its bytes are gone too. What fails here loses nothing. */
async function overwrite(file: FileHandle | undefined): Promise<void> {
  if (file === undefined) return;
  try {
    const { size } = await file.stat();
    await file.write(randomFillSync(new Uint8Array(size)), 0, size, 0);
    await file.sync();
  } catch {
    // The new file stands; the old one is without a name.
  }
}
