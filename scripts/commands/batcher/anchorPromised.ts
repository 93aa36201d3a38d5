import { anchorPromised } from "#sdk";

import { readReceiptFile } from "../../batches/receiptFile.ts";
import { connectSender } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";

export const batcherAnchorPromised: Command = {
  name: "batcher anchor-promised",
  summary:
    "Anchor in a batcher's place what it promised, once it is suspended or has no duty any more, by any receipt of the group.",
  arguments: ["receipt"],
  run: async (place, input) => {
    const batchReceipt = await readReceiptFile(input.argument("receipt"));
    const client = await connectSender(place);
    const { batch, receipt } = await anchorPromised(client, { batchReceipt });
    const { number, firstSequence, count } = batch;
    return {
      json: { batch, receipt },
      lines: [`Batch ${number} is anchored: ${count} records from number ${firstSequence} on.`],
    };
  },
};
