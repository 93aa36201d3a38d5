import { promote } from "#sdk";

import { readReceiptFile } from "../../batches/receiptFile.ts";
import { connectSender } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";

export const recordPromote: Command = {
  name: "record promote",
  summary:
    "Take a record out of an anchored batch into the registry, where its parties can acknowledge it; anybody may.",
  arguments: ["receipt"],
  run: async (place, input) => {
    const batchReceipt = await readReceiptFile(input.argument("receipt"));
    const { recordId, receipt } = await promote(await connectSender(place), { batchReceipt });
    return {
      json: { recordId, receipt },
      lines: [
        `Record ${recordId} is registered as of its batch.`,
        `The readers type: quorate record open ${recordId} --peer STORE`,
      ],
    };
  },
};
