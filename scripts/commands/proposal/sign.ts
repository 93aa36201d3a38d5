import { formatProposalFile, readProposalFile, signProposalFile } from "#sdk";

import { toBallotSigner } from "../../clients/toBallotSigner.ts";
import { writeNewFile } from "../../drafts/writeDraft.ts";
import { readTextFile } from "../../founding/readTextFile.ts";
import type { Command } from "../../terminal/Command.ts";
import { explainForeign, offlineOptions, readOfflineKnowledge } from "../ballot/openFile.ts";
import { sayProposal } from "./sayProposal.ts";

export const proposalSign: Command = {
  name: "proposal sign",
  summary: "Sign a proposal file after showing what is proposed. Speaks to no chain.",
  arguments: ["file"],
  options: {
    out: { value: "FILE", says: "a new file for the signed proposal (default: the signature is put into the file)" },
    ...offlineOptions,
  },
  run: async (place, input) => {
    const path = input.argument("file");
    const text = await readTextFile(path);
    const { chosen, options } = await readOfflineKnowledge(place, input);
    const now = BigInt(Math.floor(Date.now() / 1_000));
    const read = await readProposalFile(text, { ...options, now }).catch((error: unknown) => {
      throw explainForeign(error);
    });
    sayProposal(place.terminal, read);
    await place.confirm("Sign this proposal?");
    const key = await place.key(options.chainId, null);
    const signed = await signProposalFile({ ...options, file: read.file, signer: toBallotSigner(key, chosen) });
    const out = input.optional("out");
    await writeNewFile(out ?? path, formatProposalFile(signed), out === null);
    return {
      json: { file: out ?? path, proposalId: signed.proposal.id, signer: signed.signature?.signer ?? null },
      lines: [`${out ?? path}: signed. ${read.proposalSentence}`],
    };
  },
};
