import { parseAddress, startColdChange } from "#sdk";

import { connectSender } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { readSeat } from "../../terminal/readValues.ts";

export const memberStartColdChange: Command = {
  name: "member start-cold-change",
  summary: "Start to hand a seat to another cold account; the present one signs.",
  arguments: ["seat", "address"],
  run: async (place, input) => {
    const client = await connectSender(place);
    const seat = readSeat("SEAT", input.argument("seat"), client.names);
    const { receipt } = await startColdChange(client, { seat, cold: parseAddress(input.argument("address")) });
    return {
      json: { seat, receipt },
      lines: [
        `The new cold account of seat ${seat} completes it after the cool-down (quorate member complete-cold-change).`,
      ],
    };
  },
};
