import { parseProposalId, poke, pokeStale } from "#sdk";

import { connectSender } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { formatProposalId } from "../../terminal/formatProposalId.ts";

export const proposalPoke: Command = {
  name: "proposal poke",
  summary: "Write down what is already so: a decided vote, a deadline, a superseded rule, lost ballots; anybody may.",
  arguments: ["id"],
  options: { stale: { says: "cancel it because a parameter has another version than it expects" } },
  run: async (place, input) => {
    const proposalId = parseProposalId(input.argument("id"));
    const client = await connectSender(place);
    if (input.flag("stale")) {
      const { receipt } = await pokeStale(client, { proposalId });
      return {
        json: { proposalId, receipt },
        lines: [`Proposal ${formatProposalId(proposalId)} is canceled as stale.`],
      };
    }
    const { state, receipt } = await poke(client, { proposalId });
    return { json: { proposalId, state, receipt }, lines: [`Proposal ${formatProposalId(proposalId)} is ${state}.`] };
  },
};
