import { concludeChallenge } from "#sdk";

import { readChallengeId } from "../../batches/readChallengeId.ts";
import { connectSender } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";

export const batcherConclude: Command = {
  name: "batcher conclude",
  summary:
    "Say that a challenge was not answered in time, which suspends the batcher until the members decide; anybody may.",
  arguments: ["challenge"],
  run: async (place, input) => {
    const text = input.argument("challenge");
    const client = await connectSender(place);
    const challengeId = await readChallengeId(client, text);
    await place.confirm(`Have the batcher suspended for leaving the challenge ${challengeId} unanswered?`);
    const { receipt } = await concludeChallenge(client, { challengeId });
    return {
      json: { challengeId, receipt },
      lines: [
        "The batcher is suspended: what it promises from now on is worth nothing.",
        "What it promised before can be anchored all the same, by itself or by any member: quorate batcher anchor-promised RECEIPT",
        "A vote lets it promise again: quorate batcher reinstate SEAT",
      ],
    };
  },
};
