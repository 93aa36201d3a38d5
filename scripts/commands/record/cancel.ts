import { act, actOptions, connectActing } from "../../consents/act.ts";
import type { Command } from "../../terminal/Command.ts";
import { readBytes32 } from "../../terminal/readValues.ts";

export const recordCancel: Command = {
  name: "record cancel",
  summary: "Take back a record of yours that nobody has acknowledged yet.",
  arguments: ["id"],
  options: { ...actOptions },
  run: async (place, input) => {
    const recordId = readBytes32(input.argument("id"));
    return act(place, input, {
      ...(await connectActing(place, input)),
      subject: { verb: "cancelRecord", recordId },
      question: `Take back the record ${recordId}?`,
      says: ["The record is cancelled. Who opened it has read it."],
    });
  },
};
