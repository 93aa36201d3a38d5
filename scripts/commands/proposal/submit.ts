import { readProposalFile, submitProposal } from "#sdk";

import { connectSender } from "../../clients/connect.ts";
import { listVerifiers } from "../../clients/toBallotSigner.ts";
import { readTextFile } from "../../founding/readTextFile.ts";
import type { Command } from "../../terminal/Command.ts";
import { formatProposalId } from "../../terminal/formatProposalId.ts";
import { sayProposal } from "./sayProposal.ts";

export const proposalSubmit: Command = {
  name: "proposal submit",
  summary: "Open a proposal that its proposer signed into a file; any account may.",
  arguments: ["file"],
  run: async (place, input) => {
    const text = await readTextFile(input.argument("file"));
    const client = await connectSender(place);
    const { chainId, modules, names } = client;
    const verifiers = listVerifiers(await place.deployment());
    const read = await readProposalFile(text, { chainId, modules, names, verifiers });
    sayProposal(place.terminal, read);
    await place.confirm("Open this proposal?");
    const { proposalId, receipt } = await submitProposal(client, { file: read.file, verifiers });
    return {
      json: { proposalId, receipt },
      lines: [`Proposal ${formatProposalId(proposalId)} is open for votes.`],
    };
  },
};
