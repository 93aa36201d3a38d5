import { randomBytes } from "node:crypto";

import { concat, keccak256 } from "ethers";

import { answer, type Bytes32, listEncryptionKeys, parseBytes32, register, reject, watchRecords } from "#sdk";
import {
  collectBytes,
  hashEvidence,
  inspectEnvelope,
  judgeSlot,
  rejectionReasonOf,
  type SlotEvidence,
} from "#sdk/records";

import type { Act } from "../Act.ts";
import { actAs } from "../exchange/actAs.ts";
import { expectState } from "../exchange/expectState.ts";
import { openAs } from "../exchange/openAs.ts";
import type { Party } from "../exchange/Party.ts";
import { type BadRecord, sealWithWrongKey } from "../exchange/sealWithWrongKey.ts";
import { tellOutsiders } from "../exchange/tellOutsiders.ts";
import { confirm } from "../stage/confirm.ts";
import { decide } from "../stage/decide.ts";
import { expectFault } from "../stage/expectFault.ts";
import type { Stage } from "../stage/Stage.ts";

const NONE = parseBytes32(`0x${"0".repeat(64)}`);

interface Dispute {
  readonly recordId: Bytes32;
  readonly sender: Party;
  readonly victim: Party;
}

/** One party's slot holds a wrong key; it rejects, the sender answers, a panel looks, and a vote decides. */
export const disputingARecord: Act = {
  title: "A slot holds a wrong key, and the dispute is decided",
  promise:
    "The party that cannot read the record rejects it on chain; what its sender shows of that one slot is checked by members who were not party to it, and a vote decides.",
  play: async (stage) => {
    const { cast, exchange } = stage;
    const sender = exchange.party(cast.as("rotating").seat);
    const victim = exchange.party(cast.as("safe").seat);
    const message = exchange.takeMessage();
    const bad = await sealWithWrongKey(stage, { sender, victim, message });
    const dispute = { recordId: await registerBad(stage, sender, bad), sender, victim };
    exchange.note("disputed", { recordId: dispute.recordId, message });
    await tellOutsiders(stage, { hidden: "that anything is wrong with it", fields: message.fields });
    await rejectIt(stage, dispute);
    await answerIt(stage, dispute, bad.evidence);
    await judge(stage, dispute, bad.evidence);
  },
};

async function registerBad(stage: Stage, { member }: Party, bad: BadRecord): Promise<Bytes32> {
  const { envelope: _, evidence: __, ...sealed } = bad;
  const { confidentialRegistry } = stage.client.contracts;
  const recordId = parseBytes32(await confidentialRegistry.idOf({ ...sealed, previous: NONE }, member.seat));
  const { client, acting } = await actAs(stage, member, { verb: "register", recordId, suite: 1, previous: NONE });
  const { receipt } = await register(client, { ...sealed, ...acting });
  stage.narrator.step(
    member.name,
    "sends a third message with a broken program: the slot of one party holds another key than the record's.",
    receipt,
  );
  return recordId;
}

async function rejectIt(stage: Stage, { recordId, sender, victim }: Dispute): Promise<void> {
  const { exchange, narrator } = stage;
  const fault = await expectFault(stage, {
    who: victim.member.name,
    attempted: "finds its slot and opens it, and tries to read the record.",
    code: "KEY_COMMITMENT_MISMATCH",
    attempt: () => openAs(stage, victim, { recordId }),
  });
  for (const party of exchange.parties.filter((each) => each !== victim && each !== sender)) {
    await expectFault(stage, {
      who: party.member.name,
      attempted: "can read it, makes all slots again before it acknowledges, and does not acknowledge.",
      code: "SLOT_MISMATCH",
      attempt: () => openAs(stage, party, { recordId }),
    });
  }
  const reason = rejectionReasonOf(fault.code);
  if (reason === null) throw new TypeError(`${fault.code} is no reason to reject a record`);
  const evidenceHash = parseBytes32(keccak256(concat([randomBytes(32), victim.keyId])));
  const { client, acting } = await actAs(stage, victim.member, { verb: "reject", recordId, reason, evidenceHash });
  const { receipt } = await reject(client, { recordId, reason, evidenceHash, ...acting });
  narrator.step(victim.member.name, `rejects the record: ${reason}.`, receipt);
  await expectState(stage, recordId, "contested", "The record is contested, and its sender has a day to answer.");
  await tellOutsiders(stage, { hidden: "what it says, or which slot it is about" });
}

async function answerIt(stage: Stage, { recordId, sender, victim }: Dispute, evidence: SlotEvidence): Promise<void> {
  const revealHash = hashEvidence(evidence);
  const rejecter = victim.member.seat;
  const { client, acting } = await actAs(stage, sender.member, { verb: "answer", recordId, rejecter, revealHash });
  const { receipt } = await answer(client, { recordId, rejecter, revealHash, ...acting });
  stage.narrator.step(
    sender.member.name,
    "answers: the hash of the one slot's seed is on the chain, the seed itself goes to the panel.",
    receipt,
  );
  await expectState(
    stage,
    recordId,
    "proposed",
    "Every rejection is answered: whoever believes the answer may acknowledge.",
  );
  await tellOutsiders(stage, { hidden: "the seed; who gets it can open that one slot and no other" });
}

/** The panel has the chain, the envelope and the seed, and no key. */
async function judge(stage: Stage, { recordId, sender, victim }: Dispute, evidence: SlotEvidence): Promise<void> {
  const { cast, client, narrator } = stage;
  const panel = cast.as("guardian");
  const inspected = await inspectEnvelope(await collectBytes(sender.remote.get(recordId)));
  const revealHash = await findRevealHash(stage, recordId);
  const [recipient] = await listEncryptionKeys(client, { keyId: victim.keyId });
  if (recipient === undefined) throw new TypeError("the directory names every recipient's key");
  narrator.step(panel.name, "sits on the panel: it fetches the envelope, and holds the seed against it.");
  confirm(
    stage,
    inspected.recordId === recordId && revealHash === hashEvidence(evidence),
    "The envelope is the one that was registered, and the seed the one that was answered with.",
  );
  const verdict = await judgeSlot({ head: inspected.head, ...evidence, recipient });
  confirm(
    stage,
    verdict === "another-seed",
    `The seed of its sender does not make that slot for ${victim.member.name}'s key: the rejection is right.`,
  );
  const calls = [client.calls.confidentialRegistry.dismiss({ recordId })];
  await decide(stage, {
    proposer: panel,
    calls,
    description: "Nothing comes of the record that one party cannot read",
  });
  await expectState(stage, recordId, "rejected", "The record is rejected, for everybody.");
  await tellOutsiders(stage, { hidden: "what it said" });
}

/** What the sender answered with, as the chain tells it. */
async function findRevealHash({ client, signal }: Stage, recordId: Bytes32): Promise<Bytes32> {
  for await (const { event } of watchRecords(client, { recordId, fromBlock: 0n, signal })) {
    if (event.name === "ConfidentialRegistry.RecordAnswered") return event.facts.revealHash;
  }
  throw new TypeError("the sender answered");
}
