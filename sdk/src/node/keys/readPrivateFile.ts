import type { Stats } from "node:fs";
import { open, stat } from "node:fs/promises";

import { QuorateError } from "../../errors/QuorateError.ts";

/** The bits of a file's mode that let others in. */
const OTHERS = 0o077;
const MAX_TRIES = 100;
const MAX_BYTES = 268_435_456;

/**
 * Reads a file that only its owner may open; what was checked is what is read. Windows keeps no such modes, so nothing is asked there.
 * Whoever replaces the file overwrites the old one, so what was replaced while it was read is read again.
 *
 * @throws QuorateError KEYSTORE_UNREADABLE, KEYSTORE_NOT_A_FILE, KEYSTORE_EXPOSED, KEYSTORE_MALFORMED
 */
export async function readPrivateFile(path: string): Promise<string> {
  for (let tries = 1; ; tries += 1) {
    const { text, isCurrent } = await readOnce(path);
    if (isCurrent || tries === MAX_TRIES) return text;
  }
}

async function readOnce(path: string): Promise<{ readonly text: string; readonly isCurrent: boolean }> {
  const file = await open(path, "r").catch((cause: unknown) => {
    throw new QuorateError({
      code: "KEYSTORE_UNREADABLE",
      summary: `The key store ${path} could not be opened.`,
      remedy: "Check that it exists and that you are its owner.",
      facts: { path },
      cause,
    });
  });
  try {
    const stats = await file.stat();
    check(path, stats);
    const text = await file.readFile("utf8");
    // While the file is open its number is given to no other.
    const now = await stat(path).catch(() => undefined);
    return { text, isCurrent: now?.ino === stats.ino };
  } finally {
    await file.close();
  }
}

function check(path: string, stats: Stats): void {
  if (!stats.isFile()) {
    throw new QuorateError({
      code: "KEYSTORE_NOT_A_FILE",
      summary: `${path} is not a file.`,
      remedy: "Write the path of the key store itself.",
      facts: { path },
    });
  }
  // DEFENCE: private-file [(stats.mode & OTHERS) !== 0 => false]
  if (process.platform !== "win32" && (stats.mode & OTHERS) !== 0) {
    const mode = (stats.mode & 0o777).toString(8).padStart(4, "0");
    throw new QuorateError({
      code: "KEYSTORE_EXPOSED",
      summary: `The key store ${path} has the mode ${mode}: others than its owner may open it.`,
      remedy: `Run chmod 600 ${path}, and rotate its keys if others had access to this machine.`,
      facts: { path, mode },
    });
  }
  if (stats.size > MAX_BYTES) {
    throw new QuorateError({
      code: "KEYSTORE_MALFORMED",
      summary: `${path} holds ${stats.size} bytes, more than any key store.`,
      remedy: "Check that this is the right file.",
      facts: { path, size: stats.size, maxBytes: MAX_BYTES },
    });
  }
}
