import { act, actOptions, connectActing } from "../../consents/act.ts";
import type { Command } from "../../terminal/Command.ts";
import { readBytes32 } from "../../terminal/readValues.ts";

export const recordStandBy: Command = {
  name: "record stand-by",
  summary: "Stand by your rejection of a record after its sender has answered it.",
  arguments: ["id"],
  options: { ...actOptions },
  run: async (place, input) => {
    const recordId = readBytes32(input.argument("id"));
    return act(place, input, {
      ...(await connectActing(place, input)),
      subject: { verb: "standBy", recordId },
      says: ["You stand by your rejection."],
    });
  },
};
