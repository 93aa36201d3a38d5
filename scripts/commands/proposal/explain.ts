import { explain } from "#sdk";

import { connectReader } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { readSubject } from "./readSubject.ts";

const command: Omit<Command, "name"> = {
  summary: "Say in words what a proposal, a draft or a call does, what decides it, and what it would change now.",
  arguments: ["proposal-or-draft?"],
  options: {
    to: { value: "ADDRESS", says: "instead: the target of a single call" },
    data: { value: "HEX", says: "and its bytes" },
  },
  run: async (place, input) => {
    const client = await connectReader(place);
    const explained = await explain(client, await readSubject(input, client));
    const { description, calls, ruleSentence, simulation } = explained;
    const { failure, differences, blockNumber } = simulation;
    return {
      json: explained,
      lines: [
        ...(description === "" ? [] : [description]),
        ...calls.map(({ sentence }, index) => `  ${index + 1}. ${sentence}`),
        `Decided by: ${ruleSentence}`,
        failure === null
          ? `Simulated on block ${blockNumber}, it succeeds:`
          : `Simulated on block ${blockNumber}, call ${failure.index + 1} fails: ${failure.revert.sentence} ${failure.revert.remedy}`,
        ...differences.map(({ subject, before, after }) => `  ${subject}: ${before} -> ${after ?? "(not simulated)"}`),
      ],
    };
  },
};

export const explainCommand: Command = { name: "explain", ...command };
export const proposalExplain: Command = { name: "proposal explain", ...command };
