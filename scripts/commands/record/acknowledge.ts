import { QuorateError } from "#sdk";

import { act, actOptions, connectActing } from "../../consents/act.ts";
import { nameSeat } from "../../records/nameSeats.ts";
import { openMember } from "../../records/openMember.ts";
import { readRecord } from "../../records/readRecord.ts";
import { recordOptions } from "../../records/recordOptions.ts";
import type { Command } from "../../terminal/Command.ts";
import { readBytes32 } from "../../terminal/readValues.ts";

export const recordAcknowledge: Command = {
  name: "record acknowledge",
  summary:
    "Open a record, read it to its end, check every slot, and say on chain that you hold it. It cannot be taken back.",
  arguments: ["id"],
  options: { ...actOptions, ...recordOptions },
  run: async (place, input) => {
    const recordId = readBytes32(input.argument("id"));
    const acting = await connectActing(place, input);
    const { client, seat } = acting;
    const member = await openMember(place, input);
    const { opened, fields } = await readRecord(client, { ...member, recordId, signal: place.signal });
    if (!opened.areSlotsChecked) {
      throw new QuorateError({
        code: "CHECK_FAILED",
        summary: "It cannot be checked that the other readers can open the record.",
        remedy: "Open the first record of the group's epoch before (record list --group), or leave it to the others.",
        facts: { recordId },
      });
    }
    const from = nameSeat(client, opened.registration.context.sender);
    return act(place, input, {
      ...acting,
      subject: { verb: "acknowledge", recordId },
      question: `Acknowledge the ${fields.length} fields that ${from} sent, as ${nameSeat(client, seat)}?`,
      says: [`Acknowledged. quorate record show ${recordId} says whether it is final.`],
    });
  },
};
