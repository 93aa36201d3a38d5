import { deliverCall, draftOptions } from "../../drafts/deliverCall.ts";
import type { Command } from "../../terminal/Command.ts";
import { readSeat } from "../../terminal/readValues.ts";

export const memberReinstate: Command = {
  name: "member reinstate",
  summary: "Propose to end a member's suspension early.",
  arguments: ["seat"],
  options: { ...draftOptions },
  run: async (place, input) =>
    deliverCall(place, input, async ({ calls, names }) =>
      calls.memberRegistry.reinstate({ seat: readSeat("SEAT", input.argument("seat"), names) }),
    ),
};
