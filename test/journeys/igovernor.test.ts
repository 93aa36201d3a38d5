import { readFile } from "node:fs/promises";

import { expect } from "chai";
import { Contract, id, type TypedDataField, toBeHex, type Wallet, ZeroHash } from "ethers";

import { type ContractArtifact, parseContractArtifact } from "../support/ContractArtifact.ts";
import { deployContract } from "../support/deployContract.ts";
import { callModule, MAJORITY } from "../support/deploySuite.ts";
import { type FoundedConsortium, foundConsortium } from "../support/foundConsortium.ts";
import { revertBytesOf } from "../support/revertBytesOf.ts";

const SUPPORT = { against: 0n, for: 1n, abstain: 2n };
const STATE = { active: 1n, canceled: 2n, succeeded: 4n, queued: 5n, executed: 7n };
const DELAY = 3_600;
const DESCRIPTION = "Enter 42 into the ledger";

/** As OpenZeppelin's Governor types them. */
const BALLOT: Record<string, TypedDataField[]> = {
  Ballot: [
    { name: "proposalId", type: "uint256" },
    { name: "support", type: "uint8" },
    { name: "voter", type: "address" },
    { name: "nonce", type: "uint256" },
  ],
};
const EXTENDED_BALLOT: Record<string, TypedDataField[]> = {
  ExtendedBallot: [
    { name: "proposalId", type: "uint256" },
    { name: "support", type: "uint8" },
    { name: "voter", type: "address" },
    { name: "nonce", type: "uint256" },
    { name: "reason", type: "string" },
    { name: "params", type: "bytes" },
  ],
};

/** OpenZeppelin's interface as its npm package ships it, compiled by OpenZeppelin. */
async function readPublishedGovernor(): Promise<ContractArtifact> {
  const file = new URL(import.meta.resolve("@openzeppelin/contracts/build/contracts/IGovernor.json"));
  return parseContractArtifact(await readFile(file, "utf8"));
}

async function readLedger(): Promise<ContractArtifact> {
  const file = new URL("../../artifacts/test/support/contracts/Ledger.sol/Ledger.json", import.meta.url);
  return parseContractArtifact(await readFile(file, "utf8"));
}

/** The members vote that entries in the ledger wait from now on; such a vote waits as long itself. */
async function delayTheLedger(
  { suite, members, relayer, chain }: FoundedConsortium,
  [target = ""]: string[],
): Promise<void> {
  const { governor, constitution } = suite;
  const terms = { ...MAJORITY, executionDelay: DELAY, quorum: 5001 };
  const rules = [
    ["setFallback", [terms]],
    ["setRule", [toBeHex(target, 32), id("enter(uint256)").slice(0, 10), 1, terms]],
  ] as const;
  for (const [name, values] of rules) {
    const data = constitution.artifact.abi.encodeFunctionData(name, values);
    const calls = [{ target: constitution.address, value: 0, data }];
    const [proposer, ...voters] = members.slice(0, 3);
    if (proposer === undefined) throw new Error("nobody proposes");
    const { logs } = await callModule(proposer, governor, "openInFavour", [calls, name, ZeroHash, ZeroHash]);
    const opened = logs.map((log) => governor.artifact.abi.parseLog(log)).find((event) => event?.name === "VoteCast");
    const proposalId = BigInt(opened?.args.getValue("proposalId"));
    for (const voter of voters) await callModule(voter, governor, "castVote", [proposalId, SUPPORT.for]);
    await callModule(relayer, governor, "queueProposal", [proposalId]);
    await chain.mineBlocks(DELAY);
    await callModule(relayer, governor, "executeProposal", [proposalId, calls, ZeroHash, id(name)]);
  }
}

