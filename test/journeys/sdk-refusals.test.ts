import { expect } from "chai";
import type { Provider } from "ethers";

import {
  type Call,
  type Client,
  checkBallots,
  createClient,
  enact,
  explain,
  exportJournal,
  getProposal,
  getProposalId,
  parseAddress,
  parseHex,
  parseProposalId,
  poke,
  prepareBallot,
  propose,
  proposeInFavour,
  signBallot,
  simulate,
  toAccountSigner,
} from "#sdk";

import { errorOf } from "../support/errorOf.ts";
import { type FoundedConsortium, foundConsortium } from "../support/foundConsortium.ts";

const DEADLINE = 4_102_444_800n;
const STRANGER = parseAddress(`0x${"99".repeat(20)}`);

/** A provider that answers some questions otherwise. */
function otherwise(provider: Provider, answers: Partial<Record<keyof Provider, () => Promise<unknown>>>): Provider {
  return new Proxy(provider, {
    get: (target, name) => {
      const answer = Object.entries(answers).find(([known]) => known === name)?.[1];
      if (answer !== undefined) return answer;
      const own: unknown = Reflect.get(target, name, target);
      return typeof own === "function" ? own.bind(target) : own;
    },
  });
}

describe("what the SDK refuses by itself", () => {
  let founded: FoundedConsortium;
  let relayer: Client;
  let member: Client;

  const weightCall = (): Call => relayer.calls.memberRegistry.setWeight({ seat: 1n, weight: 2n });

  before(async () => {
    founded = await foundConsortium(3);
    const constitution = parseAddress(founded.suite.constitution.address);
    relayer = await createClient({ runner: founded.relayer, constitution });
    member = await createClient({ runner: founded.members[0] ?? founded.relayer, constitution });
  });

  it("is a proposal without calls, before anything is sent", async () => {
    const [calls, description, block] = [[], "Nothing", await relayer.provider.getBlockNumber()];
    const choice = { seat: 1n, support: "for", deadline: DEADLINE, proposer: 0n } as const;
    for (const work of [
      propose(member, { calls, description }),
      proposeInFavour(member, { calls, description }),
      simulate(relayer, { calls }),
      explain(relayer, { calls }),
      getProposalId(relayer, { calls, description, proposer: 0n }),
      prepareBallot(relayer, { calls, description, ...choice }),
    ]) {
      expect((await errorOf(work)).code).to.equal("CALLS_EMPTY");
    }
    const ballot = await signBallot(relayer, {
      proposalId: parseProposalId(7n),
      support: "for",
      deadline: DEADLINE,
      signer: await toAccountSigner(founded.members[0] ?? founded.relayer),
    });
    const enacting = enact(relayer, { calls, description, proposer: 0n, ballots: [ballot] });
    expect((await errorOf(enacting)).code).to.equal("CALLS_EMPTY");
    expect(await relayer.provider.getBlockNumber()).to.equal(block);
  });

  it("is a call to a place where nothing stands", async () => {
    const calls = [weightCall(), { to: STRANGER, value: 0n, data: parseHex("0x12345678") }];
    const error = await errorOf(getProposalId(relayer, { calls, description: "Far away", proposer: 0n }));
    expect([error.code, error.facts]).to.deep.equal(["TARGET_WITHOUT_CODE", { index: 1, target: STRANGER }]);
  });

  it("is the name of a proposal that nobody made", async () => {
    const proposalId = parseProposalId(99n);
    for (const work of [
      getProposal(relayer, { proposalId }),
      explain(relayer, { proposalId }),
      prepareBallot(relayer, { proposalId, seat: 0n, support: "for" }),
    ]) {
      const error = await errorOf(work);
      expect([error.code, error.facts]).to.deep.equal(["PROPOSAL_UNKNOWN", { proposalId }]);
    }
    expect((await errorOf(poke(relayer, { proposalId }))).code).to.equal("REVERTED");
  });

  it("is a node that forgets: what a proposal would do must be seen", async () => {
    const { proposalId } = await propose(member, { calls: [weightCall()], description: "Remembered" });
    const forgetful = { ...relayer, provider: otherwise(relayer.provider, { getLogs: async () => [] }) };
    const unseen = await errorOf(getProposal(forgetful, { proposalId }));
    expect([unseen.code, unseen.facts.proposalId]).to.deep.equal(["PROPOSAL_CONTENT_UNKNOWN", proposalId]);
    const error = await errorOf(exportJournal(forgetful));
    expect(error.code).to.equal("JOURNAL_INCOMPLETE");
    expect(error.facts.expected).to.equal(await relayer.contracts.governor.journalHead());

    // Of an enactment the node must keep the transaction too: its input is the content.
    const content = { calls: [weightCall()], description: "At once", proposer: 0n };
    const id = await getProposalId(relayer, content);
    const signers = await Promise.all(founded.members.map((wallet) => toAccountSigner(wallet)));
    const ballots = await Promise.all(
      [0, 2].map(async (seat) =>
        signBallot(relayer, {
          proposalId: id,
          support: "for",
          deadline: DEADLINE,
          signer: signers[seat] ?? signers[0] ?? failWith("no signer"),
        }),
      ),
    );
    await enact(relayer, { ...content, ballots });
    const pruned = { ...relayer, provider: otherwise(relayer.provider, { getTransaction: async () => null }) };
    const lost = await errorOf(exportJournal(pruned));
    expect(lost.code).to.equal("PROPOSAL_CONTENT_UNKNOWN");
    expect(lost.facts.transaction).to.match(/^0x[0-9a-f]{64}$/);
  });

  it("is a journal that begins behind its first entry", async () => {
    const fromBlock = BigInt(await relayer.provider.getBlockNumber());
    const error = await errorOf(exportJournal(relayer, { fromBlock }));
    expect(error.code).to.equal("JOURNAL_INCOMPLETE");
    expect(error.facts.fromBlock).to.equal(Number(fromBlock));
  });

  it("is a ballot on a proposal whose target's code was swapped since it was opened", async () => {
    await founded.chain.ask("hardhat_setCode", STRANGER, "0x6001");
    const calls = [{ to: STRANGER, value: 0n, data: parseHex("0x12345678") }];
    const { proposalId } = await propose(member, { calls, description: "To a stranger" });
    const choice = { proposalId, seat: 1n, support: "for" } as const;
    const file = await prepareBallot(relayer, choice);
    expect(file.proposal.id).to.equal(proposalId);
    await founded.chain.ask("hardhat_setCode", STRANGER, "0x6002");
    const error = await errorOf(prepareBallot(relayer, choice));
    expect([error.code, error.facts.proposalId]).to.deep.equal(["PROPOSAL_ID_DIFFERS", proposalId]);
    expect(error.remedy).to.contain("Do not vote for it");
  });

  it("is a ballot that nobody signed, when it is checked", async () => {
    const ballot = {
      proposalId: parseProposalId(7n),
      seat: 1n,
      support: "for",
      nonce: 0n,
      deadline: DEADLINE,
    } as const;
    const { sound, faults } = await checkBallots(relayer, { ballots: [{ ...ballot, signatures: [] }] });
    expect(sound).to.deep.equal([]);
    expect(faults.map(({ seat, error }) => [seat, error.code])).to.deep.equal([[1n, "BALLOT_FILE_UNSIGNED"]]);
  });

  it("is a governor that was replaced since the client was made: what was sent is named", async () => {
    const misled = { ...member, modules: { ...member.modules, governor: member.modules.guardians } };
    const error = await errorOf(propose(misled, { calls: [weightCall()], description: "Once more" }));
    expect(error.code).to.equal("EVENT_MISSING");
    const receipt = await relayer.provider.getTransactionReceipt(String(error.facts.transaction));
    expect(receipt?.status).to.equal(1);
  });
});

function failWith(message: string): never {
  throw new Error(message);
}
