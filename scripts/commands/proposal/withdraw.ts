import { parseProposalId, withdraw } from "#sdk";

import { connectSender } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { formatProposalId } from "../../terminal/formatProposalId.ts";

export const proposalWithdraw: Command = {
  name: "proposal withdraw",
  summary: "Withdraw one's own proposal while the vote is open.",
  arguments: ["id"],
  run: async (place, input) => {
    const proposalId = parseProposalId(input.argument("id"));
    const client = await connectSender(place);
    const { receipt } = await withdraw(client, { proposalId });
    return { json: { proposalId, receipt }, lines: [`Proposal ${formatProposalId(proposalId)} is withdrawn.`] };
  },
};
