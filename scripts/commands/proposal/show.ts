import { formatMoment, formatRule, getProposal, parseProposalId, tally } from "#sdk";

import { connectReader } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { formatProposalId } from "../../terminal/formatProposalId.ts";

export const proposalShow: Command = {
  name: "proposal show",
  summary: "Show one proposal: what it would do, what decides it, where it stands.",
  arguments: ["id"],
  run: async (place, input) => {
    const proposalId = parseProposalId(input.argument("id"));
    const client = await connectReader(place);
    const [proposal, count] = await Promise.all([getProposal(client, { proposalId }), tally(client, { proposalId })]);
    const { state, content, sentences, closesAt, rule, proposer } = proposal;
    return {
      json: { ...proposal, tally: count },
      lines: [
        `${formatProposalId(proposalId)}  ${state}`,
        `  ${content.description}`,
        ...sentences.map((sentence) => `  - ${sentence}`),
        `  proposed by  ${client.names.seats?.[String(proposer)] ?? `seat ${proposer}`}`,
        `  votes        ${count.weightFor} for, ${count.weightAgainst} against, ${count.weightAbstain} abstain, of ${count.total}; ${count.needed} are enough`,
        `  closes       ${formatMoment(closesAt)}`,
        `  decided by   ${formatRule(rule)}`,
      ],
    };
  },
};
