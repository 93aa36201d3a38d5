import { formatProposalFile, prepareProposal } from "#sdk";

import { connectReader } from "../../clients/connect.ts";
import { readDraft } from "../../drafts/readDraft.ts";
import { writeNewFile } from "../../drafts/writeDraft.ts";
import type { Command } from "../../terminal/Command.ts";
import { readMoment, readSeat } from "../../terminal/readValues.ts";

export const proposalPrepare: Command = {
  name: "proposal prepare",
  summary: "Write a draft into a proposal file that the proposer's key can sign on another machine.",
  arguments: ["draft"],
  options: {
    proposer: { value: "SEAT", says: "the seat that proposes, or its name; one of its keys signs" },
    deadline: { value: "MOMENT", says: "until when it may be submitted (default: +7d)" },
    out: { value: "FILE", says: "the file to write" },
  },
  run: async (place, input) => {
    const out = input.option("out");
    const client = await connectReader(place);
    const { calls, description, salt } = await readDraft(input.argument("draft"), client);
    const proposer = readSeat("--proposer", input.option("proposer"), client.names);
    const deadline = await readMoment("--deadline", input.optional("deadline") ?? "+7d", client);
    const file = await prepareProposal(client, { calls, description, salt, proposer, deadline });
    await writeNewFile(out, formatProposalFile(file));
    return { json: { file: out, proposal: file }, lines: [`${out}: ${file.sentence}`] };
  },
};
