import { formatMoment, getRecord, getRegistration, listRecordChanges, QuorateError, rejectionReasons } from "#sdk";

import { connectReader } from "../../clients/connect.ts";
import { nameSeat } from "../../records/nameSeats.ts";
import type { Command } from "../../terminal/Command.ts";
import { readBytes32 } from "../../terminal/readValues.ts";

export const recordShow: Command = {
  name: "record show",
  summary:
    "Show what everybody sees of a record: where it stands, and what happened to it. What it says is nowhere on chain.",
  arguments: ["id"],
  run: async (place, input) => {
    const recordId = readBytes32(input.argument("id"));
    const client = await connectReader(place);
    const record = await getRecord(client, { recordId });
    if (record === null) {
      throw new QuorateError({
        code: "RECORD_UNKNOWN",
        summary: `The registry has no record ${recordId}.`,
        remedy: "Check the id (quorate record list), and that this is its consortium.",
        facts: { recordId },
      });
    }
    const { suite, previous } = await getRegistration(client, { recordId });
    const changes = await listRecordChanges(client, { recordId });
    const { state, group, epoch, sender, acks, minAcks, deadline, finalAt, waiting, answerBy, isHeld } = record;
    const rows = changes.map(({ step, blockNumber, event: { facts } }) => {
      const who = "seat" in facts ? `  ${nameSeat(client, BigInt(facts.seat))}` : "";
      const why = "reason" in facts && step === "contested" ? `  ${rejectionReasons[Number(facts.reason)]}` : "";
      const key = "keyId" in facts ? `  key ${facts.keyId}` : "";
      return `  block ${blockNumber}  ${step}${who}${why}${key}`;
    });
    return {
      json: {
        recordId,
        ...record,
        suite,
        previous,
        changes: changes.map(({ event, ...change }) => ({ ...change, facts: event.facts })),
      },
      lines: [
        `Record ${recordId}: ${state}${isHeld ? ", held by a vote" : ""}`,
        `  from ${nameSeat(client, sender)} in group ${group}, epoch ${epoch}, suite ${suite}, ${formatMoment(record.proposedAt)}`,
        ...(/^0x0+$/.test(previous) ? [] : [`  follows ${previous}`]),
        finalAt === 0n
          ? `  ${acks} of ${minAcks} acknowledgements, until ${formatMoment(deadline)}`
          : `  final since ${formatMoment(finalAt)}, with ${acks} acknowledgements`,
        ...(waiting === 0n ? [] : [`  ${waiting} rejections wait for an answer until ${formatMoment(answerBy)}`]),
        ...rows,
      ],
    };
  },
};
