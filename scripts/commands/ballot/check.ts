import { checkBallots, QuorateError } from "#sdk";

import { connectReader } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { readBallots } from "./readBallots.ts";

export const ballotCheck: Command = {
  name: "ballot check",
  summary: "Ask the chain whether it would take the ballots of these files; nothing is sent.",
  arguments: ["files..."],
  run: async (place, input) => {
    const client = await connectReader(place);
    const ballots = await readBallots(input.manyArguments("files"), client, await place.deployment());
    const { sound, faults } = await checkBallots(client, { ballots });
    if (faults.length > 0) {
      throw new QuorateError({
        code: "CHECK_FAILED",
        summary: `${faults.length} of ${sound.length + faults.length} ballots would not be taken.`,
        remedy: "Settle each one below, or leave those files out.",
        faults: faults.map(({ error }) => error),
      });
    }
    return { json: { sound }, lines: sound.map(({ seat, support }) => `seat ${seat}: ${support}, sound`) };
  },
};
