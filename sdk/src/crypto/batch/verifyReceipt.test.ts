import { expect } from "chai";
import { concat, getBytes } from "ethers";
import fc from "fast-check";

import {
  accountOf,
  batcherKey,
  draftRegistration,
  forgeReceipts,
  memberKey,
  packSigned,
  recordPlace,
  strangerKey,
  type Unsigned,
} from "../../../../test/support/batching/forgeReceipt.ts";
import { expectCode } from "../../../../test/support/records/expectCode.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import type { BatchReceipt, ReceiptItem } from "../../types/BatchReceipt.ts";
import { parseAddress } from "../../types/parseAddress.ts";
import { parseBytes32, parseHex } from "../../types/parseHex.ts";
import { toBytes32, toHex } from "../commitment/toBytes32.ts";
import { createItemReceipt } from "./createItemReceipt.ts";
import { createRecordDigester } from "./createRecordDigester.ts";
import { parseReceipt } from "./parseReceipt.ts";
import { verifyReceipt } from "./verifyReceipt.ts";

const target = getBytes(`0x${"44".repeat(20)}`);
const head = { seat: 3, deadline: 1_800_000_000, nonce: new Uint8Array(8).fill(7, 7) };
const call: Unsigned = { kind: "call", ...head, target, gas: 90_000, data: Uint8Array.of(1, 2, 3) };
const items = [1, 2, 3, 4, 5].map((nonce) => packSigned(draftRegistration(nonce)));
const digestOf = createRecordDigester(recordPlace);
const bundle: Unsigned = { kind: "bundle", ...head, digests: getBytes(concat(items.map((item) => digestOf(item)))) };
const calls: Unsigned = { kind: "callBundle", ...head, calls: [call, { ...call, gas: 1 }, { ...call, gas: 2 }] };
const records = [packSigned(draftRegistration(1)), packSigned(call), packSigned(bundle), packSigned(calls)];
const { receipts, batchHash, promisers } = forgeReceipts(records);
const [registered, called, bundled, callBundled] = receipts;
if (registered === undefined || called === undefined || bundled === undefined || callBundled === undefined)
  throw new Error("four receipts were made");
const trusted = { ...recordPlace, batchHash, promisers };

/** The receipt of the first of a few records. */
function forgeOne(
  record: Uint8Array,
  ...rest: readonly Uint8Array[]
): ReturnType<typeof forgeReceipts> & { readonly receipt: BatchReceipt } {
  const forged = forgeReceipts([record, ...rest]);
  const [receipt] = forged.receipts;
  if (receipt === undefined) throw new Error("one receipt was made");
  return { ...forged, receipt };
}

/** Every way to change one character of a text inside a value, or one number, named by its path. */
function listChanges(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([name, field]) => listChanges(field, [...path, name]));
}

function changeAt(value: unknown, [name, ...rest]: readonly string[], at: number): unknown {
  if (name === undefined) {
    if (typeof value === "number") return value + 1 + (at % 5);
    const text = String(value);
    const index = text.length - 1 - (at % Math.max(text.length - 2, 1));
    const digit = text[index] === "1" ? "2" : "1";
    return `${text.slice(0, index)}${digit}${text.slice(index + 1)}`;
  }
  const copy: unknown = structuredClone(value);
  if (typeof copy === "object" && copy !== null)
    Object.assign(copy, { [name]: changeAt(Reflect.get(copy, name), rest, at) });
  return copy;
}

