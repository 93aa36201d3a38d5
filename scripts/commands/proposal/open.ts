import { propose, simulate } from "#sdk";

import { connectSender } from "../../clients/connect.ts";
import { readDraft } from "../../drafts/readDraft.ts";
import { warnOfFailure } from "../../drafts/warnOfFailure.ts";
import type { Command } from "../../terminal/Command.ts";
import { formatProposalId } from "../../terminal/formatProposalId.ts";

export const proposalOpen: Command = {
  name: "proposal open",
  summary: "Propose a draft; a simulation is sent along as evidence.",
  arguments: ["draft"],
  run: async (place, input) => {
    const client = await connectSender(place);
    const { calls, description, salt } = await readDraft(input.argument("draft"), client);
    place.terminal.say(description);
    for (const { sentence } of calls) place.terminal.say(`  - ${sentence}`);
    const simulation = await simulate(client, { calls });
    for (const line of warnOfFailure(simulation)) place.terminal.say(line);
    await place.confirm("Propose this?");
    const { proposalId, receipt } = await propose(client, { calls, description, salt, simulation: simulation.hash });
    return {
      json: { proposalId, simulation, receipt },
      lines: [`Proposal ${formatProposalId(proposalId)} is open for votes.`],
    };
  },
};
