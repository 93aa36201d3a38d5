import { getProposalId } from "#sdk";

import { connectReader } from "../../clients/connect.ts";
import { readDraft } from "../../drafts/readDraft.ts";
import type { Command } from "../../terminal/Command.ts";
import { formatProposalId } from "../../terminal/formatProposalId.ts";
import { readSeat } from "../../terminal/readValues.ts";

export const proposalIdentify: Command = {
  name: "proposal id",
  summary: "The id that a draft would have now if a member proposed it.",
  arguments: ["draft"],
  options: { proposer: { value: "SEAT", says: "the seat that proposes, or its name" } },
  run: async (place, input) => {
    const client = await connectReader(place);
    const draft = await readDraft(input.argument("draft"), client);
    const proposer = readSeat("--proposer", input.option("proposer"), client.names);
    const proposalId = await getProposalId(client, { ...draft, proposer });
    return { json: { proposalId, proposer }, lines: [formatProposalId(proposalId)] };
  },
};
