import { getRecord, listRecords } from "#sdk";

import { connectReader } from "../../clients/connect.ts";
import { nameSeat } from "../../records/nameSeats.ts";
import type { Command } from "../../terminal/Command.ts";
import { formatTable } from "../../terminal/formatTable.ts";
import { readGroupNumber, readSeat, readWhole } from "../../terminal/readValues.ts";

export const recordList: Command = {
  name: "record list",
  summary: "List the newest records on chain, and where each stands.",
  options: {
    group: { value: "GROUP", says: "only those of this group" },
    from: { value: "SEAT", says: "only those of this sender" },
    last: { value: "NUMBER", says: "how many (default: 20)" },
  },
  run: async (place, input) => {
    const [group, from] = [input.optional("group"), input.optional("from")];
    const last = Number(readWhole("--last", input.optional("last") ?? "20", { min: 1n, max: 100_000n }));
    const client = await connectReader(place);
    const found = await listRecords(client, {
      group: group === null ? undefined : readGroupNumber("--group", group),
      sender: from === null ? undefined : readSeat("--from", from, client.names),
    });
    const records = await Promise.all(
      found.slice(-last).map(async ({ recordId, context, blockNumber }) => {
        const record = await getRecord(client, { recordId });
        const { state = "none", acks = 0n, minAcks = 0n } = record ?? {};
        return { recordId, group: context.group, sender: context.sender, blockNumber, state, acks, minAcks };
      }),
    );
    const rows = records.map(({ recordId, group: number, sender, blockNumber, state, acks, minAcks }) => [
      recordId,
      String(number),
      nameSeat(client, sender),
      String(blockNumber),
      state,
      `${acks} of ${minAcks}`,
    ]);
    return { json: records, lines: formatTable(["record", "group", "from", "block", "state", "acks"], rows) };
  },
};
