import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { parseAddress, parseBytes32, parseHex } from "#sdk";
import type { BatchReceipt } from "#sdk/receipts";

import { captureRejection } from "../founding/captureError.ts";
import { readReceiptFile, writeReceiptFile } from "./receiptFile.ts";

const word = (digit: string) => parseBytes32(`0x${digit.repeat(64)}`);
const durable: BatchReceipt = {
  version: 1,
  chainId: "7",
  anchor: parseAddress(`0x${"11".repeat(20)}`),
  logId: word("a"),
  sequence: 3,
  record: parseHex("0x01"),
  digest: word("b"),
};
const header = {
  number: 0,
  root: word("c"),
  firstSequence: 3,
  count: 1,
  anchoredAt: 1,
  previous: word("0"),
  proof: [],
};
const anchored: BatchReceipt = { ...durable, batch: header };

describe("A receipt's file", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "quorate-receipts-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("is read as it was written, in folders that are made, with nothing left beside it", async () => {
    const path = join(folder, "a", "receipt.json");
    await writeReceiptFile(path, durable);
    await writeReceiptFile(path, anchored);
    await writeReceiptFile(path, anchored);
    expect(await readReceiptFile(path)).to.deep.equal(anchored);
    expect(await readdir(join(folder, "a"))).to.deep.equal(["receipt.json"]);
  });

  it("is never replaced by a receipt that says less, or by another record's", async () => {
    const path = join(folder, "receipt.json");
    await writeReceiptFile(path, anchored);
    const lower = await captureRejection(() => writeReceiptFile(path, durable));
    const other = await captureRejection(() => writeReceiptFile(path, { ...anchored, digest: word("d") }));
    expect([lower.code, other.code]).to.deep.equal(["FILE_EXISTS", "FILE_EXISTS"]);
    expect(await readReceiptFile(path)).to.deep.equal(anchored);
  });

  it("does not take the place of something else", async () => {
    const path = join(folder, "notes.txt");
    await writeFile(path, "notes");
    expect((await captureRejection(() => writeReceiptFile(path, durable))).code).to.equal("FILE_EXISTS");
    expect((await captureRejection(() => readReceiptFile(path))).code).to.equal("RECEIPT_MALFORMED");
  });
});
