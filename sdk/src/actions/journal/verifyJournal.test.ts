import { expect } from "chai";
import { toBeHex, Wallet } from "ethers";

import { createVerifiedSigner } from "../../../../test/support/createVerifiedSigner.ts";
import { codeOf } from "../../../../test/support/errorOf.ts";
import { advanceJournal } from "../../crypto/advanceJournal.ts";
import { hashBallot, toBallotTypedData } from "../../crypto/ballotTypedData.ts";
import { computeProposalId } from "../../crypto/computeProposalId.ts";
import { hashElectorate } from "../../crypto/electorateWord.ts";
import type { BallotSigner } from "../../types/BallotSigner.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { Journal, JournalBallot, JournalEntry, JournalKey } from "../../types/Journal.ts";
import { parseAddress } from "../../types/parseAddress.ts";
import { parseBytes32 } from "../../types/parseHex.ts";
import { toAccountSigner } from "../ballots/toAccountSigner.ts";
import { formatJournal } from "./formatJournal.ts";
import { verifyJournal } from "./verifyJournal.ts";

const ZERO = parseBytes32(`0x${"00".repeat(32)}`);
const VERSION = 5n;
const DEADLINE = 1_800_000_000n;
const verifier = parseAddress(`0x${"77".repeat(20)}`);
const place = { chainId: 7n, governor: parseAddress(`0x${"33".repeat(20)}`) };
const content = { salt: ZERO, description: "More weight", calls: [] };
const proposalId = computeProposalId({ ...place, ...content, proposer: 0n, ruleVersion: 1n });

/** A seat of weight 1 in a snapshot: of one account, or of keys that only the registry knows. */
function toWord(signer: BallotSigner | null): Bytes32 {
  return parseBytes32(toBeHex((1n << 160n) | BigInt(signer === null ? 0n : signer.signer), 32));
}

async function signAs(seat: bigint, signers: readonly BallotSigner[]): Promise<JournalBallot> {
  const ballot = { seat, support: "for", nonce: 0n, deadline: DEADLINE } as const;
  const data = toBallotTypedData(place, { ...ballot, proposalId });
  const digest = hashBallot(place, { ...ballot, proposalId });
  const signatures = await Promise.all(
    signers.map(async (by) => ({ signer: by.signer, signature: await by.sign(digest, data) })),
  );
  return { ...ballot, signatures };
}

const createP256Signer = (): Promise<BallotSigner> => createVerifiedSigner("p256", verifier);
const keyOf = (seat: bigint, { signer }: BallotSigner): JournalKey => ({ seat, signer });

/** The head after some entries, which all speak of one electorate. */
function headOf(entries: readonly JournalEntry[], words: readonly Bytes32[], start = ZERO): Bytes32 {
  return entries.reduce((head, entry) => advanceJournal(head, entry, hashElectorate(words)), start);
}

