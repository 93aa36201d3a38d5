import { expect } from "chai";
import { getAddress, toBeHex, Wallet } from "ethers";

import {
  type BallotSigner,
  type Client,
  castBallot,
  createClient,
  enact,
  execute,
  exportJournal,
  formatJournal,
  getProposalId,
  hashBallot,
  type Journal,
  type JournalElectorate,
  type JournalEntry,
  listMembers,
  parseAddress,
  parseBytes32,
  poke,
  propose,
  proposeInFavour,
  signBallot,
  submitBallots,
  toAccountSigner,
  toBallotTypedData,
  type VerifyJournalReturnType,
  verifyJournal,
  withdraw,
} from "#sdk";

import { codeOf } from "../support/errorOf.ts";
import { type FoundedConsortium, foundConsortium } from "../support/foundConsortium.ts";

const DEADLINE = 4_102_444_800n;

describe("the journal of a consortium", () => {
  let founded: FoundedConsortium;
  let relayer: Client;
  let clients: readonly Client[];
  let text: string;

  const signerOf = async (seat: number): Promise<BallotSigner> => {
    const wallet = founded.members[seat];
    if (wallet === undefined) throw new Error(`no member in seat ${seat}`);
    return await toAccountSigner(wallet);
  };
  const headOf = async (): Promise<ReturnType<typeof parseBytes32>> =>
    parseBytes32(await relayer.contracts.governor.journalHead());

  before(async () => {
    founded = await foundConsortium(5);
    const constitution = parseAddress(founded.suite.constitution.address);
    relayer = await createClient({ runner: founded.relayer, constitution });
    clients = await Promise.all(founded.members.map((runner) => createClient({ runner, constitution })));
    const [first, second, , fourth] = clients;
    if (!first || !second || !fourth) throw new Error("five members");

    // In one transaction: three ballots in favour, one of which is somebody else's.
    const cold = parseAddress(getAddress(`0x${"ac".repeat(20)}`));
    const admission = {
      calls: [relayer.calls.memberRegistry.admit({ cold, weight: 1n, metadata: parseBytes32(`0x${"ab".repeat(32)}`) })],
      description: "Admit ACME",
      proposer: 0n,
    };
    const admissionId = await getProposalId(relayer, admission);
    const signed = await Promise.all(
      [0, 1, 2, 3].map(async (seat) =>
        signBallot(relayer, {
          proposalId: admissionId,
          support: "for",
          deadline: DEADLINE,
          signer: await signerOf(seat),
        }),
      ),
    );
    const ballots = signed.map((ballot) => (ballot.seat === 3n ? { ...ballot, seat: 4n } : ballot));
    const { skipped } = await enact(relayer, { ...admission, ballots });
    expect(skipped.map(({ seat, reason }) => [seat, reason])).to.deep.equal([[4n, "GovernorBallotUnsigned"]]);

    // Step by step: one ballot directly, two signed off line.
    const weight = relayer.calls.memberRegistry.setWeight({ seat: 1n, weight: 2n });
    const { proposalId } = await propose(first, { calls: [weight], description: "More weight" });
    await castBallot(first, { proposalId, support: "for" });
    const offline = await Promise.all(
      [1, 2].map(async (seat) => signBallot(relayer, { proposalId, support: "for", signer: await signerOf(seat) })),
    );
    await submitBallots(relayer, { ballots: offline });
    await execute(relayer, { proposalId });

    // Rejected early, by a ballot against it: the seat that it concerns will not vote.
    const removal = relayer.calls.memberRegistry.remove({ seat: 4n });
    const rejected = await proposeInFavour(first, { calls: [removal], description: "Out with five" });
    await castBallot(second, { proposalId: rejected.proposalId, support: "against" });

    // Withdrawn.
    const withdrawn = await propose(fourth, { calls: [removal], description: "Again", simulation: await headOf() });
    await withdraw(fourth, { proposalId: withdrawn.proposalId });
    text = formatJournal(await exportJournal(relayer));
  });

  // REQ-SDK-06
  it("is verified without a chain, and never adds what was signed to what the chain attests", async () => {
    const verified = await verifyJournal(text, { head: await headOf() });
    expect(verified.proposals.map(({ description, outcome, reason }) => [description, outcome, reason])).to.deep.equal([
      ["Admit ACME", "executed", null],
      ["More weight", "executed", null],
      ["Out with five", "rejected", null],
      ["Again", "canceled", "withdrawn"],
    ]);
    expect(verified.entryCount).to.equal(7);
    expect(verified.trustedEntryCount).to.equal(7);
    expect(figuresOf(verified)).to.deep.equal([5, 0, 3]);
    const [admission, weight] = verified.proposals;
    expect(admission?.ballots.map(({ seat, evidence, keyProof }) => [seat, evidence, keyProof])).to.deep.equal([
      [0n, "signature verified", "electorate"],
      [1n, "signature verified", "electorate"],
      [2n, "signature verified", "electorate"],
    ]);
    expect(weight?.ballots.map(({ seat, evidence, keyProof }) => [seat, evidence, keyProof])).to.deep.equal([
      [0n, "attested by the chain", null],
      [1n, "signature verified", "electorate"],
      [2n, "signature verified", "electorate"],
    ]);
  });

  // REQ-SDK-06
  it("is refused when any single byte differs", async () => {
    const head = await headOf();
    for (let place = 0; place < text.length; place += 37) {
      const byte = text.charCodeAt(place);
      const flipped = `${text.slice(0, place)}${String.fromCharCode(byte ^ 1)}${text.slice(place + 1)}`;
      const code = await codeOf(verifyJournal(flipped, { head }));
      expect(code, `byte ${place}`).to.match(/^JOURNAL_/);
    }
  });

  it("is refused when somebody changes it and mends its checksum", async () => {
    const journal = await exportJournal(relayer);
    const head = await headOf();
    const changeEntry = (index: number, change: (entry: JournalEntry) => JournalEntry): Journal => ({
      ...journal,
      entries: journal.entries.map((entry, place) => (place === index ? change(entry) : entry)),
    });
    const against = (entry: JournalEntry): JournalEntry =>
      entry.kind === "executed" ? { ...entry, record: parseBytes32(`${entry.record.slice(0, -1)}5`) } : entry;
    const altered: readonly (readonly [string, Journal, string])[] = [
      [
        "another description",
        changeEntry(1, (entry) => ({ ...entry, description: "Less weight" })),
        "JOURNAL_ENTRY_FALSE",
      ],
      ["another call", changeEntry(1, (entry) => ({ ...entry, calls: [] })), "JOURNAL_ENTRY_FALSE"],
      ["other choices", changeEntry(2, against), "JOURNAL_ENTRY_FALSE"],
      ["another simulation", changeEntry(5, (entry) => ({ ...entry, simulation: head })), "JOURNAL_HEAD_DIFFERS"],
      ["another reason", changeEntry(6, (entry) => ({ ...entry, reason: "ballots lost" })), "JOURNAL_HEAD_DIFFERS"],
      ["a ballot more", changeEntry(0, (entry) => ({ ...entry, skipped: [] })), "JOURNAL_ENTRY_FALSE"],
      ["an entry less", { ...journal, entries: journal.entries.slice(0, -1) }, "JOURNAL_HEAD_DIFFERS"],
      [
        "an entry twice",
        { ...journal, entries: [...journal.entries, ...journal.entries.slice(-1)] },
        "JOURNAL_ENTRY_FALSE",
      ],
      ["no electorate", { ...journal, electorates: [] }, "JOURNAL_ENTRY_FALSE"],
      ["heavier seats", { ...journal, electorates: journal.electorates.map(makeHeavier) }, "JOURNAL_ENTRY_FALSE"],
      ["another chain", { ...journal, chainId: 1n }, "JOURNAL_ENTRY_FALSE"],
      ["another governor", { ...journal, governor: relayer.modules.guardians }, "JOURNAL_ENTRY_FALSE"],
      ["another beginning", { ...journal, start: head }, "JOURNAL_HEAD_DIFFERS"],
    ];
    for (const [what, changed, code] of altered) {
      expect(await codeOf(verifyJournal(formatJournal(changed), { head })), what).to.equal(code);
    }
    // Taking signatures away changes what is proved, never what is believed.
    const unsigned = changeEntry(2, (entry) => ({ ...entry, ballots: [] }));
    const verified = await verifyJournal(formatJournal(unsigned), { head });
    expect(figuresOf(verified)).to.deep.equal([3, 0, 5]);
  });

  // REQ-SDK-06
  it("never says that a member signed what somebody signed with a key that they put into the file themselves", async () => {
    const journal = await exportJournal(relayer);
    const head = await headOf();
    const thief = await toAccountSigner(Wallet.createRandom());
    const forge = async (entry: JournalEntry): Promise<JournalEntry> => {
      if (entry.kind !== "executed" && entry.kind !== "closed") return entry;
      const forged = await Promise.all(
        [0n, 1n, 2n].flatMap((seat) =>
          (["for", "against"] as const).map(async (support) => {
            const ballot = { proposalId: entry.proposalId, seat, support, nonce: 0n, deadline: DEADLINE };
            const place = { chainId: journal.chainId, governor: journal.governor };
            const signature = await thief.sign(hashBallot(place, ballot), toBallotTypedData(place, ballot));
            const { proposalId: _, ...own } = ballot;
            return { ...own, signatures: [{ signer: thief.signer, signature }] };
          }),
        ),
      );
      return { ...entry, ballots: [...forged, ...entry.ballots] };
    };
    const keys = [0n, 1n, 2n].map((seat) => ({ seat, signer: thief.signer }));
    const lie = { ...journal, entries: await Promise.all(journal.entries.map(forge)), keys };
    const verified = await verifyJournal(formatJournal(lie), { head });
    // Only the ballots of the enactment are left: the head commits to their bytes.
    expect(figuresOf(verified)).to.deep.equal([3, 5, 0]);
    const votes = verified.proposals.flatMap(({ ballots }) => ballots).filter(({ keyProof }) => keyProof === "file");
    for (const { evidence } of votes) expect(evidence).to.equal("signed by keys that the file alone names");
  });

  it("is refused against a head that it never had, and trusted as far as the head of an acceptance", async () => {
    expect(await codeOf(verifyJournal(text, { head: parseBytes32(`0x${"12".repeat(32)}`) }))).to.equal(
      "JOURNAL_HEAD_DIFFERS",
    );
    const before = await headOf();
    const [first, second, third] = clients;
    if (!first || !second || !third) throw new Error("five members");
    const { proposalId } = await propose(first, {
      calls: [relayer.calls.memberRegistry.suspend({ seat: 4n, until: DEADLINE })],
      description: "A pause",
    });
    for (const client of [first, second, third]) await castBallot(client, { proposalId, support: "for" });
    await execute(relayer, { proposalId });
    const longer = formatJournal(await exportJournal(relayer));
    const verified = await verifyJournal(longer, { head: before });
    expect(verified.trustedEntryCount).to.equal(7);
    expect(verified.entryCount).to.equal(9);
    expect((await listMembers(relayer)).map(({ standing }) => standing)).to.deep.equal([
      "active",
      "active",
      "active",
      "active",
      "suspended",
      "applicant",
    ]);
    expect(await codeOf(poke(relayer, { proposalId }))).to.equal("REVERTED");
  });
});

/** The three figures, which nobody adds up. */
function figuresOf(verified: VerifyJournalReturnType): readonly number[] {
  return [verified.signatureVerifiedCount, verified.signedByFileKeysCount, verified.attestedByChainCount];
}

/** The first seat weighs more than it did. */
function makeHeavier({ version, words }: JournalElectorate): JournalElectorate {
  const [first, ...others] = words;
  if (first === undefined) throw new Error("an electorate has seats");
  return { version, words: [parseBytes32(toBeHex(BigInt(first) + (1n << 160n), 32)), ...others] };
}
