import { explainCall, listProposals, proposalStates } from "#sdk";

import { connectReader } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { formatProposalId } from "../../terminal/formatProposalId.ts";
import { malformed } from "../../terminal/Input.ts";

export const proposalList: Command = {
  name: "proposal list",
  summary: "List the proposals, the oldest first.",
  options: { state: { value: "STATE", says: `only those in this state: ${proposalStates.join(", ")}` } },
  run: async (place, input) => {
    const wanted = input.optional("state");
    if (wanted !== null && !proposalStates.some((state) => state === wanted)) {
      throw malformed("--state", wanted, `one of ${proposalStates.join(", ")}`);
    }
    const client = await connectReader(place);
    const all = await listProposals(client);
    const proposals = all
      .filter(({ state }) => wanted === null || state === wanted)
      .map((proposal) => ({
        ...proposal,
        sentences: proposal.content.calls.map(
          (call) => explainCall({ call, modules: client.modules, names: client.names }).sentence,
        ),
      }));
    const lines = proposals.flatMap(({ proposalId, state, content, sentences }) => [
      `${formatProposalId(proposalId)}  ${state}`,
      `  ${content.description}`,
      ...sentences.map((sentence) => `  - ${sentence}`),
    ]);
    return {
      json: proposals,
      lines:
        lines.length === 0
          ? [wanted === null ? "Nobody has proposed anything yet." : `No proposal is ${wanted}.`]
          : lines,
    };
  },
};
