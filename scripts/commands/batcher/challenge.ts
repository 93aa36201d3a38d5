import { challengePromise } from "#sdk";

import { readReceiptFile } from "../../batches/receiptFile.ts";
import { connectSender } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";

export const batcherChallenge: Command = {
  name: "batcher challenge",
  summary: "Ask on chain for a record that a batcher promised and did not anchor in time, by its receipt.",
  arguments: ["receipt"],
  run: async (place, input) => {
    const file = input.argument("receipt");
    const batchReceipt = await readReceiptFile(file);
    const client = await connectSender(place);
    const { sequence, logId } = batchReceipt;
    await place.confirm(
      `Challenge the batcher for number ${sequence} of log ${logId}? Everybody sees that you miss it.`,
    );
    const { challengeId, answerBy, receipt } = await challengePromise(client, { batchReceipt });
    return {
      json: { challengeId, answerBy, receipt },
      lines: [
        `Challenge ${challengeId}`,
        `It can be answered until block ${answerBy}. Without an answer, anybody suspends the batcher: quorate batcher conclude ${file}`,
      ],
    };
  },
};
