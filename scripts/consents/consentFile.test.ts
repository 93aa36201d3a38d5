import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { hashGroupChange, parseAddress, parseBytes32, parseHex, QuorateError } from "#sdk";

import type { ConsentFile, ConsentSubject } from "./ConsentFile.ts";
import { describeSubject } from "./describeSubject.ts";
import { readConsentFile } from "./readConsentFile.ts";
import { toMemberAction } from "./toMemberAction.ts";
import { writeConsentFile } from "./writeConsentFile.ts";

const word = (digit: string) => parseBytes32(`0x${digit.repeat(64)}`);
const recordId = word("a");
const policy = {
  minAcks: 2n,
  suites: [1, 3],
  waivesLeavers: true,
  needsAttested: false,
  ackPeriod: 60n,
  answerPeriod: 60n,
  timeToLive: 0n,
  shredPeriod: 60n,
  shredQuorum: 2n,
  historyQuorum: 1n,
  changeQuorum: 0n,
} as const;
const place = { registry: parseAddress("0x3333333333333333333333333333333333333333"), seat: 2n };
const SUBJECTS: readonly ConsentSubject[] = [
  { verb: "acknowledge", recordId },
  { verb: "standBy", recordId },
  { verb: "cancelRecord", recordId },
  { verb: "shred", recordId },
  { verb: "confirmShred", recordId },
  { verb: "reject", recordId, reason: "NO_SLOT", evidenceHash: word("b") },
  { verb: "answer", recordId, rejecter: 3n, revealHash: word("b") },
  { verb: "supersede", recordId, newId: word("c") },
  { verb: "grant", recordId, keyId: word("d"), slotHash: word("e") },
  { verb: "endKey", keyId: word("d") },
  { verb: "reportCompromise", keyId: word("d"), since: 1_800_000_000n },
  {
    verb: "registerKey",
    suite: 1,
    publicKey: parseHex(`0x09${"00".repeat(31)}`),
    purpose: "encrypt",
    notBefore: 0n,
    notAfter: 1_900_000_000n,
  },
  {
    verb: "register",
    group: 1n,
    epoch: 2n,
    senderNonce: 2n ** 200n,
    contentRoot: word("1"),
    bodyHash: word("2"),
    suite: 2,
    previous: word("0"),
  },
  { verb: "changeGroup", group: 1n, expectedEpoch: 2n, seats: [0n, 3n], mandatory: [3n], policy },
];

describe("A consent file", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "quorate-consent-"));
  });

  afterEach(() => rm(folder, { recursive: true }));

  for (const subject of SUBJECTS) {
    it(`that is about ${subject.verb} is read as it was written`, async () => {
      const path = join(folder, "consent.json");
      const consent = { seat: 2n, deadline: 1_900_000_000n, signer: parseHex("0x11"), signature: parseHex("0x22") };
      const file: ConsentFile = { chainId: 7n, seat: 2n, subject, consents: [consent] };
      await writeConsentFile(path, file, {});
      expect(await readConsentFile(path, { chainId: 7n })).to.deep.equal(file);
      expect(describeSubject(subject, {})).to.match(/^[A-Z]/);
    });
  }

  it("has signed what its own facts make, whatever its sentence says", async () => {
    const path = join(folder, "consent.json");
    const subject: ConsentSubject = { verb: "shred", recordId };
    await writeConsentFile(path, { chainId: 7n, seat: null, subject, consents: [] }, {});
    const text = await readFile(path, "utf8");
    await writeFile(path, text.replace("Have the record", "Do not have the record"));
    const read = await readConsentFile(path, { chainId: 7n });
    expect(describeSubject(read.subject, {})).to.equal(`Have the record ${recordId} destroyed`);
  });

  it("hashes what members see of a change, and computes a record's id from its place", () => {
    const change = SUBJECTS.find(({ verb }) => verb === "changeGroup");
    const registration = SUBJECTS.find(({ verb }) => verb === "register");
    if (change?.verb !== "changeGroup" || registration === undefined) throw new Error("both are there");
    const action = toMemberAction(change, { chainId: 7n, ...place });
    expect(action).to.deep.include({ contentHash: hashGroupChange(change), group: 1n, expectedEpoch: 2n });
    const mine = toMemberAction(registration, { chainId: 7n, ...place });
    const theirs = toMemberAction(registration, { chainId: 7n, ...place, seat: 3n });
    expect("recordId" in mine && "recordId" in theirs && mine.recordId !== theirs.recordId).to.equal(true);
  });

  it("is refused with every fault at its place, and for another chain", async () => {
    const path = join(folder, "consent.json");
    const subject: ConsentSubject = { verb: "grant", recordId, keyId: word("d"), slotHash: word("e") };
    await writeConsentFile(path, { chainId: 7n, seat: null, subject, consents: [] }, {});
    const codeOf = async (chainId: bigint): Promise<readonly unknown[]> =>
      readConsentFile(path, { chainId }).then(
        () => [],
        (error: unknown) =>
          error instanceof QuorateError ? [error.code, ...error.faults.map(({ facts }) => facts.path)] : [error],
      );
    expect(await codeOf(8n)).to.deep.equal(["CHAIN_FOREIGN"]);
    const text = await readFile(path, "utf8");
    await writeFile(path, text.replaceAll(word("d"), "0x12").replace('"consents"', '"consent"'));
    const fault = "RECORD_FILE_MALFORMED";
    expect(await codeOf(7n)).to.deep.equal([fault, "$.consent", "$.subject.keyId", "$.consents"]);
  });
});
