import { deliverCall, draftOptions } from "../../drafts/deliverCall.ts";
import type { Command } from "../../terminal/Command.ts";
import { readBytes32 } from "../../terminal/readValues.ts";

export const recordRelease: Command = {
  name: "record release",
  summary: "Propose that a held record may be destroyed again.",
  arguments: ["id"],
  options: { ...draftOptions },
  run: async (place, input) =>
    deliverCall(place, input, ({ calls }) =>
      calls.confidentialRegistry.release({ recordId: readBytes32(input.argument("id")) }),
    ),
};
