import { deliverCall, draftOptions } from "../../drafts/deliverCall.ts";
import type { Command } from "../../terminal/Command.ts";
import { readBytes32 } from "../../terminal/readValues.ts";

export const recordHold: Command = {
  name: "record hold",
  summary: "Propose that a record be kept from being destroyed.",
  arguments: ["id"],
  options: { ...draftOptions },
  run: async (place, input) =>
    deliverCall(place, input, ({ calls }) =>
      calls.confidentialRegistry.hold({ recordId: readBytes32(input.argument("id")) }),
    ),
};
