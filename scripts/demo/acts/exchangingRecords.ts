import { AssertionError } from "node:assert/strict";

import { acknowledge, acknowledgeAll } from "#sdk";

import type { Act } from "../Act.ts";
import { firstKey } from "../cast/firstKey.ts";
import { actAs, consentOf } from "../exchange/actAs.ts";
import type { SentRecord } from "../exchange/Exchange.ts";
import { expectState } from "../exchange/expectState.ts";
import { readAs } from "../exchange/openAs.ts";
import type { Party } from "../exchange/Party.ts";
import { sendMessage } from "../exchange/sendMessage.ts";
import { tellOutsiders } from "../exchange/tellOutsiders.ts";
import { formatInteger } from "../narration/formatInteger.ts";
import { joinNames } from "../narration/joinNames.ts";
import { confirm } from "../stage/confirm.ts";
import { SECRETARIAT, type Stage } from "../stage/Stage.ts";

/** Two payments are sealed, registered, fetched, opened and acknowledged until they are final. */
export const exchangingRecords: Act = {
  title: "Payments are exchanged that nobody else can read",
  promise:
    "A message is sealed to the group and registered; each party fetches it, opens it, makes every slot again and acknowledges: final means that all of them hold the same bytes.",
  play: async (stage) => {
    const { cast, exchange } = stage;
    await sendAndAcknowledge(stage, exchange.party(cast.as("proposer").seat));
    await sendAndGather(stage, exchange.party(cast.as("safe").seat));
  },
};

/** Each party acts for itself. */
async function sendAndAcknowledge(stage: Stage, sender: Party): Promise<void> {
  const { exchange, narrator } = stage;
  const record = await sendMessage(stage, sender, "first");
  const { recordId } = record;
  for (const party of exchange.parties) {
    const from = await read(stage, party, record);
    const { client, acting } = await actAs(stage, party.member, { verb: "acknowledge", recordId });
    const { receipt } = await acknowledge(client, { recordId, ...acting });
    narrator.step(
      party.member.name,
      `has the envelope from ${from}, opens it, reads the same ${formatInteger(record.message.bytes.length)} bytes, finds every slot as it must be, and acknowledges${bySignature(party)}.`,
      receipt,
    );
  }
  await expectState(
    stage,
    recordId,
    "final",
    "The record is final: everybody whom the group's policy asks for holds it.",
  );
  await tellOutsiders(stage, { hidden: "what they read", fields: record.message.fields });
}

/** How a party acts that has no account to send with. */
function bySignature({ member }: Party): string {
  const { wallet, label } = firstKey(member);
  return wallet === null ? `: signed by ${label}, sent by the secretariat` : "";
}

/** The parties sign, and somebody without a part in it sends what they signed. */
async function sendAndGather(stage: Stage, sender: Party): Promise<void> {
  const { client, exchange, narrator } = stage;
  const record = await sendMessage(stage, sender, "second");
  const { recordId } = record;
  for (const party of exchange.parties) await read(stage, party, record);
  const acknowledgements = await Promise.all(
    exchange.parties.map(async ({ member }) => ({
      recordId,
      consent: await consentOf(stage, member, { verb: "acknowledge", recordId }),
    })),
  );
  const { final, skipped, receipt } = await acknowledgeAll(client, { acknowledgements });
  const names = joinNames(exchange.parties.map(({ member }) => member.name));
  narrator.step(names, "fetch it, open it, and sign off line that they hold it.");
  narrator.step(SECRETARIAT, `sends their ${acknowledgements.length} acknowledgements in one transaction.`, receipt);
  confirm(stage, skipped.length === 0 && final.includes(recordId), "The second record is final as well.");
  await tellOutsiders(stage, { hidden: "what they read", fields: record.message.fields });
}

/** Opens, compares and checks all slots; tells who had the envelope. */
async function read(stage: Stage, party: Party, record: SentRecord): Promise<string> {
  const opened = await readAs(stage, party, record);
  if (!opened.areSlotsChecked) throw new AssertionError({ message: `${party.member.name} could not check the slots` });
  return opened.from;
}
