import { deliverCall, draftOptions } from "../../drafts/deliverCall.ts";
import type { Command } from "../../terminal/Command.ts";
import { readMoment, readSeat } from "../../terminal/readValues.ts";

export const memberSuspend: Command = {
  name: "member suspend",
  summary: "Propose to suspend a member until a date; its weight stays in every bar.",
  arguments: ["seat", "until"],
  options: { ...draftOptions },
  run: async (place, input) =>
    deliverCall(place, input, async (client) => {
      const seat = readSeat("SEAT", input.argument("seat"), client.names);
      const until = await readMoment("UNTIL", input.argument("until"), client);
      return client.calls.memberRegistry.suspend({ seat, until });
    }),
};
