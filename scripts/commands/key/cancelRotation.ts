import { cancelRotation } from "#sdk";

import { connectSender } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { readSeat } from "../../terminal/readValues.ts";
import { readMemberKey } from "./readMemberKey.ts";

export const keyCancelRotation: Command = {
  name: "key cancel-rotation",
  summary: "Stop a rotation that the cold account did not want.",
  arguments: ["seat", "key"],
  run: async (place, input) => {
    const client = await connectSender(place);
    const seat = readSeat("SEAT", input.argument("seat"), client.names);
    const key = await readMemberKey(place, input.argument("key"));
    const { receipt } = await cancelRotation(client, { seat, key });
    return { json: { seat, key, receipt }, lines: [`The rotation of ${key} is stopped.`] };
  },
};