describe("verifyReceipt", () => {
  // REQ-SDK-12
  it("believes a receipt whose batch the chain keeps, of every kind, as a text too", () => {
    for (const receipt of receipts) {
      const { level, record, promise, batch, sequence } = verifyReceipt(JSON.stringify(receipt), trusted);
      expect(level).to.equal("anchored");
      expect(record.signer).to.equal(accountOf(memberKey));
      expect(record.seat).to.equal(3n);
      expect(sequence).to.equal(BigInt(receipt.sequence));
      expect(promise?.promisedBy).to.equal(accountOf(batcherKey));
      expect(batch).to.include({ number: 3n, batchHash, anchoredAt: 1_800_000_050n });
    }
    expect(verifyReceipt(registered, trusted).record).to.include({
      kind: "registration",
      group: 1n,
      epoch: 2n,
      suite: 1n,
      nonce: 1n,
    });
    expect(verifyReceipt(called, trusted).record).to.include({ kind: "call", gas: 90_000n, data: "0x010203" });
    expect(verifyReceipt(bundled, trusted).record).to.include({ kind: "bundle", count: 5n, nonce: 7n });
  });

  it("takes the promise of a batcher that is trusted, while nothing is anchored", () => {
    const { batch: _batch, ...promised } = registered;
    const { level, promise } = verifyReceipt(promised, { ...recordPlace, promisers });
    expect(level).to.equal("durable");
    expect(promise).to.deep.equal({ promisedBy: promisers[0], deadline: 1_800_000_100n, promisedAtBlock: 77n });
  });

  it("refuses a receipt in which anything at all was changed", () => {
    const changes = receipts.flatMap((receipt) => listChanges(receipt).map((path) => ({ receipt, path })));
    const holds = fc.property(fc.constantFrom(...changes), fc.nat(), ({ receipt, path }, at) => {
      // The batch's number says where to look its hash up; the hash itself does not hold it.
      fc.pre(path.join(".") !== "batch.number");
      const changed = changeAt(receipt, path, at);
      expect(() => verifyReceipt(JSON.stringify(changed), trusted), path.join(".")).to.throw(QuorateError);
    });
    fc.assert(holds, { numRuns: 300 });
  });

  it("refuses a receipt of another chain, another contract or another kind", async () => {
    await expectCode("RECEIPT_FOREIGN", () => verifyReceipt({ ...registered, chainId: "31338" }, trusted));
    const anchor = parseAddress(`0x${"23".repeat(20)}`);
    await expectCode("RECEIPT_FOREIGN", () => verifyReceipt({ ...registered, anchor }, trusted));
    await expectCode("RECEIPT_FOREIGN", () => verifyReceipt(registered, { ...trusted, kind: "call" }));
    expect(verifyReceipt(called, { ...trusted, kind: "call" }).level).to.equal("anchored");
    // A registry or an executor that differs makes another digest of the same record.
    await expectCode("RECEIPT_ALTERED", () => verifyReceipt(registered, { ...trusted, registry: anchor }));
    await expectCode("RECEIPT_ALTERED", () => verifyReceipt(called, { ...trusted, executor: anchor }));
  });

  it("refuses a digest that is not the record's, though nothing else depends on it", async () => {
    await expectCode("RECEIPT_ALTERED", () => verifyReceipt({ ...registered, digest: batchHash }, trusted));
  });

  it("refuses a record that a batcher made up in a member's name", async () => {
    const forged = forgeOne(packSigned(draftRegistration(1), strangerKey));
    await expectCode("RECEIPT_SIGNATURE_WRONG", () =>
      verifyReceipt(forged.receipt, { ...trusted, batchHash: forged.batchHash }),
    );
    const high = records[0]?.slice() ?? new Uint8Array();
    high[230] = (high[230] ?? 0) - 27;
    const malleable = forgeOne(high);
    await expectCode("RECEIPT_SIGNATURE_WRONG", () =>
      verifyReceipt(malleable.receipt, { ...trusted, batchHash: malleable.batchHash }),
    );
  });

  it("refuses bytes behind the record", async () => {
    const record = parseHex(`${registered.record ?? "0x"}00`);
    await expectCode("RECEIPT_ALTERED", () => verifyReceipt({ ...registered, record }, trusted));
  });

  it("refuses a promise of other records, and one of nobody who is trusted", async () => {
    const other = called.promise;
    if (other === undefined || registered.promise === undefined) throw new Error("both were promised");
    await expectCode("RECEIPT_ALTERED", () => verifyReceipt({ ...registered, promise: other }, trusted));
    const promise = { ...registered.promise, firstSequence: 41 };
    await expectCode("RECEIPT_ALTERED", () => verifyReceipt({ ...registered, promise }, trusted));
    const [strangers] = forgeReceipts(records, { promisedBy: strangerKey }).receipts;
    if (strangers === undefined) throw new Error("receipts were made");
    await expectCode("RECEIPT_PROMISE_WRONG", () => verifyReceipt(strangers, trusted));
    expect(verifyReceipt(strangers, { ...trusted, promisers: undefined }).promise?.promisedBy).to.equal(
      accountOf(strangerKey),
    );
    const signature = toHex(new Uint8Array(65));
    const unsigned = { ...registered, promise: { ...registered.promise, signature } };
    await expectCode("RECEIPT_PROMISE_WRONG", () => verifyReceipt(unsigned, { ...trusted, promisers: undefined }));
  });

  it("refuses a batch without the record, of other sequences, or that the chain does not keep", async () => {
    const { batch } = called;
    if (batch === undefined) throw new Error("it was anchored");
    await expectCode("RECEIPT_ALTERED", () => verifyReceipt({ ...registered, batch }, trusted));
    const elsewhere = forgeReceipts(records, { header: { firstSequence: 41 } });
    const [shifted] = elsewhere.receipts;
    if (shifted === undefined) throw new Error("receipts were made");
    await expectCode("RECEIPT_ALTERED", () => verifyReceipt(shifted, { ...trusted, batchHash: elsewhere.batchHash }));
    const again = forgeReceipts(records, { header: { anchoredAt: 1_800_000_051 } });
    const [later] = again.receipts;
    if (later === undefined) throw new Error("receipts were made");
    await expectCode("RECEIPT_BATCH_DIFFERS", () => verifyReceipt(later, trusted));
    const foreignRoot = forgeReceipts(records, { header: { root: new Uint8Array(32).fill(1) } });
    const [rootless] = foreignRoot.receipts;
    if (rootless === undefined) throw new Error("receipts were made");
    await expectCode("RECEIPT_ALTERED", () =>
      verifyReceipt(rootless, { ...trusted, batchHash: foreignRoot.batchHash }),
    );
  });

  it("refuses a receipt for which nobody vouches", async () => {
    const { batch: _batch, ...promised } = registered;
    await expectCode("RECEIPT_NOT_ANCHORED", () => verifyReceipt(promised, trusted));
    await expectCode("RECEIPT_NOT_ANCHORED", () => verifyReceipt(registered, recordPlace));
    const { promise: _promise, ...anchored } = registered;
    await expectCode("RECEIPT_NOT_ANCHORED", () => verifyReceipt(anchored, { ...recordPlace, promisers }));
    expect(verifyReceipt(anchored, trusted).promise).to.equal(undefined);
  });
});

