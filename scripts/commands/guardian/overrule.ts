import { deliverCall, draftOptions } from "../../drafts/deliverCall.ts";
import type { Command } from "../../terminal/Command.ts";
import { readMemberKey } from "../key/readMemberKey.ts";

export const guardianOverrule: Command = {
  name: "guardian overrule",
  summary: "Propose to refuse a suspension, or to end a ratified one.",
  arguments: ["key"],
  options: { ...draftOptions },
  run: async (place, input) =>
    deliverCall(place, input, async ({ calls }) =>
      calls.guardians.overrule({ key: await readMemberKey(place, input.argument("key")) }),
    ),
};
