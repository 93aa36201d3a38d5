import { settle } from "#sdk";

import { connectSender } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { readBytes32 } from "../../terminal/readValues.ts";

export const recordSettle: Command = {
  name: "record settle",
  summary: "Write down that a record is final that only waived members have not acknowledged; anybody may.",
  arguments: ["id"],
  run: async (place, input) => {
    const recordId = readBytes32(input.argument("id"));
    const { receipt } = await settle(await connectSender(place), { recordId });
    return { json: { recordId, receipt }, lines: ["The record is final."] };
  },
};
