import { getProposal, simulate } from "#sdk";

import { connectReader } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { readWhole } from "../../terminal/readValues.ts";
import { readSubject } from "./readSubject.ts";

export const proposalSimulate: Command = {
  name: "proposal simulate",
  summary: "Simulate a proposal or a draft; the hash can be held against the one that its event shows.",
  arguments: ["proposal-or-draft"],
  options: { block: { value: "NUMBER", says: "the state to simulate on (default: the newest)" } },
  run: async (place, input) => {
    const client = await connectReader(place);
    const subject = await readSubject(input, client);
    const calls = subject.calls ?? (await getProposal(client, { proposalId: subject.proposalId })).content.calls;
    const block = input.optional("block");
    const limits = { min: 0n, max: 2n ** 53n };
    const result = await simulate(
      client,
      block === null ? { calls } : { calls, blockNumber: readWhole("--block", block, limits) },
    );
    const { failure, differences, method, blockNumber, hash } = result;
    return {
      json: result,
      lines: [
        failure === null
          ? `It succeeds on block ${blockNumber} (${method}).`
          : `Call ${failure.index + 1} fails on block ${blockNumber}: ${failure.revert.sentence} ${failure.revert.remedy}`,
        ...differences.map(
          ({ subject: what, before, after }) => `  ${what}: ${before} -> ${after ?? "(not simulated)"}`,
        ),
        `  hash ${hash}`,
      ],
    };
  },
};
