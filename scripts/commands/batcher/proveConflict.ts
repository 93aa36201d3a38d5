import { proveConflict } from "#sdk";

import { readReceiptFile } from "../../batches/receiptFile.ts";
import { connectSender } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";

export const batcherProveConflict: Command = {
  name: "batcher prove-conflict",
  summary:
    "Show two receipts by which a batcher gave one number of its log to two records: it is suspended at once; anybody may.",
  arguments: ["receipt", "other"],
  run: async (place, input) => {
    const first = await readReceiptFile(input.argument("receipt"));
    const second = await readReceiptFile(input.argument("other"));
    const client = await connectSender(place);
    const { logId, sequence } = first;
    await place.confirm(`Have the batcher suspended for promising number ${sequence} of log ${logId} twice?`);
    const { receipt } = await proveConflict(client, { first, second });
    return {
      json: { logId, sequence, receipt },
      lines: ["The batcher is suspended until the members decide: quorate batcher reinstate SEAT"],
    };
  },
};
