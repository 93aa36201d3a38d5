import { formatMoment, parseProposalId, queue } from "#sdk";

import { connectSender } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { formatProposalId } from "../../terminal/formatProposalId.ts";

export const proposalQueue: Command = {
  name: "proposal queue",
  summary: "Queue a passed proposal whose rule has a delay; anybody may.",
  arguments: ["id"],
  run: async (place, input) => {
    const proposalId = parseProposalId(input.argument("id"));
    const client = await connectSender(place);
    const { executableAt, receipt } = await queue(client, { proposalId });
    return {
      json: { proposalId, executableAt, receipt },
      lines: [
        `Proposal ${formatProposalId(proposalId)} is queued, to be executed from ${formatMoment(executableAt)} on.`,
      ],
    };
  },
};
