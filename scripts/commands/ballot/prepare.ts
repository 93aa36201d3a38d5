import { formatBallotFile, parseProposalId, prepareBallot } from "#sdk";

import { connectReader } from "../../clients/connect.ts";
import { readDraft } from "../../drafts/readDraft.ts";
import { writeNewFile } from "../../drafts/writeDraft.ts";
import type { Command } from "../../terminal/Command.ts";
import { readMoment, readSeat, readWhole } from "../../terminal/readValues.ts";
import { readSupport } from "./readSupport.ts";

export const ballotPrepare: Command = {
  name: "ballot prepare",
  summary: "Write a ballot into a file that can be signed on another machine.",
  arguments: ["id-or-draft"],
  options: {
    seat: { value: "SEAT", says: "the seat that votes, or its name" },
    support: { value: "CHOICE", says: "for, against or abstain" },
    proposer: { value: "SEAT", says: "of a draft: the seat that will propose it" },
    deadline: {
      value: "MOMENT",
      says: "until when it may be submitted (default: the closing of the vote; of a draft: +7d)",
    },
    nonce: { value: "NUMBER", says: "0 for a first ballot, higher for a change (default: read from the chain)" },
    out: { value: "FILE", says: "the file to write" },
  },
  run: async (place, input) => {
    const out = input.option("out");
    const client = await connectReader(place);
    const subject = input.argument("id-or-draft");
    const nonceText = input.optional("nonce");
    const choice = {
      seat: readSeat("--seat", input.option("seat"), client.names),
      support: readSupport("--support", input.option("support")),
      ...(nonceText === null ? {} : { nonce: readWhole("--nonce", nonceText, { min: 0n, max: 2n ** 64n - 1n }) }),
    };
    const deadline = input.optional("deadline");
    const isId = /^(?:0x[0-9a-f]+|\d+)$/i.test(subject);
    const file = isId
      ? await prepareBallot(client, {
          ...choice,
          proposalId: parseProposalId(subject),
          ...(deadline === null ? {} : { deadline: await readMoment("--deadline", deadline, client) }),
        })
      : await prepareBallot(client, {
          ...choice,
          ...(await readDraft(subject, client)),
          proposer: readSeat("--proposer", input.option("proposer"), client.names),
          deadline: await readMoment("--deadline", deadline ?? "+7d", client),
        });
    await writeNewFile(out, formatBallotFile(file));
    return { json: { file: out, ballot: file }, lines: [`${out}: ${file.ballot.sentence}`] };
  },
};
