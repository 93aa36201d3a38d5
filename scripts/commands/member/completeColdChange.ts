import { completeColdChange } from "#sdk";

import { connectSender } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { readSeat } from "../../terminal/readValues.ts";

export const memberCompleteColdChange: Command = {
  name: "member complete-cold-change",
  summary: "Complete a change of the cold account; the new one signs.",
  arguments: ["seat"],
  run: async (place, input) => {
    const client = await connectSender(place);
    const seat = readSeat("SEAT", input.argument("seat"), client.names);
    const { receipt } = await completeColdChange(client, { seat });
    return { json: { seat, receipt }, lines: [`Seat ${seat} has its new cold account.`] };
  },
};