describe("the receipt of an item", () => {
  it("proves one item and says nothing of the others", () => {
    items.forEach((packed, index) => {
      const own = createItemReceipt(bundled, { index, record: toHex(packed) });
      expect(own.record).to.equal(undefined);
      const { level, item, record } = verifyReceipt(JSON.stringify(own), trusted);
      expect(level).to.equal("anchored");
      expect(record.kind).to.equal("bundle");
      expect(item).to.include({ index: BigInt(index), digest: toBytes32(digestOf(packed)) });
      expect(item?.registration).to.include({ nonce: BigInt(index + 1), signer: accountOf(memberKey) });
      const inside = { ...own.item, proof: own.item?.proof };
      expect(JSON.stringify(inside)).not.to.contain(toBytes32(digestOf(items[(index + 3) % 5] ?? packed)).slice(2, 20));
    });
    const bare = verifyReceipt(createItemReceipt(bundled, { index: 2 }), trusted);
    expect(bare.item?.registration).to.equal(undefined);
  });

  it("proves one call of a bundle", () => {
    const own = createItemReceipt(callBundled, { index: 2 });
    const { item } = verifyReceipt(own, trusted);
    expect(item?.call).to.deep.equal({ target: parseAddress(toHex(target)), gas: 2n, data: "0x010203" });
  });

  it("is refused where anything in it was changed", () => {
    const own = [
      createItemReceipt(bundled, { index: 3, record: toHex(items[3] ?? new Uint8Array()) }),
      createItemReceipt(callBundled, { index: 1 }),
    ];
    const changes = own.flatMap((receipt) => listChanges(receipt).map((path) => ({ receipt, path })));
    const holds = fc.property(fc.constantFrom(...changes), fc.nat(), ({ receipt, path }, at) => {
      // The item's own signature and signer count for nothing: the bundle's do.
      fc.pre(!["batch.number", "item.record"].includes(path.join(".")));
      const changed = changeAt(receipt, path, at);
      expect(() => verifyReceipt(JSON.stringify(changed), trusted), path.join(".")).to.throw(QuorateError);
    });
    fc.assert(holds, { numRuns: 200 });
  });

  it("is refused for an item of another bundle, another place in it, or another registration", async () => {
    const own = createItemReceipt(bundled, { index: 3, record: toHex(items[3] ?? new Uint8Array()) });
    const item = own.item;
    if (item === undefined) throw new Error("it is an item's");
    const refuse = async (changed: ReceiptItem): Promise<unknown> =>
      expectCode("RECEIPT_ALTERED", () => verifyReceipt({ ...own, item: changed }, trusted));
    await refuse({ ...item, index: 2 });
    await refuse({ ...item, digest: parseBytes32(`0x${"01".repeat(32)}`), record: parseHex("0x") });
    await refuse({ ...item, record: toHex(items[2] ?? new Uint8Array()) });
    const foreignCall = createItemReceipt(callBundled, { index: 1 }).item;
    if (foreignCall === undefined) throw new Error("it is an item's");
    await expectCode("RECEIPT_FOREIGN", () => verifyReceipt({ ...own, item: foreignCall }, trusted));
    const { bundle: _bundle, ...rest } = own;
    const single = { ...rest, record: registered.record ?? parseHex("0x"), digest: registered.digest };
    await expectCode("RECEIPT_ALTERED", () => verifyReceipt(single, trusted));
    const onIts = { ...registered, item };
    await expectCode("RECEIPT_FOREIGN", () => verifyReceipt(onIts, trusted));
    const asCall = { ...item, record: toHex(records[1] ?? new Uint8Array()) };
    await expectCode("RECEIPT_FOREIGN", () => verifyReceipt({ ...own, item: asCall }, trusted));
  });

  it("is refused where the registration is another seat's, or of another deadline, than the bundle", async () => {
    for (const other of [{ seat: 5 }, { deadline: 1_800_000_001 }]) {
      const packed = packSigned({ ...draftRegistration(1), ...other });
      const { receipt, batchHash: hash } = forgeOne(packSigned({ ...head, kind: "bundle", digests: digestOf(packed) }));
      const own = createItemReceipt(receipt, { index: 0, record: toHex(packed) });
      await expectCode("RECEIPT_ALTERED", () => verifyReceipt(own, { ...trusted, batchHash: hash }));
    }
  });

  it("is made of bundles alone, and of items that they have", async () => {
    await expectCode("RECEIPT_FOREIGN", () => createItemReceipt(registered, { index: 0 }));
    await expectCode("RECEIPT_FOREIGN", () =>
      createItemReceipt(createItemReceipt(bundled, { index: 0 }), { index: 0 }),
    );
    for (const index of [5, -1, 0.5]) await expectCode("RECEIPT_ALTERED", () => createItemReceipt(bundled, { index }));
  });
});

