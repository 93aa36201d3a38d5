import { completeRotation } from "#sdk";

import { connectSender } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { readSeat } from "../../terminal/readValues.ts";
import { readMemberKey } from "./readMemberKey.ts";

export const keyCompleteRotation: Command = {
  name: "key complete-rotation",
  summary: "Complete a rotation whose cool-down is over; anybody may.",
  arguments: ["seat", "key"],
  run: async (place, input) => {
    const client = await connectSender(place);
    const seat = readSeat("SEAT", input.argument("seat"), client.names);
    const key = await readMemberKey(place, input.argument("key"));
    const { receipt } = await completeRotation(client, { seat, key });
    return { json: { seat, key, receipt }, lines: [`The key ${key} is replaced.`] };
  },
};
