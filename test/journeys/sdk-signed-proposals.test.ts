import { expect } from "chai";
import { getAddress, toBeHex, Wallet } from "ethers";

import {
  actionOf,
  addKey,
  type BallotSigner,
  type Call,
  type Client,
  createClient,
  enact,
  execute,
  exportJournal,
  FOREVER,
  formatJournal,
  formatProposalFile,
  getProposal,
  getProposalId,
  getRule,
  listProposals,
  type ProposalChange,
  type ProposalFile,
  parseAddress,
  parseBytes32,
  prepareProposal,
  queue,
  readProposalFile,
  type Scope,
  signBallot,
  signProposal,
  signProposalFile,
  submitBallots,
  submitProposal,
  toAccountSigner,
  toKey,
  type Verifiers,
  verifyJournal,
  watchProposals,
} from "#sdk";

import { type Chain, openChain } from "../peers/openChain.ts";
import { acceptBySignature } from "../support/acceptBySignature.ts";
import { createNewCalls } from "../support/createNewCalls.ts";
import { createVerifiedSigner } from "../support/createVerifiedSigner.ts";
import { acceptState, deploySuite } from "../support/deploySuite.ts";
import { deployVerifier } from "../support/deployVerifier.ts";
import { nameOf } from "../support/errorOf.ts";
import { deploySafe } from "../support/safeAccount.ts";
import { toSafeSigner } from "../support/toSafeSigner.ts";

const FAR = 4_102_444_800n;
const DELAY = 3_600n;

