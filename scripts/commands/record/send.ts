import { formatDuration, getGroup, parseBytes32, RevertedError } from "#sdk";
import { seal } from "#sdk/node";

import { batcherOption, untilOption } from "../../batches/batchOptions.ts";
import { planBatched, sendBatched } from "../../batches/sendBatched.ts";
import { act, actOptions, connectActing } from "../../consents/act.ts";
import { nameSeat, nameSeats } from "../../records/nameSeats.ts";
import { openMember, openOutbox } from "../../records/openMember.ts";
import { readSource } from "../../records/readSource.ts";
import { recordOptions } from "../../records/recordOptions.ts";
import { requireGroup } from "../../records/requireGroup.ts";
import type { Command } from "../../terminal/Command.ts";
import { readBytes32, readGroupNumber, readSeats, readSuite } from "../../terminal/readValues.ts";

const NONE = parseBytes32(`0x${"0".repeat(64)}`);

export const recordSend: Command = {
  name: "record send",
  summary:
    "Seal a file to a group and register it: an XML message, as of ISO 20022, or JSON field by field, any other file whole.",
  arguments: ["file"],
  options: {
    to: { value: "GROUP", says: "the number of the group" },
    readers: { value: "SEATS", says: "who reads it beside the sender and the mandatory members (default: all)" },
    previous: { value: "ID", says: "the record that this one follows" },
    memo: { value: "TEXT", says: "a remark to the readers that nothing commits to" },
    suite: { value: "NUMBER", says: "the suite of algorithms (default: the first that the group admits)" },
    batch: { says: "let a batcher anchor it with others, instead of a transaction of its own" },
    ...batcherOption,
    ...untilOption,
    receipt: { value: "FILE", says: "where the batcher's receipt goes (default: receipts/<id>.json in --home)" },
    ...actOptions,
    ...recordOptions,
  },
  run: async (place, input) => {
    const file = input.argument("file");
    const groupNumber = readGroupNumber("--to", input.option("to"));
    const { says, ...source } = await readSource(file);
    const [memo, previousText, readersText, suiteText] = ["memo", "previous", "readers", "suite"].map((name) =>
      input.optional(name),
    );
    const batched = input.flag("batch") ? planBatched(place, input) : null;
    const acting = await connectActing(place, input);
    const { client, seat } = acting;
    const group = requireGroup(await getGroup(client, { group: groupNumber }), groupNumber);
    const readers = readersText ? readSeats("--readers", readersText, client.names) : undefined;
    const asked = readers === undefined ? group.seats : [...new Set([seat, ...group.mandatory, ...readers])];
    const others = asked.filter((reader) => reader !== seat);
    await place.confirm(`Seal ${file} (${says}) to ${nameSeats(client, others)}, as ${nameSeat(client, seat)}?`);
    const member = await openMember(place, input);
    const outbox = await openOutbox(place, input);
    const { readers: sealedTo, ...sealed } = await seal(client, {
      ...member,
      store: outbox,
      ...source,
      seat,
      group: groupNumber,
      readers,
      memo: memo ?? undefined,
      previous: previousText ? readBytes32(previousText) : undefined,
      suite: suiteText ? readSuite("--suite", suiteText) : undefined,
      signal: place.signal,
    });
    if (member.store.name !== outbox.name) await member.store.put(sealed.recordId, outbox.get(sealed.recordId));
    if (batched !== null)
      return sendBatched(place, input, { client, seat, sealed: { ...sealed, readers: sealedTo }, ...batched });
    const { recordId, previous = NONE, ...registered } = sealed;
    const { mandatory, policy } = group;
    return act(place, input, {
      ...acting,
      subject: { verb: "register", ...registered, previous },
      json: { recordId, readers: sealedTo },
      says: [
        `Record ${recordId}`,
        `  sealed to   ${nameSeats(client, sealedTo)}`,
        `  final when  ${policy.minAcks} acknowledge it${mandatory.length === 0 ? "" : `, ${nameSeats(client, mandatory)} among them`}, within ${formatDuration(policy.ackPeriod)}`,
        `Everybody sees that ${nameSeat(client, seat)} registered a record in group ${group.group}, and when. Who holds the envelope sees`,
        "its padded size and its kind of message. Nobody else sees what it says, how much that is, or who reads it.",
        `The readers type: quorate record open ${recordId} --peer STORE, which is yours (quorate record serve)`,
      ],
    }).catch(async (error: unknown) => {
      // What the chain refused is nobody's record.
      if (error instanceof RevertedError)
        await Promise.all([member.store, outbox].map((store) => store.delete(recordId)));
      throw error;
    });
  },
};
