import { deliverCall, draftOptions } from "../../drafts/deliverCall.ts";
import type { Command } from "../../terminal/Command.ts";
import { readDuties, readSeat } from "../../terminal/readValues.ts";

export const memberSetDuties: Command = {
  name: "member duties",
  summary: "Propose the duties that a member holds, joined by commas, or none.",
  arguments: ["seat", "duties"],
  options: { ...draftOptions },
  run: async (place, input) =>
    deliverCall(place, input, async ({ calls, names }) =>
      calls.memberRegistry.setDuties({
        seat: readSeat("SEAT", input.argument("seat"), names),
        duties: readDuties("DUTIES", input.argument("duties")),
      }),
    ),
};
