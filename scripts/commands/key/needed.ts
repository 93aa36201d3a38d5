import { setBallotsNeeded } from "#sdk";

import { connectSender } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { readSeat, readWhole } from "../../terminal/readValues.ts";

export const keyNeeded: Command = {
  name: "key needed",
  summary: "Set how many of a member's keys must agree on a ballot; its cold account signs.",
  arguments: ["seat", "number"],
  run: async (place, input) => {
    const client = await connectSender(place);
    const seat = readSeat("SEAT", input.argument("seat"), client.names);
    const ballotsNeeded = readWhole("NUMBER", input.argument("number"), { min: 1n, max: 8n });
    const { receipt } = await setBallotsNeeded(client, { seat, ballotsNeeded });
    return { json: { seat, ballotsNeeded, receipt }, lines: [`Seat ${seat} needs ${ballotsNeeded} of its keys.`] };
  },
};
