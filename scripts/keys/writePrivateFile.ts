import { randomBytes } from "node:crypto";
import { link, mkdir, open, unlink } from "node:fs/promises";
import { dirname } from "node:path";

import { QuorateError } from "#sdk";

const OWNER_ONLY = 0o600;

/**
 * Writes a new file that only its owner may open (0600), all of it or nothing, and never over another file: a lost key is lost.
 * The bytes are on disk when this returns.
 *
 * They are written under a passing name, flushed, and given their own name by a hard link, which unlike a renaming fails where
 * a file of that name stands already.
 *
 * @throws QuorateError KEYSTORE_EXISTS, KEYSTORE_NOT_WRITTEN
 */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  const passing = `${path}.${randomBytes(6).toString("hex")}.part`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFlushed(passing, text);
    try {
      await link(passing, path);
    } finally {
      await unlink(passing);
    }
    await flushFolder(dirname(path));
  } catch (cause) {
    if (isTaken(cause)) {
      throw new QuorateError({
        code: "KEYSTORE_EXISTS",
        summary: `A file stands at ${path} already.`,
        remedy: "Choose another name, or move that keystore away first.",
        facts: { path },
        cause,
      });
    }
    throw new QuorateError({
      code: "KEYSTORE_NOT_WRITTEN",
      summary: `The keystore ${path} could not be written.`,
      remedy: "Check that you may write in that folder and that the disk has room; no key was kept.",
      facts: { path },
      cause,
    });
  }
}

async function writeFlushed(path: string, text: string): Promise<void> {
  const file = await open(path, "wx", OWNER_ONLY);
  try {
    await file.writeFile(text);
    await file.sync();
  } catch (error) {
    await unlink(path);
    throw error;
  } finally {
    await file.close();
  }
}

/** Without this the name of the file might not outlive a power cut. Windows cannot open folders, and needs it not. */
async function flushFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Whether the name itself is taken; a folder that cannot be made fails with the same code and another call. */
function isTaken(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    error.code === "EEXIST" &&
    "syscall" in error &&
    error.syscall === "link"
  );
}
