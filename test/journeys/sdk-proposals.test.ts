import { expect } from "chai";
import { toBeHex, type Wallet } from "ethers";

import {
  actionOf,
  type Call,
  type Client,
  castBallot,
  createClient,
  enact,
  execute,
  explain,
  getMember,
  getProposal,
  getProposalId,
  listProposals,
  parseAddress,
  parseBytes32,
  parseHex,
  propose,
  proposeInFavour,
  signBallot,
  simulate,
  submitBallots,
  tally,
  toAccountSigner,
  withdraw,
} from "#sdk";

import { revertOf } from "../support/errorOf.ts";
import { type FoundedConsortium, foundConsortium } from "../support/foundConsortium.ts";

const DEADLINE = 4_102_444_800n;
const COMMITMENT = parseBytes32(`0x${"ab".repeat(32)}`);

describe("a consortium that speaks through the SDK", () => {
  let founded: FoundedConsortium;
  let clients: readonly Client[];
  let relayer: Client;

  const clientOf = (seat: number): Client => {
    const client = clients[seat];
    if (client === undefined) throw new Error(`no client of seat ${seat}`);
    return client;
  };
  const walletOf = (seat: number): Wallet => {
    const wallet = founded.members[seat];
    if (wallet === undefined) throw new Error(`no wallet of seat ${seat}`);
    return wallet;
  };

  before(async () => {
    founded = await foundConsortium(4);
    const constitution = parseAddress(founded.suite.constitution.address);
    relayer = await createClient({ runner: founded.relayer, constitution });
    clients = await Promise.all(founded.members.map((runner) => createClient({ runner, constitution })));
  });

  it("explains a change before it is proposed, with what it changes", async () => {
    const call = relayer.calls.memberRegistry.setWeight({ seat: 1n, weight: 3n });
    const { calls, simulation, rule } = await explain(relayer, { calls: [call] });
    expect(calls.map(({ sentence }) => sentence)).to.deep.equal(["Give the member of seat 1 the weight 3"]);
    expect(rule.quorum).to.equal(5001n);
    expect(simulation.method).to.equal("whole");
    expect(simulation.failure).to.equal(null);
    const [difference] = simulation.differences;
    expect(difference?.subject).to.equal("the member of seat 1");
    expect(difference?.before).to.match(/^weight 1,/);
    expect(difference?.after).to.match(/^weight 3,/);
    const again = await simulate(relayer, { calls: [call], blockNumber: simulation.blockNumber });
    expect(again.hash).to.equal(simulation.hash);
  });

  it("shows the reason of a call that would fail", async () => {
    const call = relayer.calls.memberRegistry.remove({ seat: 77n });
    const { failure } = await simulate(relayer, { calls: [call] });
    expect(failure?.index).to.equal(0);
    expect(failure?.revert.name).to.equal("MemberUnknown");
  });

  it("votes step by step: opened, cast, submitted, decided, executed", async () => {
    const call = relayer.calls.constitution.setParameter({
      key: "guardian.sunset",
      expectedVersion: 1n,
      value: 3_600n,
    });
    const { hash } = await simulate(relayer, { calls: [call] });
    const { proposalId } = await propose(clientOf(0), {
      calls: [call],
      description: "A shorter sunset",
      simulation: hash,
    });
    const opened = await getProposal(relayer, { proposalId });
    expect(opened).to.include({ state: "active", proposer: 0n, simulation: hash, isEnacted: false });
    expect(opened.content).to.deep.include({ description: "A shorter sunset" });
    expect(opened.sentences).to.deep.equal([call.sentence]);

    expect(await castBallot(clientOf(0), { proposalId, support: "for" })).to.include({ weight: 1n, missing: 0n });
    const offline = [
      await signBallot(relayer, { proposalId, support: "for", signer: await toAccountSigner(walletOf(1)) }),
      await signBallot(relayer, { proposalId, support: "for", signer: await toAccountSigner(walletOf(2)) }),
    ];
    const forged = {
      ...(await signBallot(relayer, { proposalId, support: "for", signer: await toAccountSigner(walletOf(3)) })),
      seat: 2n,
      nonce: 1n,
    };
    const { counted, skipped } = await submitBallots(relayer, { ballots: [...offline, forged] });
    expect(counted).to.deep.equal([1n]);
    expect(skipped.map(({ seat, reason }) => [seat, reason])).to.deep.equal([[2n, "GovernorBallotStale"]]);
    await submitBallots(relayer, { ballots: offline.slice(1) });
    expect(await tally(relayer, { proposalId })).to.include({
      weightFor: 3n,
      total: 4n,
      needed: 3n,
      state: "succeeded",
    });

    await execute(relayer, { proposalId });
    expect((await getProposal(relayer, { proposalId })).state).to.equal("executed");
  });

  it("refuses a change against an old version, when it is proposed and when it is executed", async () => {
    const change = (value: bigint): Call =>
      relayer.calls.constitution.setParameter({ key: "guardian.sunset", expectedVersion: 2n, value });
    const [first, second] = [
      await proposeInFavour(clientOf(0), { calls: [change(7_200n)], description: "In time" }),
      await proposeInFavour(clientOf(1), { calls: [change(10_800n)], description: "Too late" }),
    ];
    for (const { proposalId } of [first, second]) {
      for (const seat of [0, 1, 2]) {
        const { state } = await tally(relayer, { proposalId });
        if (state === "active") await castBallot(clientOf(seat), { proposalId, support: "for" });
      }
    }
    await execute(relayer, { proposalId: first.proposalId });
    const late = await revertOf(execute(relayer, { proposalId: second.proposalId }));
    expect(late.findRevert("ConstitutionParameterChanged")?.facts).to.include({
      expectedVersion: 2n,
      actualVersion: 3n,
    });
    const stale = await revertOf(propose(clientOf(2), { calls: [change(14_400n)], description: "Never" }));
    expect(stale.revert.name).to.equal("ConstitutionParameterChanged");
  });

  it("proposes, votes and executes in one transaction", async () => {
    const cold = parseAddress(toBeHex(0xacbe, 20));
    const call = relayer.calls.memberRegistry.admit({ cold, weight: 1n, metadata: COMMITMENT });
    const content = { calls: [call], description: "Admit ACME", proposer: 1n };
    const proposalId = await getProposalId(relayer, content);
    const ballots = await Promise.all(
      [0, 1, 2].map(async (seat) =>
        signBallot(relayer, {
          proposalId,
          support: "for",
          deadline: DEADLINE,
          signer: await toAccountSigner(walletOf(seat)),
        }),
      ),
    );
    const enacted = await enact(relayer, { ...content, ballots });
    expect(enacted).to.deep.include({ proposalId, skipped: [], compactCount: 3 });
    expect(await getMember(relayer, { seat: 4n })).to.include({ standing: "applicant", cold, weight: 1n });
    expect(await getProposal(relayer, { proposalId })).to.include({ state: "executed", isEnacted: true });
  });

  it("withdraws its own proposal and nobody else's", async () => {
    const call = relayer.calls.constitution.setRule({
      ...actionOf("MemberRegistry.setDuties"),
      rule: {
        ...(await explain(relayer, { calls: [relayer.calls.memberRegistry.remove({ seat: 3n })] })).rule,
        votingPeriod: 7_200n,
      },
    });
    const { proposalId } = await propose(clientOf(2), { calls: [call], description: "Faster" });
    const error = await revertOf(withdraw(clientOf(1), { proposalId }));
    expect(error.revert.name).to.equal("GovernorUnableToCancel");
    await withdraw(clientOf(2), { proposalId });
    expect((await getProposal(relayer, { proposalId })).state).to.equal("canceled");
  });

  it("lists what was proposed, in order", async () => {
    const listed = await listProposals(relayer);
    expect(listed.map(({ content, state }) => [content.description, state])).to.deep.equal([
      ["A shorter sunset", "executed"],
      ["In time", "executed"],
      ["Too late", "succeeded"],
      ["Admit ACME", "executed"],
      ["Faster", "canceled"],
    ]);
    expect(listed[0]?.content.calls[0]?.data).to.equal(parseHex(listed[0]?.content.calls[0]?.data));
  });
});
