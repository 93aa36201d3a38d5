import { cancelColdChange } from "#sdk";

import { connectSender } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { readSeat } from "../../terminal/readValues.ts";

export const memberCancelColdChange: Command = {
  name: "member cancel-cold-change",
  summary: "Stop a change of the cold account.",
  arguments: ["seat"],
  run: async (place, input) => {
    const client = await connectSender(place);
    const seat = readSeat("SEAT", input.argument("seat"), client.names);
    const { receipt } = await cancelColdChange(client, { seat });
    return { json: { seat, receipt }, lines: [`Seat ${seat} keeps its cold account.`] };
  },
};