describe("proposals that were signed elsewhere", () => {
  let chain: Chain;
  /** Belongs to no member. */
  let relayer: Client;
  let hot: readonly BallotSigner[];
  let p256: BallotSigner;
  let webauthn: BallotSigner;
  /** May vote, and not propose. */
  let voteOnly: BallotSigner;
  let safe: BallotSigner;
  let verifiers: Verifiers;
  let nextCalls: () => readonly Call[];

  async function enactNow(calls: readonly Call[], description: string): Promise<void> {
    const proposalId = await getProposalId(relayer, { calls, description, proposer: 0n });
    const ballots = await Promise.all(
      hot.map((signer) => signBallot(relayer, { proposalId, support: "for", deadline: FAR, signer })),
    );
    await enact(relayer, { calls, description, proposer: 0n, ballots });
  }

  /** Step by step, since a rule that would bring a delay takes it itself. */
  async function carryOutSlowly(calls: readonly Call[], description: string): Promise<void> {
    const [signer] = hot;
    if (signer === undefined) throw new Error("three members");
    const file = await signProposal(relayer, { calls, description, deadline: FAR, signer });
    const { proposalId } = await submitProposal(relayer, { file });
    const ballots = await Promise.all(
      hot.map((each) => signBallot(relayer, { proposalId, support: "for", signer: each })),
    );
    await submitBallots(relayer, { ballots });
    await queue(relayer, { proposalId });
    await passTime(DELAY);
    await execute(relayer, { proposalId });
  }

  /** Lets time pass on the chain. */
  async function passTime(seconds: bigint): Promise<void> {
    await chain.ask("evm_increaseTime", Number(seconds));
    await chain.ask("evm_mine");
  }

  before(async () => {
    chain = await openChain();
    const [first, second, third, owner, cold] = await chain.createMembers(5);
    if (!first || !second || !third || !owner || !cold) throw new Error("five accounts");
    const account = await deploySafe(chain.relayer, { owners: [owner.address], threshold: 1 });
    // Seat 2 has a cold account that signs here; seat 3 is a Safe, which accepts by a signature.
    const suite = await deploySuite(chain.relayer, [
      { cold: toBeHex(0x100, 20), hot: [first.address] },
      { cold: toBeHex(0x101, 20), hot: [second.address] },
      { cold: cold.address, hot: [third.address] },
      { cold: toBeHex(0x103, 20), hot: [account] },
    ]);
    const members = [first, second, third];
    for (const [seat, wallet] of members.entries()) await acceptState(wallet, suite, seat);
    const constitution = parseAddress(suite.constitution.address);
    relayer = await createClient({ runner: chain.relayer, constitution, pollingIntervalMs: 10 });
    nextCalls = createNewCalls(relayer);
    hot = await Promise.all(members.map((wallet) => toAccountSigner(wallet)));
    safe = toSafeSigner(account, [owner]);
    await acceptBySignature(relayer, 3n, safe);

    const coldClient = await createClient({ runner: cold, constitution });
    const p256Verifier = await deployVerifier(chain.relayer, "p256");
    const webauthnVerifier = await deployVerifier(chain.relayer, "webauthn");
    verifiers = { [p256Verifier]: "p256", [webauthnVerifier]: "webauthn" };
    await enactNow(
      [p256Verifier, webauthnVerifier].map((verifier) => relayer.calls.memberRegistry.approveVerifier({ verifier })),
      "Verifiers",
    );
    p256 = await createVerifiedSigner("p256", p256Verifier);
    webauthn = await createVerifiedSigner("webauthn", webauthnVerifier);
    voteOnly = await createVerifiedSigner("p256", p256Verifier);
    const added: readonly (readonly [BallotSigner, readonly Scope[]])[] = [
      [p256, ["vote", "propose"]],
      [webauthn, ["vote", "propose"]],
      [voteOnly, ["vote"]],
    ];
    for (const [{ signer }, scopes] of added)
      await addKey(coldClient, { seat: 2n, signer, scopes, expiresAt: FOREVER });

    const rule = { ...(await getRule(relayer, { calls: nextCalls() })), executionDelay: DELAY };
    // No rule may be stricter than the fallback.
    await carryOutSlowly([relayer.calls.constitution.setFallback({ rule })], "A fallback with a delay");
    const weights = actionOf("MemberRegistry.setWeight");
    await carryOutSlowly([relayer.calls.constitution.setRule({ ...weights, rule })], "Weights with a delay");
  });

  // REQ-GOV-51
  it("open by a P-256 key under a rule with a delay, are voted, queued, executed, and stand in the verified journal", async () => {
    const controller = new AbortController();
    const fromBlock = BigInt(await relayer.provider.getBlockNumber()) + 1n;
    const calls = [relayer.calls.memberRegistry.setWeight({ seat: 1n, weight: 2n })];
    const salt = parseBytes32(`0x${"5a".repeat(32)}`);
    const content = { calls, description: "More weight", salt, deadline: FAR };
    const signed = formatProposalFile(await signProposal(relayer, { ...content, signer: p256, verifiers }));

    // Whoever carries it reads it without a chain.
    const known = { chainId: relayer.chainId, modules: relayer.modules, verifiers };
    const { file, sentences, proposalSentence, signature } = await readProposalFile(signed, known);
    expect(sentences).to.deep.equal(["Give the member of seat 1 the weight 2"]);
    expect(proposalSentence).to.match(/^The member of seat 2 proposes this as proposal \d+, to be opened until 2100-/);
    expect(signature).to.deep.equal({ signer: p256.signer, verdict: "valid" });
    const { proposalId } = await submitProposal(relayer, { file, verifiers });
    expect(proposalId).to.equal(file.proposal.id);

    const opened = await getProposal(relayer, { proposalId });
    expect(opened).to.include({ state: "active", proposer: 2n, isEnacted: false, simulation: file.simulation });
    expect(opened.content).to.deep.include({ description: "More weight", salt });
    expect(opened.sentences).to.deep.equal(sentences);
    expect(opened.rule.executionDelay).to.equal(DELAY);
    const listed = (await listProposals(relayer)).find((each) => each.proposalId === proposalId);
    expect(listed?.content).to.deep.equal(opened.content);
    expect(listed).to.include({ state: "active", simulation: file.simulation });

    const ballots = await Promise.all(
      [hot[0], hot[1], voteOnly].flatMap((signer) =>
        signer === undefined ? [] : [signBallot(relayer, { proposalId, support: "for", signer })],
      ),
    );
    const { counted } = await submitBallots(relayer, { ballots });
    expect(counted).to.deep.equal([0n, 1n, 2n]);
    const { executableAt } = await queue(relayer, { proposalId });
    expect(await nameOf(execute(relayer, { proposalId }))).to.equal("GovernorNotExecutable");
    const block = await relayer.provider.getBlock("latest");
    await passTime(executableAt - BigInt(block?.timestamp ?? 0));
    await execute(relayer, { proposalId });
    expect((await getProposal(relayer, { proposalId })).state).to.equal("executed");

    const changes: ProposalChange[] = [];
    for await (const change of watchProposals(relayer, { fromBlock, signal: controller.signal })) {
      changes.push(change);
      if (change.step === "executed") controller.abort();
    }
    expect(changes.map(({ step }) => step)).to.include.members(["opened", "ballot", "closed", "queued", "executed"]);
    const [{ event } = {}] = changes;
    if (event?.name !== "Governor.ProposalCreated") throw new Error("it was opened first");
    // An event of OpenZeppelin's governor has room for an account only: the end of the key stands there.
    expect(event.facts.proposer).to.equal(getAddress(`0x${toKey(p256.signer).slice(-40)}`));

    const head = parseBytes32(await relayer.contracts.governor.journalHead());
    const text = formatJournal(await exportJournal(relayer, { verifiers }));
    const keys = [{ seat: 2n, signers: [voteOnly.signer], ballotsNeeded: 1n }];
    const { proposals } = await verifyJournal(text, { head, keys, verifiers });
    const proven = proposals.find((proposal) => proposal.proposalId === proposalId);
    expect(proven).to.include({ description: "More weight", outcome: "executed" });
    expect(proven?.ballots.map(({ seat, evidence }) => [seat, evidence])).to.deep.equal([
      [0n, "signature verified"],
      [1n, "signature verified"],
      [2n, "signature verified"],
    ]);
  });

  it("open by a passkey on a machine without the chain, by an account and by a Safe", async () => {
    const known = { chainId: relayer.chainId, modules: relayer.modules, verifiers };
    for (const [proposer, signer, verdict] of [
      [2n, webauthn, "valid"],
      [0n, hot[0], "valid"],
      [3n, safe, "unknowable"],
    ] as const) {
      if (signer === undefined) throw new Error("three members");
      const content = { calls: nextCalls(), description: "By post", proposer, deadline: FAR };
      const prepared = formatProposalFile(await prepareProposal(relayer, content));
      const { file } = await readProposalFile(prepared, known);
      const signed = formatProposalFile(await signProposalFile({ file, signer, ...known }));
      const read = await readProposalFile(signed, known);
      expect(read.signature?.verdict).to.equal(verdict);
      const { proposalId } = await submitProposal(relayer, { file: read.file, verifiers });
      expect(await getProposal(relayer, { proposalId })).to.include({ proposer, state: "active" });
    }
  });

  it("are sent once, by nobody's key but the seat's own, and only while what was signed is what would be opened", async () => {
    const description = "Refused";
    const content = { calls: nextCalls(), description, deadline: FAR };
    const file = await signProposal(relayer, { ...content, signer: p256, verifiers });
    const submit = (change: Partial<ProposalFile>): Promise<unknown> =>
      submitProposal(relayer, { file: { ...file, ...change }, verifiers });
    const harmful = relayer.calls.memberRegistry.remove({ seat: 1n });
    const [call] = file.proposal.calls;
    if (call === undefined) throw new Error("one call");
    const { proposal } = file;

    expect(await nameOf(submit({ signature: null }))).to.equal("PROPOSAL_FILE_UNSIGNED");
    expect(
      await nameOf(submit({ proposal: { ...proposal, calls: [{ ...call, to: harmful.to, data: harmful.data }] } })),
    ).to.equal("PROPOSAL_FILE_ALTERED");
    expect(await nameOf(submit({ chainId: 1n }))).to.equal("PROPOSAL_FILE_FOREIGN");
    expect(await nameOf(submit({ simulation: call.codeHash }))).to.equal("SIGNATURE_FOREIGN");
    // Whoever knows no verifiers hears it from the chain.
    expect(await nameOf(submitProposal(relayer, { file: { ...file, simulation: call.codeHash } }))).to.equal(
      "GovernorProposalUnsigned",
    );
    const [, other] = hot;
    if (other === undefined) throw new Error("three members");
    const foreign = await signProposalFile({ file, signer: other });
    expect(await nameOf(submitProposal(relayer, { file: foreign }))).to.equal("SIGNATURE_FOREIGN");
    const stranger = await toAccountSigner(Wallet.createRandom());
    expect(await nameOf(signProposal(relayer, { ...content, signer: stranger }))).to.equal("SIGNATURE_FOREIGN");
    const powerless = await signProposal(relayer, { ...content, signer: voteOnly, verifiers });
    expect(await nameOf(submitProposal(relayer, { file: powerless }))).to.equal("GovernorNotAllowed");

    await submit({});
    expect(await nameOf(submit({}))).to.equal("GovernorProposalExists");
  });

  it("are not sent after their deadline, nor after the rule has changed", async () => {
    const block = await relayer.provider.getBlock("latest");
    const soon = BigInt(block?.timestamp ?? 0) + 60n;
    const late = await signProposal(relayer, {
      calls: nextCalls(),
      description: "Late",
      deadline: soon,
      signer: p256,
      verifiers,
    });
    const stale = await signProposal(relayer, {
      calls: nextCalls(),
      description: "Stale",
      deadline: FAR,
      signer: p256,
      verifiers,
    });
    await passTime(61n);
    expect(await nameOf(submitProposal(relayer, { file: late }))).to.equal("PROPOSAL_FILE_LATE");
    const rule = { ...(await getRule(relayer, { calls: nextCalls() })), executionDelay: DELAY };
    const define = actionOf("Constitution.defineParameter");
    await carryOutSlowly([relayer.calls.constitution.setRule({ ...define, rule })], "Parameters with a delay");
    expect(await nameOf(submitProposal(relayer, { file: stale }))).to.equal("PROPOSAL_ID_DIFFERS");
  });
});
