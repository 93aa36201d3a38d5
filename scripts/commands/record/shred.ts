import { formatMoment, shred } from "#sdk";

import { connectSender } from "../../clients/connect.ts";
import { consentOption } from "../../consents/act.ts";
import { collect } from "../../consents/collect.ts";
import { deliverCall, draftOptions } from "../../drafts/deliverCall.ts";
import type { Command } from "../../terminal/Command.ts";
import { readBytes32 } from "../../terminal/readValues.ts";

export const recordShred: Command = {
  name: "record shred",
  summary:
    "Propose that a record be destroyed: by vote, by the group's members with --consent, or at once where its time is over.",
  arguments: ["id"],
  options: {
    outlived: { says: "its time to live is over: send it now, nobody needs to consent" },
    ...consentOption,
    ...draftOptions,
  },
  run: async (place, input) => {
    const recordId = readBytes32(input.argument("id"));
    const consent = input.optional("consent");
    if (consent !== null) return collect(place, consent, async () => ({ verb: "shred", recordId }));
    if (!input.flag("outlived")) {
      return deliverCall(place, input, ({ calls }) => calls.confidentialRegistry.shredByVote({ recordId }));
    }
    const client = await connectSender(place);
    await place.confirm(`Have the record ${recordId} destroyed?`);
    const { until, receipt } = await shred(client, { recordId, consents: [] });
    return {
      json: { recordId, until, receipt },
      lines: [`Its parties destroy it until ${formatMoment(until)}: quorate record confirm-shred ${recordId}`],
    };
  },
};