describe("a tool that knows OpenZeppelin's IGovernor and nothing of us", () => {
  let founded: FoundedConsortium;
  let published: ContractArtifact;
  let ledger: Contract;
  let content: readonly [targets: string[], values: bigint[], calldatas: string[]];
  let proposalId: bigint;

  const memberAt = (seat: number): Wallet => {
    const member = founded.members[seat];
    if (member === undefined) throw new Error(`no member has seat ${seat}`);
    return member;
  };
  const governorOf = (runner: Wallet): Contract => new Contract(founded.suite.governor.address, published.abi, runner);
  const verb = (runner: Wallet, name: string) => governorOf(runner).getFunction(name);
  const send = async (runner: Wallet, name: string, ...values: readonly unknown[]): Promise<void> => {
    const response = await verb(runner, name).send(...values);
    await response.wait();
  };
  const read = async (name: string, ...values: readonly unknown[]): Promise<unknown> =>
    verb(founded.relayer, name).staticCall(...values);
  const refusalOf = async (runner: Wallet, name: string, ...values: readonly unknown[]): Promise<string> => {
    try {
      await verb(runner, name).staticCall(...values);
    } catch (error) {
      const bytes = revertBytesOf(error);
      return founded.suite.governor.artifact.abi.parseError(bytes)?.name ?? bytes;
    }
    return "nothing";
  };
  const signingDomain = async () => {
    const { chainId } = await founded.chain.provider.getNetwork();
    const [name, version] = [String(await read("name")), String(await read("version"))];
    return { name, version, chainId, verifyingContract: founded.suite.governor.address };
  };

  before(async () => {
    published = await readPublishedGovernor();
    founded = await foundConsortium(5);
    const artifact = await readLedger();
    const address = await deployContract(founded.relayer, artifact);
    ledger = new Contract(address, artifact.abi, founded.relayer);
    content = [[address], [0n], [artifact.abi.encodeFunctionData("enter", [42])]];
  });

  it("reads how votes are counted and timed", async () => {
    expect(await read("name")).to.equal("Quorate Governor");
    expect(await read("version")).to.equal("1");
    expect(await read("COUNTING_MODE")).to.equal("support=bravo&quorum=for");
    expect(await read("CLOCK_MODE")).to.equal("mode=timestamp");
    expect(await read("votingDelay")).to.equal(0n);
    expect(await read("votingPeriod")).to.equal(BigInt(MAJORITY.votingPeriod));
    expect(await read("proposalThreshold")).to.equal(0n);
    expect(await read("supportsInterface", "0xcdbdfcee")).to.equal(true);
    expect(await read("supportsInterface", "0x65455a86")).to.equal(true);
    expect(await read("supportsInterface", "0xffffffff")).to.equal(false);
    const past = BigInt(String(await read("clock"))) - 1n;
    expect(await read("quorum", past)).to.equal(3n);
    expect(await read("getVotes", memberAt(1).address, past)).to.equal(1n);
    expect(await read("getVotes", founded.relayer.address, past)).to.equal(0n);
  });

  it("proposes, and finds the proposal by its content", async () => {
    await send(memberAt(0), "propose", ...content, DESCRIPTION);
    proposalId = BigInt(String(await read("getProposalId", ...content, id(DESCRIPTION))));
    expect(await read("state", proposalId)).to.equal(STATE.active);
    expect(await read("proposalSnapshot", proposalId)).to.equal(BigInt(String(await read("clock"))));
    const deadline = BigInt(String(await read("proposalSnapshot", proposalId))) + BigInt(MAJORITY.votingPeriod);
    expect(await read("proposalDeadline", proposalId)).to.equal(deadline);
    expect(await read("proposalNeedsQueuing", proposalId)).to.equal(false);
    expect(await read("proposalEta", proposalId)).to.equal(0n);
    expect(await read("hasVoted", proposalId, memberAt(0).address)).to.equal(false);
  });

  it("announces it in the event that every indexer of governors knows", async () => {
    const created = await governorOf(founded.relayer).queryFilter("ProposalCreated");
    const [event] = created.map((log) => published.abi.parseLog(log));
    expect(event?.args.getValue("proposalId")).to.equal(proposalId);
    expect(event?.args.getValue("proposer")).to.equal(memberAt(0).address);
    expect([...(event?.args.getValue("targets") ?? [])]).to.deep.equal(content[0]);
    expect([...(event?.args.getValue("calldatas") ?? [])]).to.deep.equal(content[2]);
    expect(event?.args.getValue("description")).to.equal(DESCRIPTION);
  });

  it("does not propose the same again while it is open", async () => {
    expect(await refusalOf(memberAt(1), "propose", ...content, DESCRIPTION)).to.equal("GovernorProposalExists");
  });

  it("casts ballots in every form that there is", async () => {
    const domain = await signingDomain();
    await send(memberAt(0), "castVote", proposalId, SUPPORT.for);
    await send(memberAt(1), "castVoteWithReason", proposalId, SUPPORT.abstain, "not our business");
    expect(await read("hasVoted", proposalId, memberAt(0).address)).to.equal(true);

    const second = { proposalId, support: SUPPORT.for, voter: memberAt(2).address, nonce: 0n };
    const signature = await memberAt(2).signTypedData(domain, BALLOT, second);
    await send(founded.relayer, "castVoteBySig", proposalId, SUPPORT.for, memberAt(2).address, signature);
    expect(await read("hasVoted", proposalId, memberAt(2).address)).to.equal(true);
    expect(await read("state", proposalId)).to.equal(STATE.active);

    const third = { ...second, voter: memberAt(3).address, reason: "as agreed", params: "0x" };
    const extended = await memberAt(3).signTypedData(domain, EXTENDED_BALLOT, third);
    const values = [proposalId, SUPPORT.for, memberAt(3).address, "as agreed", "0x", extended];
    await send(founded.relayer, "castVoteWithReasonAndParamsBySig", ...values);
    expect(await read("state", proposalId)).to.equal(STATE.succeeded);

    const cast = await governorOf(founded.relayer).queryFilter("VoteCast");
    const ballots = cast.map((log) => published.abi.parseLog(log)?.args);
    expect(ballots.map((ballot) => [ballot?.getValue("voter"), ballot?.getValue("support")])).to.deep.equal([
      [memberAt(0).address, SUPPORT.for],
      [memberAt(1).address, SUPPORT.abstain],
      [memberAt(2).address, SUPPORT.for],
      [memberAt(3).address, SUPPORT.for],
    ]);
  });

  it("executes what passed, once", async () => {
    await send(founded.relayer, "execute", ...content, id(DESCRIPTION));
    expect(await read("state", proposalId)).to.equal(STATE.executed);
    expect(await ledger.getFunction("entry").staticCall()).to.equal(42n);
    const again = await refusalOf(founded.relayer, "execute", ...content, id(DESCRIPTION));
    expect(again).to.equal("GovernorUnexpectedProposalState");
    expect(await ledger.getFunction("entries").staticCall()).to.equal(1n);
  });

  it("cancels a proposal for the member who made it, and for nobody else", async () => {
    await send(memberAt(1), "propose", ...content, DESCRIPTION);
    const again = BigInt(String(await read("getProposalId", ...content, id(DESCRIPTION))));
    expect(again).not.to.equal(proposalId);
    const refusal = await refusalOf(memberAt(0), "cancel", ...content, id(DESCRIPTION));
    expect(refusal).to.equal("GovernorUnableToCancel");
    await send(memberAt(1), "cancel", ...content, id(DESCRIPTION));
    expect(await read("state", again)).to.equal(STATE.canceled);
  });

  it("queues where the rule has a delay, and executes when it is over", async () => {
    await delayTheLedger(founded, content[0]);
    const description = "Enter 42 into the ledger, but later";
    await send(memberAt(2), "propose", ...content, description);
    const later = BigInt(String(await read("getProposalId", ...content, id(description))));
    expect(await read("proposalNeedsQueuing", later)).to.equal(true);
    for (const seat of [0, 1, 2]) await send(memberAt(seat), "castVote", later, SUPPORT.for);
    expect(await read("state", later)).to.equal(STATE.succeeded);

    await send(founded.relayer, "queue", ...content, id(description));
    expect(await read("state", later)).to.equal(STATE.queued);
    const eta = BigInt(String(await read("proposalDeadline", later))) + BigInt(DELAY);
    expect(await read("proposalEta", later)).to.equal(eta);
    const early = await refusalOf(founded.relayer, "execute", ...content, id(description));
    expect(early).to.equal("GovernorNotExecutable");

    await founded.chain.mineBlocks(DELAY);
    await send(founded.relayer, "execute", ...content, id(description));
    expect(await read("state", later)).to.equal(STATE.executed);
    expect(await ledger.getFunction("entries").staticCall()).to.equal(2n);
  });
});
