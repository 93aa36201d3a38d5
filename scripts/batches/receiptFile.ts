import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
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
 * Writes a receipt in the place of the one of no higher level that may stand there. The file is the old one or the new one, never half of either, and on disk
 * when this returns: it is what a member holds against a batcher.
 *
 * @throws QuorateError FILE_UNWRITABLE, FILE_EXISTS where the file is something else, or the anchored receipt of a record that the new one says less of
 */
export async function writeReceiptFile(path: string, receipt: BatchReceipt): Promise<void> {
  if (existsSync(path)) await assertReplaceable(path, receipt);
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

async function assertReplaceable(path: string, { digest, batch }: BatchReceipt): Promise<void> {
  const found = await readReceiptFile(path).catch(() => null);
  const isSame = found?.digest === digest;
  if (isSame && (found.batch === undefined || batch !== undefined)) return;
  throw new QuorateError({
    code: "FILE_EXISTS",
    summary: isSame
      ? `${path} holds a receipt of a higher level already.`
      : `A file of something else stands at ${path} already.`,
    remedy: "Choose another name for the receipt, or move that file away.",
    facts: { path },
  });
}
