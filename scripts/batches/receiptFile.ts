import { randomBytes } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

import { QuorateError } from "#sdk";
import { type BatchReceipt, parseReceipt } from "#sdk/receipts";

import { readTextFile } from "../founding/readTextFile.ts";
import { toJson } from "../terminal/toJson.ts";

/** Reads a receipt. @throws QuorateError FILE_UNREADABLE, RECEIPT_MALFORMED */
export async function readReceiptFile(path: string): Promise<BatchReceipt> {
  return parseReceipt(await readTextFile(path));
}

/**
 * Writes a receipt in the place of the one of a lower level that may stand there. The file is the old one or the new one, never half of either, and on disk
 * when this returns: it is what a member holds against a batcher.
 *
 * @throws QuorateError FILE_UNWRITABLE
 */
export async function writeReceiptFile(path: string, receipt: BatchReceipt): Promise<void> {
  const passing = `${path}.${randomBytes(6).toString("hex")}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(passing, "wx");
    try {
      await file.writeFile(`${toJson(receipt)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(passing, path);
  } catch (cause) {
    await rm(passing, { force: true });
    throw new QuorateError({
      code: "FILE_UNWRITABLE",
      summary: `${path} could not be written.`,
      remedy:
        "Check that you may write in that folder and that the disk has room, then fetch the receipt: quorate receipt get.",
      facts: { path },
      cause,
    });
  }
}
