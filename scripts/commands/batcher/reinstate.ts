import { deliverCall, draftOptions } from "../../drafts/deliverCall.ts";
import type { Command } from "../../terminal/Command.ts";
import { readSeat } from "../../terminal/readValues.ts";

export const batcherReinstate: Command = {
  name: "batcher reinstate",
  summary: "Propose that a suspended batcher may promise again. What it promised before is settled by that.",
  arguments: ["seat"],
  options: { ...draftOptions },
  run: async (place, input) =>
    deliverCall(place, input, async ({ calls, names }) =>
      calls.batchAnchor.reinstate({ seat: readSeat("SEAT", input.argument("seat"), names) }),
    ),
};
