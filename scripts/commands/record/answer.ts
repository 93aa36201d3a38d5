import { listEncryptionKeys, QuorateError } from "#sdk";
import { open } from "#sdk/node";
import { hashEvidence, revealSlot } from "#sdk/records";

import { act, actOptions, connectActing } from "../../consents/act.ts";
import { writeAnswerFile } from "../../records/answerFile.ts";
import { nameSeat } from "../../records/nameSeats.ts";
import { openMember } from "../../records/openMember.ts";
import { recordOptions } from "../../records/recordOptions.ts";
import type { Command } from "../../terminal/Command.ts";
import { readBytes32, readSeat } from "../../terminal/readValues.ts";

export const recordAnswer: Command = {
  name: "record answer",
  summary:
    "Answer a rejection of your record: its hash goes on chain, what the rejecter's slot was sealed with into a file for the panel.",
  arguments: ["id"],
  options: {
    rejecter: { value: "SEAT", says: "whose rejection is answered" },
    out: { value: "FILE", says: "a new file for the panel; whoever has it reads the record" },
    ...actOptions,
    ...recordOptions,
  },
  run: async (place, input) => {
    const recordId = readBytes32(input.argument("id"));
    const out = input.option("out");
    const acting = await connectActing(place, input);
    const { client } = acting;
    const rejecter = readSeat("--rejecter", input.option("rejecter"), client.names);
    const opened = await open(client, { ...(await openMember(place, input)), recordId, signal: place.signal });
    await opened.document?.[Symbol.asyncIterator]().return?.();
    const keys = await listEncryptionKeys(client, { seats: [rejecter] });
    const own = keys.find(({ keyId }) => opened.content.recipients.includes(keyId));
    const evidence = own === undefined ? undefined : revealSlot(opened, own.keyId);
    const who = nameSeat(client, rejecter);
    if (evidence === undefined) {
      throw new QuorateError({
        code: "CHECK_FAILED",
        summary: `The record has no slot for ${who}: there is nothing to answer with.`,
        remedy: "Send it again with the seat among its --readers, once this one is cancelled or has come to its end.",
        facts: { recordId, rejecter },
      });
    }
    await writeAnswerFile(out, { recordId, rejecter, evidence });
    return act(place, input, {
      ...acting,
      subject: { verb: "answer", recordId, rejecter, revealHash: hashEvidence(evidence) },
      says: [`Answered ${who}. Give ${out} to the panel alone: it opens the record. quorate record judge ${out}`],
      json: { file: out },
    });
  },
};
