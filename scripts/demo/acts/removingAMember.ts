import { acknowledgeAll, getGroup, register } from "#sdk";

import type { Act } from "../Act.ts";
import { consentOf } from "../exchange/actAs.ts";
import { groupPolicy } from "../exchange/groupPolicy.ts";
import { openAs, readAs } from "../exchange/openAs.ts";
import type { Party } from "../exchange/Party.ts";
import { sealMessage, sendMessage } from "../exchange/sendMessage.ts";
import { tellOutsiders } from "../exchange/tellOutsiders.ts";
import { joinNames } from "../narration/joinNames.ts";
import { confirm } from "../stage/confirm.ts";
import { decide } from "../stage/decide.ts";
import { expectFault } from "../stage/expectFault.ts";
import { expectRefusal } from "../stage/expectRefusal.ts";
import { memberClient } from "../stage/memberClient.ts";
import { SECRETARIAT, type Stage } from "../stage/Stage.ts";

/** A member is put out of the group: it writes no more, and reads nothing that comes after. */
export const removingAMember: Act = {
  title: "A removed member neither writes nor reads on",
  promise:
    "The group goes on without the member whose program was broken: what it sealed for the old epoch is refused, and later records have no slot for it.",
  play: async (stage) => {
    const { cast, exchange } = stage;
    const removed = exchange.party(cast.as("rotating").seat);
    await showNoWriting(stage, removed);
    const late = await sendLate(stage, removed);
    await expectFault(stage, {
      who: removed.member.name,
      attempted: "still gets the envelope, from a server that knows it, and tries to read the record.",
      code: "SLOT_MISSING",
      attempt: () => openAs(stage, removed, late),
    });
    await readAs(stage, removed, exchange.sent("first"));
    stage.narrator.fact(`${removed.member.name} still reads the first record: nobody can make it unread.`);
  },
};

async function showNoWriting(stage: Stage, removed: Party): Promise<void> {
  const { cast, client, exchange, narrator } = stage;
  const { member } = removed;
  const { readers: _, ...sealed } = await sealMessage(stage, removed, exchange.sent("first").message);
  narrator.step(member.name, `seals a record for epoch ${sealed.epoch}, and does not register it yet.`);
  const staying = exchange.parties.filter((party) => party !== removed).map((party) => party.member);
  const seats = staying.map(({ seat }) => seat).toSorted((a, b) => Number(a - b));
  const change = { group: exchange.group, expectedEpoch: 2n, seats, mandatory: [], policy: groupPolicy };
  await decide(stage, {
    proposer: cast.as("proposer"),
    calls: [client.calls.groupDirectory.changeGroup(change)],
    description: `The group goes on without ${member.name}`,
  });
  const group = await getGroup(client, { group: exchange.group });
  confirm(
    stage,
    group?.epoch === 3n && !group.seats.includes(member.seat),
    `Group ${exchange.group} is in its epoch 3: ${joinNames(staying.map(({ name }) => name))}.`,
  );
  await tellOutsiders(stage, { hidden: "more of the reasons than the members say themselves" });
  const own = memberClient(stage, member);
  await expectRefusal(stage, {
    who: member.name,
    attempted: "tries to register what it sealed before.",
    error: "RecordEpochEnded",
    attempt: () => register(own, { ...sealed, seat: member.seat }),
  });
  await expectRefusal(stage, {
    who: member.name,
    attempted: "tries to register it for the new epoch.",
    error: "RecordNotParty",
    attempt: () => register(own, { ...sealed, epoch: 3n, seat: member.seat }),
  });
}

async function sendLate(stage: Stage, removed: Party) {
  const { cast, client, exchange, narrator } = stage;
  const late = await sendMessage(stage, exchange.party(cast.as("proposer").seat), "late");
  const { recordId } = late;
  const readers = exchange.parties.filter((party) => party !== removed);
  for (const party of readers) await readAs(stage, party, late);
  const acknowledgements = await Promise.all(
    readers.map(async ({ member }) => ({
      recordId,
      consent: await consentOf(stage, member, { verb: "acknowledge", recordId }),
    })),
  );
  const { final, receipt } = await acknowledgeAll(client, { acknowledgements });
  narrator.step(SECRETARIAT, `sends the acknowledgements of the ${readers.length} that read it.`, receipt);
  confirm(stage, final.includes(recordId), "The record of the new epoch is final.");
  await tellOutsiders(stage, { hidden: "what they read", fields: late.message.fields });
  return late;
}
