import type { Stats } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";

import { QuorateError } from "#sdk";

/** Nobody but the owner: the bits of a file's mode that must not be set. */
const OTHERS = 0o077;
const MAX_KEYSTORE_BYTES = 64 * 1_024;

/**
 * Reads a file that only its owner may open. What was checked is what is read: both go through one open file.
 * Windows keeps no such modes, so nothing is asked there.
 *
 * @throws QuorateError KEYSTORE_UNREADABLE, KEYSTORE_NOT_A_FILE, KEYSTORE_EXPOSED, KEYSTORE_MALFORMED
 */
export async function readPrivateFile(path: string, platform: NodeJS.Platform = process.platform): Promise<string> {
  const file = await openFile(path);
  try {
    check(path, await file.stat(), platform);
    return await file.readFile("utf8");
  } finally {
    await file.close();
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, "r");
  } catch (cause) {
    throw new QuorateError({
      code: "KEYSTORE_UNREADABLE",
      summary: `The keystore ${path} could not be opened.`,
      remedy: "Check that it exists and that you are its owner.",
      facts: { path },
      cause,
    });
  }
}

function check(path: string, stats: Stats, platform: NodeJS.Platform): void {
  if (!stats.isFile()) {
    throw new QuorateError({
      code: "KEYSTORE_NOT_A_FILE",
      summary: `${path} is not a file.`,
      remedy: "Write the path of the keystore itself.",
      facts: { path },
    });
  }
  if (platform !== "win32" && (stats.mode & OTHERS) !== 0) {
    const mode = (stats.mode & 0o777).toString(8).padStart(4, "0");
    throw new QuorateError({
      code: "KEYSTORE_EXPOSED",
      summary: `The keystore ${path} has the mode ${mode}: others than its owner may open it.`,
      remedy: `Run chmod 600 ${path}, and replace the key if others had access to this machine.`,
      facts: { path, mode },
    });
  }
  if (stats.size > MAX_KEYSTORE_BYTES) {
    throw new QuorateError({
      code: "KEYSTORE_MALFORMED",
      summary: `${path} holds ${stats.size} bytes, more than any keystore.`,
      remedy: "Check that this is the right file.",
      facts: { path, size: stats.size, maxBytes: MAX_KEYSTORE_BYTES },
    });
  }
}
