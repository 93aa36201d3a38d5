import { formatMoment, readBallotFile } from "#sdk";

import { readTextFile } from "../../founding/readTextFile.ts";
import type { Command } from "../../terminal/Command.ts";
import { explainForeign, offlineOptions, readOfflineKnowledge } from "./openFile.ts";

export const ballotShow: Command = {
  name: "ballot show",
  summary: "Show a ballot file after holding all that it says against what is signed. Speaks to no chain.",
  arguments: ["file"],
  options: offlineOptions,
  run: async (place, input) => {
    const text = await readTextFile(input.argument("file"));
    const { options } = await readOfflineKnowledge(place, input);
    const read = await readBallotFile(text, options).catch((error: unknown) => {
      throw explainForeign(error);
    });
    const { file, sentences, preparersWord, ballotSentence, signatures } = read;
    return {
      json: { ...file, checked: { sentences, ballotSentence, signatures } },
      lines: [
        file.proposal.description,
        ...sentences.map((sentence) => `  - ${sentence}`),
        ...preparersWord.map((line) => `  ? ${line}`),
        ballotSentence,
        `  may be submitted until ${formatMoment(file.ballot.deadline)}`,
        ...(signatures.length === 0 ? ["  not signed yet"] : []),
        ...signatures.map(({ signer, verdict }) => `  signed by ${signer}: ${verdict}`),
      ],
    };
  },
};
