import { deliverCall, draftOptions } from "../../drafts/deliverCall.ts";
import type { Command } from "../../terminal/Command.ts";
import { readBytes32, readMoment } from "../../terminal/readValues.ts";

export const guardianRatify: Command = {
  name: "guardian ratify",
  summary: "Propose that a suspended key stays suspended until a date.",
  arguments: ["key", "until"],
  options: { ...draftOptions },
  run: async (place, input) =>
    deliverCall(place, input, async (client) =>
      client.calls.guardians.ratify({
        key: readBytes32(input.argument("key")),
        until: await readMoment("UNTIL", input.argument("until"), client),
      }),
    ),
};
