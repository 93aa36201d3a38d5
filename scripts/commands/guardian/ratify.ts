import { deliverCall, draftOptions } from "../../drafts/deliverCall.ts";
import type { Command } from "../../terminal/Command.ts";
import { readMoment } from "../../terminal/readValues.ts";
import { readMemberKey } from "../key/readMemberKey.ts";

export const guardianRatify: Command = {
  name: "guardian ratify",
  summary: "Propose that a suspended key stays suspended until a date.",
  arguments: ["key", "until"],
  options: { ...draftOptions },
  run: async (place, input) =>
    deliverCall(place, input, async (client) =>
      client.calls.guardians.ratify({
        key: await readMemberKey(place, input.argument("key")),
        until: await readMoment("UNTIL", input.argument("until"), client),
      }),
    ),
};
