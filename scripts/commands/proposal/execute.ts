import { execute, parseProposalId } from "#sdk";

import { connectSender } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { formatProposalId } from "../../terminal/formatProposalId.ts";

export const proposalExecute: Command = {
  name: "proposal execute",
  summary: "Carry out a passed proposal; anybody may.",
  arguments: ["id"],
  run: async (place, input) => {
    const proposalId = parseProposalId(input.argument("id"));
    const client = await connectSender(place);
    const { receipt } = await execute(client, { proposalId });
    return {
      json: { proposalId, receipt },
      lines: [`Proposal ${formatProposalId(proposalId)} is executed, ${receipt.gasUsed} gas.`],
    };
  },
};