describe("verifying a journal", () => {
  // Seat 0 votes with one account. Seat 1 has several accounts, of which two must agree. Seat 2 has a P-256 key. Seat 3 votes directly.
  let sole: BallotSigner;
  let pair: readonly [BallotSigner, BallotSigner];
  let device: BallotSigner;
  let thief: BallotSigner;
  let words: readonly Bytes32[];
  let journal: Journal;
  let head: Bytes32;

  // All four seats in favour.
  const executed = (ballots: readonly JournalBallot[]) => {
    const record = 0b10101010n | (4n << 88n) | (VERSION << 224n);
    return {
      kind: "executed",
      proposalId,
      record: parseBytes32(toBeHex(record, 32)),
      pages: [],
      ballots,
    } as const satisfies JournalEntry;
  };
  const withBallots = (ballots: readonly JournalBallot[], more: Partial<Journal> = {}): Journal => ({
    ...journal,
    entries: [...journal.entries.slice(0, 1), executed(ballots)],
    ...more,
  });
  const evidenceIn = async (
    changed: Journal,
    options: Partial<Parameters<typeof verifyJournal>[1]> = {},
  ): Promise<readonly (string | null)[]> => {
    const verified = await verifyJournal(formatJournal(changed), { head, ...options });
    const { signatureVerifiedCount, signedByFileKeysCount, attestedByChainCount } = verified;
    const ballots = verified.proposals.flatMap((proposal) => proposal.ballots);
    expect(signatureVerifiedCount + signedByFileKeysCount + attestedByChainCount).to.equal(ballots.length);
    const count = (evidence: string): number => ballots.filter((ballot) => ballot.evidence === evidence).length;
    expect(signatureVerifiedCount).to.equal(count("signature verified"));
    expect(signedByFileKeysCount).to.equal(count("signed by keys that the file alone names"));
    return ballots.map(({ keyProof }) => keyProof);
  };

  before(async () => {
    const [one, two, three, four] = await Promise.all(
      Array.from({ length: 4 }, async () => await toAccountSigner(Wallet.createRandom())),
    );
    if (!one || !two || !three || !four) throw new Error("four accounts");
    [sole, pair, thief, device] = [one, [two, three], four, await createP256Signer()];
    words = [toWord(sole), toWord(null), toWord(null), toWord(null)];
    const ballots = [await signAs(0n, [sole]), await signAs(1n, pair), await signAs(2n, [device])];
    const created = {
      kind: "created",
      proposalId,
      electorateVersion: VERSION,
      salt: ZERO,
      simulation: ZERO,
      description: content.description,
      calls: [],
    } as const satisfies JournalEntry;
    journal = {
      format: "quorate.journal",
      version: 1,
      ...place,
      start: ZERO,
      entries: [created, executed(ballots)],
      electorates: [{ version: VERSION, words }],
      keys: [keyOf(0n, sole), ...pair.map((each) => keyOf(1n, each)), keyOf(2n, device)],
      verifiers: { [verifier]: "p256" },
    };
    head = headOf(journal.entries, words);
  });

  it("verifies the keys that the electorate names, and says of which others the file alone speaks", async () => {
    expect(await evidenceIn(journal)).to.deep.equal(["electorate", "file", "file", null]);
  });

  it("verifies the keys that the caller knows", async () => {
    const keys = [
      { seat: 1n, signers: pair.map(({ signer }) => signer), ballotsNeeded: 2n },
      { seat: 2n, signers: [device.signer], ballotsNeeded: 1n },
    ];
    const verifiers = { [verifier]: "p256" } as const;
    expect(await evidenceIn(journal, { keys, verifiers })).to.deep.equal(["electorate", "caller", "caller", null]);
    // What a verifier checks is the file's word until the caller gives it.
    expect(await evidenceIn(journal, { keys })).to.deep.equal(["electorate", "caller", "file", null]);
    // And the caller's word on it is the one that counts.
    expect(await evidenceIn(journal, { keys, verifiers: { [verifier]: "rsa" } })).to.deep.equal([
      "electorate",
      "caller",
      null,
      null,
    ]);
  });

  // REQ-SDK-06
  it("never counts a key as verified that a forger put into the file", async () => {
    // The forger votes for each seat with its own key, enters it for each, and says what a verifier of its own checks.
    const forged = await Promise.all([0n, 1n, 2n, 3n].map(async (seat) => await signAs(seat, [thief])));
    const keys = [0n, 1n, 2n, 3n].map((seat) => keyOf(seat, thief));
    const lie = withBallots(forged, { keys });
    expect(await evidenceIn(lie)).to.deep.equal(["file", "file", "file", "file"]);
    const known = [
      { seat: 1n, signers: pair.map(({ signer }) => signer), ballotsNeeded: 1n },
      { seat: 3n, signers: [device.signer], ballotsNeeded: 1n },
    ];
    expect(await evidenceIn(lie, { keys: known })).to.deep.equal(["file", "file", "file", "file"]);
    // A forger's electorate is another one than the head commits to.
    const electorates = [{ version: VERSION, words: words.map(() => toWord(thief)) }];
    expect(await codeOf(evidenceIn(withBallots(forged, { electorates })))).to.equal("JOURNAL_HEAD_DIFFERS");
  });

  it("asks for as many distinct keys as the caller says that the seat needs", async () => {
    const [first, second] = pair;
    const keys = [{ seat: 1n, signers: [first.signer, second.signer], ballotsNeeded: 2n }];
    const only = async (ballot: JournalBallot): Promise<string | null | undefined> =>
      (await evidenceIn(withBallots([ballot]), { keys }))[1];
    expect(await only(await signAs(1n, [first, second]))).to.equal("caller");
    expect(await only(await signAs(1n, [first]))).to.equal(null);
    expect(await only(await signAs(1n, [first, first]))).to.equal(null);
    expect(await only(await signAs(1n, [first, thief]))).to.equal(null);
    // Nobody's word makes a ballot without signatures a signed one, and of two numbers the larger one holds.
    for (const ballotsNeeded of [0n, -1n]) {
      const careless = [{ seat: 3n, signers: [first.signer], ballotsNeeded }];
      expect((await evidenceIn(journal, { keys: careless }))[3]).to.equal(null);
    }
    const twice = [...keys, { seat: 1n, signers: [first.signer], ballotsNeeded: 1n }];
    expect((await evidenceIn(withBallots([await signAs(1n, [first])]), { keys: twice }))[1]).to.equal(null);
    // With the second key only in the file's register, the file's word is part of it.
    const half = [{ seat: 1n, signers: [first.signer], ballotsNeeded: 2n }];
    expect((await evidenceIn(journal, { keys: half }))[1]).to.equal("file");
  });

  it("takes no signature over another ballot, and none of another seat's key", async () => {
    const own = await signAs(0n, [sole]);
    const other = await signAs(0n, [thief]);
    const swapped = {
      ...own,
      signatures: own.signatures.map((each) => ({
        ...each,
        signature: other.signatures[0]?.signature ?? each.signature,
      })),
    };
    expect((await evidenceIn(withBallots([swapped])))[0]).to.equal(null);
    expect((await evidenceIn(withBallots([{ ...own, nonce: 1n }])))[0]).to.equal(null);
    expect((await evidenceIn(withBallots([await signAs(1n, [sole])])))[1]).to.equal(null);
  });

  // REQ-SDK-06
  it("tells nothing of what follows the trusted head", async () => {
    const [created] = journal.entries;
    if (created === undefined) throw new Error("an entry");
    const early = headOf([created], words);
    const verified = await verifyJournal(formatJournal(journal), { head: early });
    expect(verified.proposals.map(({ outcome, ballots }) => [outcome, ballots.length])).to.deep.equal([["open", 0]]);
    expect([verified.entryCount, verified.trustedEntryCount, verified.signatureVerifiedCount]).to.deep.equal([2, 1, 0]);
    expect(verified.head).to.equal(head);
  });

  it("stops when nobody waits any more", async () => {
    const work = verifyJournal(formatJournal(journal), { head, signal: AbortSignal.abort() });
    expect(await codeOf(work)).to.equal("ABORTED");
  });

  it("refuses a journal of another version by its code", async () => {
    const text = formatJournal(journal).replace('"version": 1,', '"version": 2,');
    expect(await codeOf(verifyJournal(text, { head }))).to.equal("JOURNAL_VERSION");
  });
});
