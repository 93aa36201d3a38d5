import { getRecord, QuorateError } from "#sdk";
import { forgetRecord } from "#sdk/node";

import { act, actOptions, connectActing } from "../../consents/act.ts";
import { openMember, openOutbox } from "../../records/openMember.ts";
import { recordOptions } from "../../records/recordOptions.ts";
import type { Command } from "../../terminal/Command.ts";
import { readBytes32 } from "../../terminal/readValues.ts";

export const recordConfirmShred: Command = {
  name: "record confirm-shred",
  summary: "Destroy your envelope and your key of a record that is to be shredded, then sign the receipt.",
  arguments: ["id"],
  options: { ...actOptions, ...recordOptions },
  run: async (place, input) => {
    const recordId = readBytes32(input.argument("id"));
    const acting = await connectActing(place, input);
    const { state = "none" } = (await getRecord(acting.client, { recordId })) ?? {};
    if (state !== "shredPending") {
      throw new QuorateError({
        code: "CHECK_FAILED",
        summary: `The record is ${state}: nobody decided to destroy it, or its time for that is over. Nothing was deleted.`,
        remedy: "Look at quorate record show; quorate record shred has it decided.",
        facts: { recordId, state },
      });
    }
    const { keyStore, store } = await openMember(place, input);
    await place.confirm(`Destroy the record ${recordId} here? Nothing brings it back.`);
    const outbox = await openOutbox(place, input);
    const deleted = [await store.delete(recordId, { signal: place.signal }), await outbox.delete(recordId)];
    const wasStored = deleted.includes(true);
    const wasKept = await forgetRecord(keyStore, { recordId });
    const found = [wasStored ? `its envelope in ${store.name}` : "", wasKept ? "its key" : ""].filter(Boolean);
    return act(place, input, {
      ...acting,
      subject: { verb: "confirmShred", recordId },
      says: [
        `Destroyed here: ${found.join(" and ") || "nothing was left"}. The receipt is on chain.`,
        "Destroy what you wrote with --out, your copies and your backups too: no program can.",
      ],
      json: { wasStored, wasKept },
    });
  },
};
