import { castBallot, explain, parseProposalId } from "#sdk";

import { connectSender } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { readSupport } from "./readSupport.ts";

export const ballotCast: Command = {
  name: "ballot cast",
  summary: "Vote on an open proposal with the account of --key, after showing what is voted on.",
  arguments: ["id", "choice"],
  options: { reason: { value: "TEXT", says: "why, for people; public" } },
  run: async (place, input) => {
    const proposalId = parseProposalId(input.argument("id"));
    const support = readSupport("CHOICE", input.argument("choice"));
    const reason = input.optional("reason");
    const client = await connectSender(place);
    const { description, calls } = await explain(client, { proposalId });
    place.terminal.say(description);
    for (const { sentence } of calls) place.terminal.say(`  - ${sentence}`);
    await place.confirm(`Vote ${support}?`);
    const result = await castBallot(client, { proposalId, support, ...(reason === null ? {} : { reason }) });
    const { weight, missing } = result;
    return {
      json: result,
      lines: [
        missing === 0n
          ? `Voted ${support} with weight ${weight}.`
          : `Agreed to ${support}; ${missing} more of the seat's keys have to agree before it counts.`,
      ],
    };
  },
};