describe("parseReceipt", () => {
  it("gives a receipt back as it was", () => {
    for (const receipt of [...receipts, createItemReceipt(callBundled, { index: 0 })])
      expect(parseReceipt(JSON.stringify(receipt))).to.deep.equal(receipt);
    const place = { ...registered.batch, transactionHash: batchHash, blockNumber: 8 };
    expect(parseReceipt({ ...registered, batch: place }).batch).to.include({
      transactionHash: batchHash,
      blockNumber: 8,
    });
  });

  it("refuses what is no receipt", async () => {
    const own = createItemReceipt(bundled, { index: 0 });
    const wrong: readonly unknown[] = [
      "",
      "{",
      "[]",
      null,
      { ...registered, version: 2 },
      { ...registered, chainId: 7 },
      { ...registered, chainId: "07" },
      { ...registered, chainId: String(2n ** 64n) },
      { ...registered, sequence: -1 },
      { ...registered, sequence: 2 ** 53 },
      { ...registered, extra: 1 },
      { ...registered, record: undefined },
      { ...own, item: undefined },
      { ...own, record: registered.record },
      { ...own, bundle: { ...own.bundle, kind: "call" } },
      { ...own, bundle: [] },
      { ...own, item: { ...own.item, digest: undefined } },
      { ...own, item: { ...own.item, call: {} } },
      { ...own, item: { ...own.item, proof: Array.from({ length: 65 }, () => batchHash) } },
      { ...own, item: { ...own.item, proof: "0x" } },
      { ...registered, batch: { ...registered.batch, count: 2 ** 32 } },
      { ...registered, promise: { ...registered.promise, signature: "0x00" } },
    ];
    for (const given of wrong) await expectCode("RECEIPT_MALFORMED", () => parseReceipt(given));
  });
});
