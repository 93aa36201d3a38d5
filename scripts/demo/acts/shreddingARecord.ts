import { type Bytes32, confirmShred, getGroup, getRegistration, shred } from "#sdk";
import { forgetRecord, getKeptRecord } from "#sdk/node";
import { fetchFromAny } from "#sdk/records";

import type { Act } from "../Act.ts";
import { actAs, consentOf } from "../exchange/actAs.ts";
import { expectState } from "../exchange/expectState.ts";
import { openAs } from "../exchange/openAs.ts";
import type { Party } from "../exchange/Party.ts";
import { tellOutsiders } from "../exchange/tellOutsiders.ts";
import { confirm } from "../stage/confirm.ts";
import { expectFault } from "../stage/expectFault.ts";
import { SECRETARIAT, type Stage } from "../stage/Stage.ts";

/** A record is destroyed by everybody who has it; each party signs that it did. */
export const shreddingARecord: Act = {
  title: "A record is shredded, and opens nowhere any more",
  promise:
    "Two members have a final record destroyed: every party deletes key, text and envelope and signs a receipt; the chain shows that it was, and nothing is left to open.",
  play: async (stage) => {
    const { exchange } = stage;
    const { recordId } = exchange.sent("second");
    await begin(stage, recordId);
    for (const party of exchange.parties) await destroy(stage, party, recordId);
    await expectState(stage, recordId, "shredded", "All receipts are in: the record is shredded.");
    await tellOutsiders(stage, {
      hidden: "whether somebody kept a copy: a receipt is a signed word, and reading cannot be unread",
    });
    await showGone(stage, recordId);
  },
};

async function begin(stage: Stage, recordId: Bytes32): Promise<void> {
  const { cast, client, narrator } = stage;
  const deciding = [cast.as("proposer"), cast.as("safe")].toSorted((a, b) => Number(a.seat - b.seat));
  const consents = await Promise.all(deciding.map((member) => consentOf(stage, member, { verb: "shred", recordId })));
  const { receipt } = await shred(client, { recordId, consents });
  const names = deciding.map(({ name }) => name).join(" and ");
  narrator.step(SECRETARIAT, `sends what ${names} signed: the second record is to be destroyed.`, receipt);
  await expectState(stage, recordId, "shredPending", "The parties have a week to destroy it.");
  await tellOutsiders(stage, { hidden: "why, and what it said" });
}

/** Who was granted the record later is no party of its epoch: it destroys it as well, and there is no receipt to sign. */
async function destroy(stage: Stage, party: Party, recordId: Bytes32): Promise<void> {
  const { client, narrator } = stage;
  const { keyStore, store, member } = party;
  await store.delete(recordId);
  await forgetRecord(keyStore, { recordId });
  const { epoch } = (await getRegistration(client, { recordId })).context;
  const group = await getGroup(client, { group: stage.exchange.group, epoch });
  if (group?.seats.includes(member.seat) !== true) {
    narrator.step(member.name, "was granted it later: it deletes envelope and key, too.");
    return;
  }
  const acts = await actAs(stage, member, { verb: "confirmShred", recordId });
  const { receipt } = await confirmShred(acts.client, { recordId, ...acts.acting });
  narrator.step(member.name, "deletes envelope and key, and signs that it did.", receipt);
}

async function showGone(stage: Stage, recordId: Bytes32): Promise<void> {
  const { exchange, signal } = stage;
  for (const party of exchange.parties) {
    await expectFault(stage, {
      who: party.member.name,
      attempted: "tries to open it again.",
      code: "RECORD_FORGOTTEN",
      attempt: () => openAs(stage, party, { recordId }),
    });
  }
  const [reader] = exchange.parties;
  if (reader === undefined) throw new TypeError("a group has members");
  await expectFault(stage, {
    who: "A program that obeys nobody",
    attempted: "asks the servers of all parties for the envelope.",
    code: "ENVELOPE_UNAVAILABLE",
    attempt: () =>
      fetchFromAny({
        address: recordId,
        stores: exchange.parties.map(({ remote }) => remote),
        into: reader.store,
        signal,
      }),
  });
  const left = await Promise.all(exchange.parties.map((party) => keepsAnything(party, recordId)));
  confirm(stage, !left.includes(true), "No store has its envelope, and no key store its key.");
}

async function keepsAnything({ store, keyStore }: Party, recordId: Bytes32): Promise<boolean> {
  const { state } = await getKeptRecord(keyStore, { recordId });
  return state === "kept" || (await store.has(recordId));
}
