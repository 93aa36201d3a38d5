import { formatBallotFile, readBallotFile, signBallotFile } from "#sdk";

import { toBallotSigner } from "../../clients/toBallotSigner.ts";
import { writeNewFile } from "../../drafts/writeDraft.ts";
import { readTextFile } from "../../founding/readTextFile.ts";
import type { Command } from "../../terminal/Command.ts";
import { explainForeign, offlineOptions, readOfflineKnowledge } from "./openFile.ts";

export const ballotSign: Command = {
  name: "ballot sign",
  summary: "Sign a ballot file after showing what is voted on. Speaks to no chain.",
  arguments: ["file"],
  options: {
    out: { value: "FILE", says: "a new file for the signed ballot (default: the signature is added to the file)" },
    ...offlineOptions,
  },
  run: async (place, input) => {
    const path = input.argument("file");
    const text = await readTextFile(path);
    const { chosen, options } = await readOfflineKnowledge(place, input);
    const { file, sentences, preparersWord, ballotSentence } = await readBallotFile(text, options).catch(
      (error: unknown) => {
        throw explainForeign(error);
      },
    );
    const { say } = place.terminal;
    say(file.proposal.description);
    for (const sentence of sentences) say(`  - ${sentence}`);
    for (const line of preparersWord) say(`  ? ${line}`);
    say(ballotSentence);
    await place.confirm("Sign this ballot?");
    const key = await place.key(options.chainId, null);
    const signed = await signBallotFile({ ...options, file, signer: toBallotSigner(key, chosen) });
    const out = input.optional("out");
    await writeNewFile(out ?? path, formatBallotFile(signed), out === null);
    return {
      json: { file: out ?? path, signatures: signed.signatures.length },
      lines: [`${out ?? path}: ${ballotSentence} (${signed.signatures.length} signatures)`],
    };
  },
};
