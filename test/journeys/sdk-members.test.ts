import { expect } from "chai";
import { toBeHex, Wallet } from "ethers";
import { network } from "hardhat";

import {
  actionOf,
  addKey,
  type Call,
  type Client,
  cancelColdChange,
  cancelRotation,
  castBallot,
  completeColdChange,
  completeRotation,
  createClient,
  execute,
  explain,
  FOREVER,
  getAct,
  getKey,
  getMember,
  getParameter,
  getProposal,
  getRule,
  lift,
  listKeys,
  listParameters,
  listRules,
  type ProposalId,
  parseAddress,
  parseBytes32,
  parseHex,
  poke,
  pokeStale,
  propose,
  proposeInFavour,
  queue,
  revokeKey,
  setBallotsNeeded,
  simulate,
  startColdChange,
  startRotation,
  suspendKey,
  toKey,
} from "#sdk";

import { acceptState, deploySuite } from "../support/deploySuite.ts";
import { codeOf, nameOf } from "../support/errorOf.ts";

const DAY = 86_400n;
const REASON = parseBytes32(`0x${"de".repeat(32)}`);
const GUARDIAN = 4;

describe("what members do for themselves", () => {
  let connection: Awaited<ReturnType<typeof network.create>>;
  let reader: Client;
  /** By seat: the client of its key, and that of its cold account. */
  let keys: Client[];
  let colds: Client[];
  /** Of accounts that nobody uses. */
  let others: Client[];

  const clientIn = (list: readonly Client[], seat: number): Client => {
    const client = list[seat];
    if (client === undefined) throw new Error(`no client of seat ${seat}`);
    return client;
  };
  const keyOf = (seat: number): Client => clientIn(keys, seat);
  const coldOf = (seat: number): Client => clientIn(colds, seat);
  const addressOf = async ({ signer }: Client): Promise<ReturnType<typeof parseHex>> =>
    parseHex((await signer?.getAddress()) ?? "");
  const passTime = async (seconds: bigint): Promise<void> => {
    await connection.provider.request({ method: "evm_increaseTime", params: [Number(seconds)] });
    await connection.provider.request({ method: "evm_mine" });
  };
  /** Lets the first three members vote in favour. */
  const vote = async (calls: readonly Call[], description: string): Promise<ProposalId> => {
    const { proposalId } = await proposeInFavour(keyOf(0), { calls, description });
    for (const seat of [1, 2]) await castBallot(keyOf(seat), { proposalId, support: "for" });
    return proposalId;
  };
  const carryOut = async (proposalId: ProposalId): Promise<void> => {
    await queue(keyOf(0), { proposalId });
    await passTime(3_600n);
    await execute(keyOf(0), { proposalId });
  };

  before(async () => {
    connection = await network.create();
    const [deployer, ...accounts] = await connection.ethers.getSigners();
    if (deployer === undefined) throw new Error("the chain has accounts");
    const founders = [0, 1, 2, 3].map((seat) => ({
      cold: accounts[seat + 4]?.address ?? "",
      hot: [accounts[seat]?.address ?? ""],
      duties: seat === 3 ? GUARDIAN : 0,
    }));
    const suite = await deploySuite(deployer, founders);
    for (const seat of [0, 1, 2, 3]) await acceptState(accounts[seat] ?? deployer, suite, seat);
    const constitution = parseAddress(suite.constitution.address);
    const clients = await Promise.all(
      accounts
        .slice(0, 10)
        .map(({ address }) =>
          createClient({ runner: connection.provider, account: parseAddress(address), constitution }),
        ),
    );
    [keys, colds, others] = [clients.slice(0, 4), clients.slice(4, 8), clients.slice(8)];
    reader = await createClient({
      runner: connection.ethers.provider,
      constitution: { chainId: keyOf(0).chainId, constitution },
    });
  });

  it("connect by a wallet, by a provider, and to the right consortium only", async () => {
    expect(await addressOf(keyOf(0))).to.equal(parseHex((await connection.ethers.getSigners())[1]?.address ?? ""));
    const { modules, chainId } = reader;
    const elsewhere = {
      runner: connection.ethers.provider,
      constitution: { chainId: chainId + 1n, constitution: modules.constitution },
    };
    expect(await codeOf(createClient(elsewhere))).to.equal("CHAIN_FOREIGN");
    const nothing = { runner: connection.ethers.provider, constitution: parseAddress(toBeHex(9n, 20)) };
    expect(await codeOf(createClient(nothing))).to.equal("MODULE_MISSING");
    expect(await codeOf(createClient({ runner: Wallet.createRandom(), constitution: modules.constitution }))).to.equal(
      "SIGNER_MISSING",
    );
    expect(await codeOf(setBallotsNeeded(reader, { seat: 0n, ballotsNeeded: 1n }))).to.equal("SIGNER_MISSING");
  });

  it("read the constitution in words", async () => {
    const rules = await listRules(reader);
    expect(rules[0]).to.include({ action: "fallback", quorum: 5001n });
    expect(rules.map(({ action }) => action)).to.include.members(["MemberRegistry.admit", "Constitution.setParameter"]);
    expect(rules[0]?.sentence).to.match(
      /^quorum 50.01 % of all weight, threshold 50.01 % of the votes, the vote open for 3 days/,
    );
    const sunset = await getParameter(reader, { key: "guardian.sunset" });
    expect(sunset).to.deep.include({ key: "guardian.sunset", value: 3n * DAY, version: 1n });
    expect((await listParameters(reader)).map(({ key }) => key)).to.deep.equal([
      "member.keyCoolDown",
      "guardian.sunset",
      "guardian.coolDown",
      "records.keyOverlap",
      "batch.lateness",
      "batch.maxRecords",
      "batch.graceBlocks",
      "batch.answerBlocks",
      "batch.callGas",
    ]);
    expect(await nameOf(getParameter(reader, { key: "no.such" }))).to.equal("ConstitutionUnknownParameter");
  });

  it("add, count and take away keys", async () => {
    const second = clientIn(others, 0);
    const signer = await addressOf(second);
    const cold = await addressOf(coldOf(0));
    const asKey = { seat: 1n, signer: cold, scopes: ["vote"], expiresAt: FOREVER } as const;
    expect(await nameOf(addKey(coldOf(1), asKey))).to.equal("MemberBadSigner");
    await addKey(coldOf(1), { seat: 1n, signer, scopes: ["vote", "propose"], expiresAt: FOREVER });
    await setBallotsNeeded(coldOf(1), { seat: 1n, ballotsNeeded: 2n });
    expect(await getMember(reader, { seat: 1n })).to.include({ ballotsNeeded: 2n, standing: "active" });
    const call = reader.calls.memberRegistry.setWeight({ seat: 2n, weight: 5n });
    const { proposalId } = await propose(keyOf(0), { calls: [call], description: "Heavier" });
    expect(await castBallot(keyOf(1), { proposalId, support: "against" })).to.include({ weight: 0n, missing: 1n });
    expect(await castBallot(second, { proposalId, support: "against", reason: "no" })).to.include({
      weight: 1n,
      missing: 0n,
    });
    await setBallotsNeeded(coldOf(1), { seat: 1n, ballotsNeeded: 1n });
    await revokeKey(coldOf(1), { seat: 1n, key: toKey(signer) });
    expect(await getKey(reader, { signer })).to.equal(null);
    expect(await nameOf(revokeKey(coldOf(0), { seat: 1n, key: toKey(signer) }))).to.equal("MemberNotCold");
  });

  it("rotate a key, with a cool-down in which the cold account may stop it", async () => {
    const [old, fresh] = [await addressOf(keyOf(2)), parseHex(Wallet.createRandom().address)];
    await startRotation(keyOf(2), { newSigner: fresh });
    expect((await listKeys(reader, { seat: 2n }))[0]?.rotation?.signer).to.equal(fresh);
    await cancelRotation(coldOf(2), { seat: 2n, key: toKey(old) });
    expect(await nameOf(completeRotation(reader, { seat: 2n, key: toKey(old) }))).to.equal("SIGNER_MISSING");
    await startRotation(keyOf(2), { newSigner: fresh });
    expect(await nameOf(completeRotation(keyOf(0), { seat: 2n, key: toKey(old) }))).to.equal("MemberCoolingDown");
    await cancelRotation(coldOf(2), { seat: 2n, key: toKey(old) });
  });

  it("hand a seat to another cold account", async () => {
    const cold = parseAddress(await addressOf(coldOf(0)));
    expect(await nameOf(startColdChange(coldOf(2), { seat: 2n, cold }))).to.equal("MemberBadCold");
    const key = parseAddress(await addressOf(keyOf(2)));
    expect(await nameOf(startColdChange(coldOf(2), { seat: 2n, cold: key }))).to.equal("MemberBadCold");
    const heir = parseAddress(await addressOf(clientIn(others, 1)));
    await startColdChange(coldOf(2), { seat: 2n, cold: heir });
    await cancelColdChange(coldOf(2), { seat: 2n });
    await startColdChange(coldOf(2), { seat: 2n, cold: heir });
    await passTime(DAY);
    await completeColdChange(clientIn(others, 1), { seat: 2n });
    expect((await getMember(reader, { seat: 2n })).cold).to.equal(heir);
  });

  it("break the glass, and mend it", async () => {
    const key = toKey(await addressOf(keyOf(1)));
    expect(await getAct(reader, { key })).to.equal(null);
    expect(await nameOf(suspendKey(keyOf(0), { key, reason: REASON }))).to.equal("GovernedNotOnDuty");
    await suspendKey(keyOf(3), { key, reason: REASON });
    expect(await getAct(reader, { key })).to.deep.include({ guardian: 3n, ratifiedUntil: 0n });
    const call = reader.calls.memberRegistry.setWeight({ seat: 2n, weight: 5n });
    expect(await nameOf(propose(keyOf(1), { calls: [call], description: "Suspended" }))).to.equal("GovernorNotAllowed");
    await lift(keyOf(3), { key });
    expect((await getKey(reader, { signer: await addressOf(keyOf(1)) }))?.suspendedUntil).to.equal(0n);
  });

  it("wait for a delay, and cancel what has become stale", async () => {
    const { rule } = await explain(reader, { calls: [reader.calls.memberRegistry.remove({ seat: 2n })] });
    const delayed = { ...rule, executionDelay: 3_600n };
    await carryOut(await vote([reader.calls.constitution.setFallback({ rule: delayed })], "Slower"));
    const parameters = reader.calls.constitution.setRule({ ...actionOf("Constitution.setParameter"), rule: delayed });
    expect((await getRule(reader, { calls: [parameters] })).executionDelay).to.equal(3_600n);
    await carryOut(await vote([parameters], "Slower parameters"));
    const change = (value: bigint): Call =>
      reader.calls.constitution.setParameter({ key: "guardian.sunset", expectedVersion: 1n, value });
    const proposalIds = [await vote([change(DAY)], "A day"), await vote([change(2n * DAY)], "Two days")];
    const [first, second] = proposalIds;
    if (first === undefined || second === undefined) throw new Error("two proposals");
    const { executableAt } = await queue(keyOf(0), { proposalId: first });
    expect(await nameOf(execute(keyOf(0), { proposalId: first }))).to.equal("GovernorNotExecutable");
    expect(executableAt).to.equal((await getProposal(reader, { proposalId: first })).closesAt + 3_600n);
    await passTime(3_600n);
    await execute(keyOf(0), { proposalId: first });
    expect(await nameOf(poke(keyOf(0), { proposalId: first }))).to.equal("GovernorNothingToSettle");
    await pokeStale(keyOf(0), { proposalId: second });
    expect((await getProposal(reader, { proposalId: second })).state).to.equal("canceled");
  });

  it("see what a change intends where the node cannot rehearse it whole", async () => {
    const provider = new Proxy(reader.provider, {
      get: (target, name) => {
        const held: unknown = name === "send" ? undefined : Reflect.get(target, name);
        return typeof held === "function" ? held.bind(target) : held;
      },
    });
    const plain: Client = { ...reader, provider };
    const call = reader.calls.memberRegistry.setWeight({ seat: 2n, weight: 5n });
    const { simulation } = await explain(plain, { calls: [call] });
    expect(simulation.method).to.equal("each alone");
    expect(simulation.failure).to.equal(null);
    expect(simulation.differences.map(({ after }) => after)).to.deep.equal([null, null, null]);
    const failing = reader.calls.memberRegistry.setWeight({ seat: 2n, weight: 1n });
    const { failure } = await simulate(plain, { calls: [call, failing] });
    expect([failure?.index, failure?.revert.name]).to.deep.equal([1, "MemberUnchanged"]);
    expect((await simulate(reader, { calls: [call, failing] })).failure).to.equal(null);
  });
});
