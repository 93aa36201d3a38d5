import { expect } from "chai";
import { Wallet } from "ethers";

import { createRecordDigester, loadHashes, parseAddress } from "#sdk/receipts";

import { signRecords } from "../../../../test/support/batcher/signRecords.ts";
import { INVALID, MALFORMED, type Slot, VALID, type Verifier } from "../../ports/Verifier.ts";
import { createThreadVerifier } from "./createThreadVerifier.ts";

const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const address = parseAddress(`0x${"12".repeat(20)}`);
const place = { chainId: 9n, registry: address, anchor: address, executor: address };
const signer = new Wallet(`0x${"45".repeat(32)}`);

describe("threads that check signatures", function () {
  this.timeout(60_000);
  let verifier: Verifier;
  let back: (slot: Slot) => void;

  before(async () => {
    await loadHashes();
    verifier = await createThreadVerifier(place, 2);
    verifier.listen(
      (slot) => back(slot),
      (error) => expect.fail(String(error)),
    );
  });

  after(async () => {
    await verifier.close();
  });

  async function verify(
    ...records: readonly Uint8Array[]
  ): Promise<{ readonly slot: Slot; readonly verdicts: readonly number[] }> {
    const [slot] = verifier.slots;
    if (slot === undefined) throw new Error("slots");
    slot.count = records.length;
    let at = 0;
    for (const [position, record] of records.entries()) {
      slot.bytes.set(record, at);
      at += record.length;
      slot.offsets[position + 1] = at;
    }
    const done = new Promise<Slot>((resolve) => {
      back = resolve;
    });
    verifier.send(slot);
    return { slot: await done, verdicts: [...slot.verdicts.subarray(0, records.length)] };
  }

  const sign = (nonce: number): Uint8Array =>
    signRecords({ place, signer, seat: 1, deadline: 5, firstNonce: nonce, count: 1 });

  function withHighS(record: Uint8Array): Uint8Array {
    const other = record.slice();
    const s = BigInt(`0x${Buffer.from(other.subarray(-33, -1)).toString("hex")}`);
    other.set(Buffer.from((ORDER - s).toString(16).padStart(64, "0"), "hex"), other.length - 33);
    other[other.length - 1] = 55 - (other.at(-1) ?? 0);
    return other;
  }

  it("use the native library", () => {
    expect(verifier.isNative).to.equal(true);
  });

  it("tell good signatures from others, the first of a signer and those that follow", async () => {
    const [first, second, third] = [sign(1), sign(2), sign(3)];
    const altered = second.slice();
    altered[100] = (altered[100] ?? 0) ^ 1;
    const foreign = third.slice();
    foreign.set(new Uint8Array(20).fill(9), 9);
    const { verdicts, slot } = await verify(first, altered, second, foreign, third);
    expect(verdicts).to.deep.equal([VALID, INVALID, VALID, INVALID, VALID]);
    expect(slot.digests.slice(64, 96)).to.deep.equal(createRecordDigester(place)(second));
  });

  it("bring signatures to the one form that is stored", async () => {
    const record = sign(4);
    const low = record.slice();
    low[low.length - 1] = (low.at(-1) ?? 27) - 27;
    const { verdicts, slot } = await verify(record, withHighS(record), low);
    expect(verdicts).to.deep.equal([VALID, VALID, VALID]);
    for (const position of [0, 1, 2])
      expect(slot.bytes.slice(position * 231, position * 231 + 231)).to.deep.equal(record);
  });

  it("refuse what no account makes", async () => {
    const spoil = (change: (record: Uint8Array) => void): Uint8Array => {
      const record = sign(5);
      change(record);
      return record;
    };
    const { verdicts } = await verify(
      spoil((record) => record.fill(0, 166, 198)),
      spoil((record) => record.fill(0, 198, 230)),
      spoil((record) => record.fill(0xff, 166, 198)),
      spoil((record) => record.fill(0xff, 198, 230)),
      spoil((record) => record.fill(29, 230)),
    );
    expect(verdicts).to.deep.equal(Array(5).fill(MALFORMED));
  });

  it("recover who signed", () => {
    const record = sign(6);
    const account = verifier.recover(createRecordDigester(place)(record), record.subarray(-65));
    expect(`0x${Buffer.from(account ?? []).toString("hex")}`).to.equal(signer.address.toLowerCase());
    expect(verifier.recover(new Uint8Array(32), new Uint8Array(65))).to.equal(undefined);
  });
});
