import { revokeKey } from "#sdk";

import { connectSender } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { readSeat } from "../../terminal/readValues.ts";
import { readMemberKey } from "./readMemberKey.ts";

export const keyRevoke: Command = {
  name: "key revoke",
  summary: "Take a member's key away at once; its cold account signs.",
  arguments: ["seat", "key"],
  run: async (place, input) => {
    const client = await connectSender(place);
    const seat = readSeat("SEAT", input.argument("seat"), client.names);
    const key = await readMemberKey(place, input.argument("key"));
    const { receipt } = await revokeKey(client, { seat, key });
    return { json: { seat, key, receipt }, lines: [`Seat ${seat} no longer has the key ${key}.`] };
  },
};
