import { deliverCall, draftOptions } from "../../drafts/deliverCall.ts";
import type { Command } from "../../terminal/Command.ts";
import { readSeat, readWhole } from "../../terminal/readValues.ts";

export const memberSetWeight: Command = {
  name: "member weight",
  summary: "Propose another weight for a member.",
  arguments: ["seat", "weight"],
  options: { ...draftOptions },
  run: async (place, input) =>
    deliverCall(place, input, async ({ calls, names }) =>
      calls.memberRegistry.setWeight({
        seat: readSeat("SEAT", input.argument("seat"), names),
        weight: readWhole("WEIGHT", input.argument("weight"), { min: 1n, max: 65_535n }),
      }),
    ),
};
