import { deliverCall, draftOptions } from "../../drafts/deliverCall.ts";
import type { Command } from "../../terminal/Command.ts";
import { readBytes32 } from "../../terminal/readValues.ts";

export const guardianOverrule: Command = {
  name: "guardian overrule",
  summary: "Propose to refuse a suspension, or to end a ratified one.",
  arguments: ["key"],
  options: { ...draftOptions },
  run: async (place, input) =>
    deliverCall(place, input, async ({ calls }) =>
      calls.guardians.overrule({ key: readBytes32(input.argument("key")) }),
    ),
};
