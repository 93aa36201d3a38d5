import { watchRecords } from "#sdk";

import { connectReader } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { readBytes32, readWhole } from "../../terminal/readValues.ts";
import { toJsonLine } from "../../terminal/toJson.ts";

const BLOCKS = { min: 0n, max: 2n ** 53n };

export const recordWatch: Command = {
  name: "record watch",
  summary: "Watch what happens to records, or to one, until Ctrl-C; with --json one object a line.",
  arguments: ["id?"],
  options: {
    from: { value: "BLOCK", says: "first block (default: the next one)" },
    confirmations: { value: "NUMBER", says: "blocks above an event before it is shown (default: 0)" },
  },
  run: async (place, input) => {
    const [id, from] = [input.optionalArgument("id"), input.optional("from")];
    const asked = id === null ? {} : { recordId: readBytes32(id) };
    const client = await connectReader(place);
    const confirmations = Number(
      readWhole("--confirmations", input.optional("confirmations") ?? "0", { min: 0n, max: 1_000n }),
    );
    const start = from === null ? {} : { fromBlock: readWhole("--from", from, BLOCKS) };
    let seen = 0;
    for await (const change of watchRecords(client, { ...asked, ...start, confirmations, signal: place.signal })) {
      const { type, step, recordId, blockNumber } = change;
      const line = `${blockNumber}  ${type === "removed" ? "no longer " : ""}${step}  ${recordId}`;
      place.terminal.print(input.flag("json") ? toJsonLine(change) : line);
      seen += 1;
    }
    return { json: { seen }, lines: [] };
  },
};
