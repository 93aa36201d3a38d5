import { bytesToHex, concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { expect } from "chai";

import { acknowledge, parseHex } from "#sdk";

import { commitFields } from "../../sdk/src/crypto/commitment/commitFields.ts";
import { computeLeaf } from "../../sdk/src/crypto/commitment/computeLeaf.ts";
import { deriveSalts } from "../../sdk/src/crypto/commitment/deriveSalts.ts";
import { encodeField } from "../../sdk/src/crypto/commitment/encodeField.ts";
import { rootOf } from "../../sdk/src/crypto/commitment/merkleTree.ts";
import { fromHex, toBytes32, toHex } from "../../sdk/src/crypto/commitment/toBytes32.ts";
import { discloseFields } from "../../sdk/src/crypto/disclosure/discloseFields.ts";
import { computeTag, TAG_BYTES } from "../../sdk/src/crypto/envelope/computeTag.ts";
import { type EnvelopeHead, readEnvelopeHead } from "../../sdk/src/crypto/envelope/envelopeHead.ts";
import { encodeContent } from "../../sdk/src/crypto/envelope/recordContent.ts";
import { keccak256 } from "../../sdk/src/crypto/hashing/keccak.ts";
import { hashSha256 } from "../../sdk/src/crypto/hashing/sha256.ts";
import { parseEncryptionKey } from "../../sdk/src/crypto/keys/encryptionKey.ts";
import { sealRecordWith } from "../../sdk/src/crypto/sealRecord.ts";
import { createByteReader } from "../../sdk/src/crypto/stream/byteReader.ts";
import { collectBytes, streamBytes } from "../../sdk/src/crypto/stream/collectBytes.ts";
import type { RecordField } from "../../sdk/src/types/RecordField.ts";
import {
  at,
  contextOf,
  foundGroup,
  openAs,
  type RecordGroup,
  registerAs,
  type SentRecord,
  send,
  takeContext,
} from "../support/records/foundGroup.ts";
import { joinObserved, type Observed, observeChain } from "../support/records/observeChain.ts";
import { paymentMessage } from "../support/records/paymentMessage.ts";

const AMOUNTS = Array.from({ length: 20 }, (_, index) => `${1_000 + 250 * index}.00`);
const CURRENCIES = ["EUR", "CHF", "USD", "GBP"];
const DATES = ["2026-11-20", "2026-11-23", "2026-11-24"];

/** A deal that a competitor can guess: one of a few hundred. */
function dealOf(amount: string, currency: string, date: string): readonly RecordField[] {
  return [
    { path: "Amt", type: "decimal", value: amount },
    { path: "Ccy", type: "text", value: currency },
    { path: "ReqdExctnDt", type: "date", value: date },
  ];
}

const DICTIONARY = AMOUNTS.flatMap((amount) =>
  CURRENCIES.flatMap((currency) => DATES.map((date) => dealOf(amount, currency, date))),
);
const DEAL = dealOf("3250.00", "CHF", "2026-11-23");

async function headOf({ envelope }: Pick<SentRecord, "envelope">): Promise<EnvelopeHead> {
  return readEnvelopeHead(createByteReader(streamBytes(envelope)));
}

describe("an observer that has all of the chain and all envelopes", () => {
  let stage: RecordGroup;
  let deal: SentRecord;
  let observed: Observed;
  let shown: string;

  before(async () => {
    stage = await foundGroup(4);
    const { chain } = stage.consortium;
    const fromBlock = (await chain.provider.getBlockNumber()) + 1;
    deal = await send(stage, { fields: DEAL });
    const { schemaId, fields } = paymentMessage([{ amount: "3250.00", currency: "CHF", date: "2026-11-23" }]);
    const message = await send(stage, { fields, sender: 1, more: { schemaId, memo: "as agreed" } });
    for (const seat of [0, 1])
      await acknowledge(at(stage.clients, seat), { recordId: deal.recordId, seat: BigInt(seat) });
    observed = await observeChain(chain, fromBlock);
    shown = joinObserved(observed, [deal.envelope, message.envelope]);
  });

  /** Every word that the observer has, and what is easily made of it: what a lazy sender might have salted with. */
  async function guessSeeds(): Promise<readonly Uint8Array[]> {
    const { header, keyCommit } = await headOf(deal);
    const words = new Set(shown.match(/[0-9a-f]{64}/g));
    const publicWords = [contextOf(deal), header.contentRoot, header.schemaId, deal.recordId].map((word) =>
      fromHex(word),
    );
    const facts = [new Uint8Array(32), keyCommit, ...publicWords];
    return [...facts, ...facts.map(keccak256), ...[...words].slice(-40).map((word) => Buffer.from(word, "hex"))];
  }

  /** The deal whose tree has that root under one of the seeds. */
  function searchRoots(contentRoot: string, context: string, seeds: readonly Uint8Array[]): readonly RecordField[][] {
    const recordContext = Buffer.from(context.slice(2), "hex");
    return DICTIONARY.filter((fields) =>
      seeds.some((saltSeed) => {
        const tree = commitFields({ fields: fields.map(encodeField), saltSeed, recordContext });
        return toHex(rootOf(tree)) === contentRoot;
      }),
    ).map((fields) => [...fields]);
  }

  // REQ-CONF-40
  it("finds no text, no value and no hash of a value anywhere", () => {
    const values = [...DEAL, ...paymentMessage([{ amount: "3250.00", currency: "CHF", date: "2026-11-23" }]).fields]
      .map(encodeField)
      .filter(({ type, value }) => type !== "integer" && value.length > 5);
    const hash = [keccak256, hashSha256];
    const traces = values.flatMap(({ path, value }) => [
      value,
      ...hash.map((of) => of(value)),
      ...hash.map((of) => of(concatBytes(utf8ToBytes(path), value))),
    ]);
    expect(values.length).to.be.greaterThan(12);
    for (const trace of traces) expect(shown).not.to.contain(bytesToHex(trace));
    // The search is one that finds: what the chain does say is there.
    expect(shown).to.contain(deal.record.contentRoot.slice(2)).and.to.contain(deal.record.bodyHash.slice(2));
    expect(observed.storage.length).to.be.greaterThan(10);
  });

  // REQ-CONF-40
  it("finds nothing with a dictionary of all deals, whatever it salts them with", async () => {
    expect(DICTIONARY).to.deep.include(DEAL);
    expect(searchRoots(deal.record.contentRoot, contextOf(deal), await guessSeeds())).to.deep.equal([]);
  });

  it("would find the deal with the seed that only the parties have, or where a sender could turn salts off", async () => {
    const { content } = await openAs(stage, 1, deal);
    expect(searchRoots(deal.record.contentRoot, contextOf(deal), [content.saltSeed])).to.deep.equal([DEAL]);

    const context = takeContext(stage, 0);
    const [contentKey, slotSeed] = [7, 8].map((fill) => new Uint8Array(32).fill(fill));
    if (contentKey === undefined || slotSeed === undefined) throw new Error("two secrets");
    const { keys: recipients, epochSecret } = stage;
    const parameters = { context, fields: DEAL, recipients, epochSecret, created: 1n };
    const unsalted = await sealRecordWith(parameters, { contentKey, saltSeed: new Uint8Array(32), slotSeed });
    const envelope = await collectBytes(unsalted.envelope);
    const { contentRoot, bodyHash } = await unsalted.commitment;
    const sent = await registerAs(stage, { context, contentRoot, bodyHash }, envelope);
    expect(searchRoots(contentRoot, contextOf(sent), await guessSeeds())).to.deep.equal([DEAL]);
  });

  // REQ-CONF-40
  it("learns nothing of a field by the one beside it that was shown", async () => {
    const { content } = await openAs(stage, 1, deal);
    const recordContext = contextOf(deal);
    const disclosure = discloseFields({
      recordContext,
      fields: content.fields,
      saltSeed: content.saltSeed,
      paths: ["Ccy"],
    });
    const salts = [...disclosure.openings.map(({ salt }) => fromHex(salt)), ...(await guessSeeds())];
    const search = (candidates: readonly Uint8Array[]): readonly string[] =>
      AMOUNTS.filter((value) => {
        const { path, type, value: bytes } = encodeField({ path: "Amt", type: "decimal", value });
        const field = { recordContext: fromHex(recordContext), index: 0, path, type, value: bytes };
        return candidates.some((salt) => disclosure.proof.includes(toBytes32(computeLeaf({ ...field, salt }))));
      });
    const derived = salts.flatMap((salt) => deriveSalts(salt, fromHex(recordContext)).saltOf(0, utf8ToBytes("Amt")));
    expect(search([...salts, ...derived])).to.deep.equal([]);
    const salt = deriveSalts(content.saltSeed, fromHex(recordContext)).saltOf(0, utf8ToBytes("Amt"));
    expect(search([salt])).to.deep.equal(["3250.00"]);
  });

  // REQ-CONF-41
  it("sees no length within a class, and no more than the class", async () => {
    const sentOf = async (remittance: string): Promise<{ plain: number; seen: number }> => {
      const payment = { amount: "3250.00", currency: "CHF", date: "2026-11-23", remittance };
      const { fields } = paymentMessage([payment, payment]);
      const sent = await send(stage, { fields });
      const { content } = await openAs(stage, 0, sent);
      return { plain: encodeContent(content).length, seen: sent.envelope.length };
    };
    const sizes: Awaited<ReturnType<typeof sentOf>>[] = [];
    for (const length of [0, 20, 40, 60, 80, 100]) sizes.push(await sentOf("x".repeat(length)));
    expect(new Set(sizes.map(({ plain }) => plain)).size).to.equal(6);
    expect(new Set(sizes.map(({ seen }) => seen)).size).to.be.at.most(2);
    // What the design leaves: a message several times as long is in another class.
    expect((await sentOf("x".repeat(4_000))).seen).to.be.greaterThan(Math.max(...sizes.map(({ seen }) => seen)));
  });

  // REQ-CONF-41
  it("does not count the fields: neither by the envelope nor by what was sent, only below a power of two where one is shown", async () => {
    const listed = (count: number): readonly RecordField[] => [
      ...Array.from({ length: count - 1 }, (_, index): RecordField => ({ path: `F${index}`, type: "text", value: "" })),
      { path: "Z", type: "text", value: "z".repeat(2_000 - 8 * count) },
    ];
    const seen: { bytes: number; sent: string; proof: number }[] = [];
    for (const count of [3, 8, 9]) {
      const { chain } = stage.consortium;
      const fromBlock = (await chain.provider.getBlockNumber()) + 1;
      const sent = await send(stage, { fields: listed(count) });
      const { content } = await openAs(stage, 0, sent);
      const { calldata } = await observeChain(chain, fromBlock);
      const { proof } = discloseFields({ ...content, recordContext: contextOf(sent), paths: ["Z"] });
      seen.push({
        bytes: sent.envelope.length,
        sent: calldata.map(({ length }) => length).join(),
        proof: proof.length,
      });
    }
    expect(new Set(seen.map(({ bytes }) => bytes)).size).to.equal(1);
    expect(new Set(seen.map(({ sent }) => sent)).size).to.equal(1);
    expect(seen.map(({ proof }) => proof)).to.deep.equal([3, 3, 4]);
  });

  // REQ-CONF-41
  it("does not tell who has a slot, or how many have one", async () => {
    const heads: EnvelopeHead[] = [];
    for (const to of [[0], [0, 1], [0, 1, 2], [0, 1, 2, 3], [0, 1, 2, 3]])
      heads.push(await headOf(await send(stage, { fields: DEAL, to })));
    expect(new Set(heads.map(({ slots }) => `${slots.length} of ${at(slots, 0).length}`)).size).to.equal(1);
    const slots = heads.flatMap((head) => head.slots.map((slot) => bytesToHex(slot)));
    // Nothing of a slot comes back in another envelope for the same member, not even its tag.
    expect(new Set(slots.map((slot) => slot.slice(0, 2 * TAG_BYTES))).size).to.equal(slots.length);
    expect(new Set(slots.map((slot) => slot.slice(2 * TAG_BYTES, 2 * TAG_BYTES + 64))).size).to.equal(slots.length);
    for (const { publicKey, keyId } of stage.keys)
      for (const mark of [publicKey, keyId]) expect(slots.join()).not.to.contain(mark.slice(2, 18));
  });

  // REQ-CONF-41
  it("matches no tag by what it has, while a member of the epoch does, which is what the design leaves", async () => {
    const head = await headOf(await send(stage, { fields: DEAL, to: [0, 2] }));
    const context = fromHex(head.header.recordContext);
    const marked = (secret: Uint8Array): readonly number[] =>
      [...stage.keys.entries()].flatMap(([seat, { keyId }]) => {
        const tag = bytesToHex(computeTag(secret, context, fromHex(keyId)));
        return head.slots.some((slot) => bytesToHex(slot.subarray(0, TAG_BYTES)) === tag) ? [seat] : [];
      });
    for (const guess of await guessSeeds()) expect(marked(guess)).to.deep.equal([]);
    expect(marked(stage.epochSecret)).to.deep.equal([0, 2]);
  });

  // REQ-CONF-41
  it("finds no decoy by its encapsulation, on the curve where a slot is, which random bytes would not be", async () => {
    const other = await foundGroup(3, { suites: [3] });
    const head = await headOf(await send(other, { fields: DEAL, to: [0] }));
    const isPoint = (bytes: Uint8Array): boolean => {
      try {
        return parseEncryptionKey({ suite: 3, publicKey: toHex(bytes) }).suite === 3;
      } catch {
        return false;
      }
    };
    expect(head.slots).to.have.length(4);
    expect(head.slots.map((slot) => isPoint(slot.subarray(TAG_BYTES, TAG_BYTES + 65)))).to.deep.equal([
      true,
      true,
      true,
      true,
    ]);
    const random = concatBytes(Uint8Array.of(4), crypto.getRandomValues(new Uint8Array(64)));
    expect(isPoint(random)).to.equal(false);
    expect(parseHex(at(other.keys, 0).publicKey, 65)).to.have.length(132);
  });
});
