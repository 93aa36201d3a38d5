import { act, actOptions, connectActing } from "../../consents/act.ts";
import type { Command } from "../../terminal/Command.ts";
import { readBytes32 } from "../../terminal/readValues.ts";

export const recordSupersede: Command = {
  name: "record supersede",
  summary: "Say that a later final record of yours, sent with --previous, takes the place of a final one.",
  arguments: ["id"],
  options: { by: { value: "ID", says: "the record that takes its place" }, ...actOptions },
  run: async (place, input) => {
    const recordId = readBytes32(input.argument("id"));
    return act(place, input, {
      ...(await connectActing(place, input)),
      subject: { verb: "supersede", recordId, newId: readBytes32(input.option("by")) },
      says: ["The record is superseded."],
    });
  },
};
