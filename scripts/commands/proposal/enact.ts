import { enact } from "#sdk";

import { connectSender } from "../../clients/connect.ts";
import { readDraft } from "../../drafts/readDraft.ts";
import type { Command } from "../../terminal/Command.ts";
import { formatProposalId } from "../../terminal/formatProposalId.ts";
import { readSeat } from "../../terminal/readValues.ts";
import { readBallots } from "../ballot/readBallots.ts";

export const proposalEnact: Command = {
  name: "proposal enact",
  summary: "Propose a draft, count signed ballots and execute it, in one transaction that anybody may send.",
  arguments: ["draft", "ballots..."],
  options: {
    proposer: { value: "SEAT", says: "the seat that proposes, or its name; its own ballot in favour must be there" },
  },
  run: async (place, input) => {
    const client = await connectSender(place);
    const draft = await readDraft(input.argument("draft"), client);
    const proposer = readSeat("--proposer", input.option("proposer"), client.names);
    const ballots = await readBallots(input.manyArguments("ballots"), client, await place.deployment());
    place.terminal.say(`${draft.description} (${ballots.length} ballots)`);
    await place.confirm("Enact this?");
    const { proposalId, skipped, compactCount, receipt } = await enact(client, { ...draft, proposer, ballots });
    return {
      json: { proposalId, skipped, compactCount, receipt },
      lines: [
        `Enacted: ${draft.description}`,
        ...draft.calls.map(({ sentence }) => `  - ${sentence}`),
        `Proposal ${formatProposalId(proposalId)}, ${receipt.gasUsed} gas`,
        ...skipped.map(({ seat, sentence }) => `  not counted: seat ${seat}: ${sentence}`),
      ],
    };
  },
};
