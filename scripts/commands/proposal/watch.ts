import { watchProposals } from "#sdk";

import { connectReader } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { formatProposalId } from "../../terminal/formatProposalId.ts";
import { readWhole } from "../../terminal/readValues.ts";
import { toJsonLine } from "../../terminal/toJson.ts";

const BLOCKS = { min: 0n, max: 2n ** 53n };

export const proposalWatch: Command = {
  name: "proposal watch",
  summary: "Watch what happens to proposals until Ctrl-C; with --json one object a line.",
  options: {
    from: { value: "BLOCK", says: "first block (default: the next one)" },
    confirmations: { value: "NUMBER", says: "blocks above an event before it is shown (default: 0)" },
  },
  run: async (place, input) => {
    const client = await connectReader(place);
    const from = input.optional("from");
    const confirmations = Number(
      readWhole("--confirmations", input.optional("confirmations") ?? "0", { min: 0n, max: 1_000n }),
    );
    const start = from === null ? {} : { fromBlock: readWhole("--from", from, BLOCKS) };
    let seen = 0;
    for await (const change of watchProposals(client, { ...start, confirmations, signal: place.signal })) {
      const { type, step, proposalId, blockNumber } = change;
      const line = `${blockNumber}  ${type === "removed" ? "no longer " : ""}${step}  ${formatProposalId(proposalId)}`;
      place.terminal.print(input.flag("json") ? toJsonLine(change) : line);
      seen += 1;
    }
    return { json: { seen }, lines: [] };
  },
};
