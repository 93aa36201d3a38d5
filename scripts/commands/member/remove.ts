import { deliverCall, draftOptions } from "../../drafts/deliverCall.ts";
import type { Command } from "../../terminal/Command.ts";
import { readSeat } from "../../terminal/readValues.ts";

export const memberRemove: Command = {
  name: "member remove",
  summary: "Propose to remove a member.",
  arguments: ["seat"],
  options: { ...draftOptions },
  run: async (place, input) =>
    deliverCall(place, input, async ({ calls, names }) =>
      calls.memberRegistry.remove({ seat: readSeat("SEAT", input.argument("seat"), names) }),
    ),
};
