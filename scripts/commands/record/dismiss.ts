import { deliverCall, draftOptions } from "../../drafts/deliverCall.ts";
import type { Command } from "../../terminal/Command.ts";
import { readBytes32 } from "../../terminal/readValues.ts";

export const recordDismiss: Command = {
  name: "record dismiss",
  summary: "Propose that the rejections of a record were right: nothing comes of it.",
  arguments: ["id"],
  options: { ...draftOptions },
  run: async (place, input) =>
    deliverCall(place, input, ({ calls }) =>
      calls.confidentialRegistry.dismiss({ recordId: readBytes32(input.argument("id")) }),
    ),
};
