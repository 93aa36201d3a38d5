import { answerBatchChallenge } from "#sdk";

import { readChallengeId } from "../../batches/readChallengeId.ts";
import { readReceiptFile } from "../../batches/receiptFile.ts";
import { connectSender } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";

export const batcherAnswer: Command = {
  name: "batcher answer",
  summary:
    "Show that a record that somebody misses is anchored, by its receipt. A batcher that runs does so by itself.",
  arguments: ["receipt"],
  run: async (place, input) => {
    const file = input.argument("receipt");
    const batchReceipt = await readReceiptFile(file);
    const client = await connectSender(place);
    const challengeId = await readChallengeId(client, file);
    const { receipt } = await answerBatchChallenge(client, { challengeId, batchReceipt });
    return { json: { challengeId, receipt }, lines: [`The challenge ${challengeId} is answered for ever.`] };
  },
};
