import { expect } from "chai";

import {
  acknowledge,
  answer,
  type BallotSigner,
  type BuiltCall,
  type Bytes32,
  type Client,
  castBallot,
  createClient,
  execute,
  explain,
  getRecord,
  parseAddress,
  parseBytes32,
  parseHex,
  proposeInFavour,
  RevertedError,
  register,
  registerKey,
  reject,
  signConsent,
  toAccountSigner,
  watchRecords,
} from "#sdk";

import { computeRecordContext } from "../../sdk/src/crypto/commitment/computeRecordContext.ts";
import { computeRecordId } from "../../sdk/src/crypto/commitment/computeRecordId.ts";
import { computeKeyId } from "../../sdk/src/crypto/keys/encryptionKey.ts";
import { errorOf } from "../support/errorOf.ts";
import { type FoundedConsortium, foundConsortium } from "../support/foundConsortium.ts";
import { usualPolicy as policy } from "../support/records/groupPolicy.ts";

const DAY = 86_400n;
const DEADLINE = 4_000_000_000n;
const word = (digit: string): Bytes32 => parseBytes32(`0x${digit.repeat(64)}`);

describe("members that exchange records", () => {
  let founded: FoundedConsortium;
  let first: Client;
  let second: Client;
  let relayer: Client;

  before(async () => {
    founded = await foundConsortium(3);
    const constitution = parseAddress(founded.suite.constitution.address);
    const open = async (runner: (typeof founded.members)[number] | undefined): Promise<Client> => {
      if (runner === undefined) throw new Error("three members");
      return await createClient({ runner, constitution, pollingIntervalMs: 10 });
    };
    [first, second, relayer] = [
      await open(founded.members[0]),
      await open(founded.members[1]),
      await open(founded.relayer),
    ];
  });

  async function decide(call: BuiltCall, description: string): Promise<void> {
    const { proposalId } = await proposeInFavour(first, { calls: [call], description });
    await castBallot(second, { proposalId, support: "for" });
    await execute(first, { proposalId });
  }

  async function secondSigner(): Promise<BallotSigner> {
    if (second.signer === null) throw new Error("three members");
    return await toAccountSigner(second.signer);
  }

  function idOf(senderNonce: bigint): Bytes32 {
    const place = { registry: first.modules.confidentialRegistry, group: 1n, epoch: 1n, sender: 1n };
    const recordContext = computeRecordContext({ chainId: first.chainId, ...place, senderNonce });
    return computeRecordId({ recordContext, contentRoot: word("a"), bodyHash: word("b") });
  }

  it("form a group by vote", async () => {
    const call = first.calls.groupDirectory.createGroup({
      metadata: word("1"),
      seats: [0n, 1n],
      mandatory: [0n],
      policy,
    });
    await decide(call, "A group of two");
    expect(await first.contracts.groupDirectory.epochOf(1n)).to.equal(1n);
    const facts = await first.contracts.groupDirectory.epochAt(1n, 1n);
    expect([facts.members, facts.seats.words[0], facts.mandatory]).to.deep.equal([2n, 3n, 1n]);
    expect([facts.policy.suites, facts.policy.answerPeriod]).to.deep.equal([2n, DAY]);
  });

  // REQ-CONF-02, REQ-CONF-26
  it("publish keys, by their own transaction or through a relayer", async () => {
    const notAfter = BigInt(Math.floor(Date.now() / 1000)) + 365n * DAY;
    const own = { suite: 1, publicKey: parseHex(`0x09${"00".repeat(31)}`) } as const;
    const { keyId } = await registerKey(first, { seat: 0n, ...own, notAfter });
    expect(keyId).to.equal(computeKeyId(own));

    const key = { suite: 1, publicKey: parseHex(`0x${"0a".repeat(31)}00`) } as const;
    const { chainId, modules } = first;
    const facts = { keyId: computeKeyId(key), purpose: "view", notBefore: 0n, notAfter } as const;
    const signed = { chainId, modules, seat: 1n, deadline: DEADLINE, signer: await secondSigner() };
    const consent = await signConsent({ ...signed, action: { verb: "registerKey", ...facts } });
    const given = { seat: 1n, ...key, purpose: "view", notAfter, consent } as const;
    const altered = await errorOf(registerKey(relayer, { ...given, purpose: "escrow" }));
    expect(altered instanceof RevertedError && altered.revert.name).to.equal("MemberActionBadSignature");
    expect((await registerKey(relayer, given)).keyId).to.equal(facts.keyId);
    expect(await errorOf(registerKey(relayer, { ...given, seat: 0n }))).to.include({ code: "OBJECT_MALFORMED" });
  });

  // REQ-CONF-01, REQ-CONF-02, REQ-CONF-04
  it("register a record and acknowledge it until it is final, while others watch", async () => {
    const controller = new AbortController();
    const recordId = idOf(7n);
    const steps: string[] = [];
    const watching = (async () => {
      const watched = { signal: controller.signal, fromBlock: 0n, recordId };
      for await (const { type, step } of watchRecords(relayer, watched)) {
        steps.push(`${type} ${step}`);
        if (step === "final") controller.abort();
      }
    })();
    expect(await getRecord(relayer, { recordId })).to.equal(null);

    const sealed = { group: 1n, epoch: 1n, contentRoot: word("a"), bodyHash: word("b"), suite: 1 } as const;
    const { chainId, modules } = first;
    const signed = { chainId, modules, seat: 1n, deadline: DEADLINE, signer: await secondSigner() };
    const sent = { verb: "register", recordId, suite: 1, previous: word("0") } as const;
    const consent = await signConsent({ ...signed, action: sent });
    const registered = await register(relayer, { ...sealed, senderNonce: 7n, seat: 1n, consent });
    expect(registered.recordId).to.equal(recordId);
    const other = await register(second, { ...sealed, senderNonce: 8n, seat: 1n });
    expect(other.recordId).to.equal(idOf(8n));

    const ack = await signConsent({ ...signed, action: { verb: "acknowledge", recordId } });
    expect((await acknowledge(relayer, { recordId, seat: 1n, consent: ack })).isFinal).to.equal(false);
    expect(await getRecord(relayer, { recordId })).to.include({ state: "proposed", acks: 1n, minAcks: 2n, sender: 1n });
    expect((await acknowledge(first, { recordId, seat: 0n })).isFinal).to.equal(true);
    const record = await getRecord(relayer, { recordId });
    expect(record).to.include({ state: "final", acks: 2n, group: 1n, epoch: 1n, rejections: 0n, isHeld: false });
    expect(record?.finalAt).to.not.equal(0n);
    await watching;
    expect(steps).to.deep.equal(["added registered", "added acknowledged", "added acknowledged", "added final"]);

    const again = await errorOf(acknowledge(first, { recordId, seat: 0n }));
    expect(again instanceof RevertedError && again.findRevert("RecordSaidAlready")?.facts).to.include({ seat: 0n });
  });

  // REQ-CONF-11, REQ-CONF-12
  it("reject a record, answer, and acknowledge it after all", async () => {
    const recordId = idOf(8n);
    const { chainId, modules } = first;
    const rejection = { recordId, reason: "KEY_COMMIT_MISMATCH", evidenceHash: word("e") } as const;
    const own = await errorOf(reject(second, { ...rejection, seat: 1n }));
    expect(own instanceof RevertedError && own.revert.name).to.equal("RecordOwn");
    const [signer] = founded.members;
    if (signer === undefined) throw new Error("three members");
    const signed = { chainId, modules, deadline: DEADLINE };
    const no = {
      ...signed,
      seat: 0n,
      signer: await toAccountSigner(signer),
      action: { verb: "reject", ...rejection },
    } as const;
    await reject(relayer, { ...rejection, seat: 0n, consent: await signConsent(no) });
    expect(await getRecord(relayer, { recordId })).to.include({ state: "contested", rejections: 1n, waiting: 1n });

    const reveal = { recordId, rejecter: 0n, revealHash: word("f") } as const;
    const yes = { ...signed, seat: 1n, signer: await secondSigner(), action: { verb: "answer", ...reveal } } as const;
    await answer(relayer, { ...reveal, seat: 1n, consent: await signConsent(yes) });
    expect(await getRecord(relayer, { recordId })).to.include({ state: "proposed", rejections: 1n, waiting: 0n });
    await acknowledge(second, { recordId, seat: 1n });
    expect((await acknowledge(first, { recordId, seat: 0n })).isFinal).to.equal(true);
  });

  it("decide on a record by vote, and see before what the vote changes", async () => {
    const recordId = idOf(7n);
    const hold = first.calls.confidentialRegistry.hold({ recordId });
    const shown = await explain(first, { calls: [hold] });
    expect(shown.simulation.differences.map(({ before, after }) => [before, after])).to.deep.equal([
      ["may be destroyed", "kept from being destroyed"],
    ]);
    await decide(hold, "Keep it");
    expect(await getRecord(relayer, { recordId })).to.include({ state: "final", isHeld: true });
    await decide(first.calls.confidentialRegistry.release({ recordId }), "Let it go");
    expect(await getRecord(relayer, { recordId })).to.include({ isHeld: false });
  });

  it("change the group by vote, and see before what the vote changes", async () => {
    const change = { group: 1n, expectedEpoch: 1n, seats: [0n, 1n, 2n], mandatory: [], policy };
    const call = first.calls.groupDirectory.changeGroup(change);
    const shown = await explain(first, { calls: [call] });
    const [ended, begun] = shown.simulation.differences;
    expect(ended?.after).to.match(/the member of seat 1; every record needs the member of seat 0; .*, until /);
    expect([begun?.subject, begun?.before]).to.deep.equal(["group 1 in epoch 2", "has not begun"]);
    expect(begun?.after).to.match(/the member of seat 2; every record needs nobody in particular; /);
    await decide(call, "A group of three");
    expect(await first.contracts.groupDirectory.epochOf(1n)).to.equal(2n);
    const sealed = { group: 1n, epoch: 1n, contentRoot: word("a"), bodyHash: word("c"), suite: 1 } as const;
    const late = await errorOf(register(second, { ...sealed, senderNonce: 9n, seat: 1n }));
    expect(late instanceof RevertedError && late.findRevert("RecordEpochEnded")?.facts).to.include({ current: 2n });
  });
});
