import { deliverCall, draftOptions } from "../../drafts/deliverCall.ts";
import type { Command } from "../../terminal/Command.ts";
import { readBytes32 } from "../../terminal/readValues.ts";

export const recordUphold: Command = {
  name: "record uphold",
  summary: "Propose that the rejections of a record were wrong: it goes on.",
  arguments: ["id"],
  options: { ...draftOptions },
  run: async (place, input) =>
    deliverCall(place, input, ({ calls }) =>
      calls.confidentialRegistry.uphold({ recordId: readBytes32(input.argument("id")) }),
    ),
};
