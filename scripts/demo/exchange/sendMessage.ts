import { parseBytes32, register } from "#sdk";
import { type SealReturnType, seal } from "#sdk/node";

import { formatInteger } from "../narration/formatInteger.ts";
import { joinNames } from "../narration/joinNames.ts";
import { confirm } from "../stage/confirm.ts";
import type { Stage } from "../stage/Stage.ts";
import { actAs } from "./actAs.ts";
import type { RecordName, SentRecord } from "./Exchange.ts";
import type { Message } from "./Message.ts";
import type { Party } from "./Party.ts";
import { tellKeepers } from "./tellKeepers.ts";
import { tellOutsiders } from "./tellOutsiders.ts";

const NONE = `0x${"0".repeat(64)}`;

/** A party seals the next message to the group, keeps the envelope and registers the record. */
export async function sendMessage(stage: Stage, sender: Party, name: RecordName): Promise<SentRecord> {
  const { cast, exchange, narrator } = stage;
  const message = exchange.takeMessage();
  const { readers, ...sealed } = await sealMessage(stage, sender, message);
  const { member } = sender;
  const { recordId, suite } = sealed;
  const previous = parseBytes32(NONE);
  const { client, acting } = await actAs(stage, member, { verb: "register", recordId, suite, previous });
  const registered = await register(client, { ...sealed, ...acting });
  narrator.step(
    member.name,
    `seals ${message.file} to ${joinNames(readers.map((seat) => cast.nameOf(seat)))}, ${formatInteger(message.bytes.length)} bytes in ${message.fields.length} fields, keeps the envelope in its own folder, and registers the record.`,
    registered.receipt,
  );
  confirm(stage, registered.recordId === recordId, `The chain computes the same id as its sender: ${recordId}.`);
  const record = { recordId, message };
  exchange.note(name, record);
  await tellOutsiders(stage, {
    hidden: "what kind of message it is, how long it is, and who of the group can read it",
    fields: message.fields,
  });
  await tellKeepers(stage, sender, record);
  return record;
}

/** Seals a message to the group as it is now; nobody knows of it yet. */
export async function sealMessage(stage: Stage, sender: Party, message: Message): Promise<SealReturnType> {
  const { client, exchange, signal } = stage;
  const { keyStore, store, member } = sender;
  const { schemaId, fields } = message;
  const from = exchange.parties.filter((other) => other !== sender).map(({ remote }) => remote);
  return await seal(client, {
    keyStore,
    store,
    from,
    group: exchange.group,
    seat: member.seat,
    schemaId,
    fields,
    signal,
  });
}
