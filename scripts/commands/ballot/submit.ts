import { submitBallots } from "#sdk";

import { connectSender } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { readBallots } from "./readBallots.ts";

export const ballotSubmit: Command = {
  name: "ballot submit",
  summary: "Submit signed ballot files to an open vote; any account may. A bad ballot is skipped and named.",
  arguments: ["files..."],
  run: async (place, input) => {
    const client = await connectSender(place);
    const ballots = await readBallots(input.manyArguments("files"), client, await place.deployment());
    const result = await submitBallots(client, { ballots });
    const nameOf = (seat: bigint): string => client.names.seats?.[String(seat)] ?? `seat ${seat}`;
    return {
      json: result,
      lines: [
        `Counted: ${result.counted.map(nameOf).join(", ") || "none"}`,
        ...result.skipped.map(({ seat, sentence, remedy }) => `Not counted: ${nameOf(seat)}: ${sentence} ${remedy}`),
      ],
    };
  },
};
