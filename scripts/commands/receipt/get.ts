import { checkReceipt } from "#sdk";

import { batcherOption, readBatchers, readLevel, untilOption } from "../../batches/batchOptions.ts";
import { describeReceipt } from "../../batches/describeReceipt.ts";
import { fetchReceipt } from "../../batches/fetchReceipt.ts";
import { readReceiptFile, writeReceiptFile } from "../../batches/receiptFile.ts";
import { connectReader } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";

export const receiptGet: Command = {
  name: "receipt get",
  summary:
    "Fetch a receipt from a batcher, by LOG/NUMBER or in the place of the one in a file, and check it against the chain.",
  arguments: ["id"],
  options: {
    ...batcherOption,
    ...untilOption,
    out: { value: "FILE", says: "where it goes; without it, where ID is a file, that file" },
  },
  run: async (place, input) => {
    const id = input.argument("id");
    const [, logId, digits] = /^(0x[0-9a-f]{64})\/(\d{1,15})$/i.exec(id) ?? [];
    const [batchers, until] = [readBatchers(place, input), readLevel(input)];
    const wanted =
      logId === undefined ? await readReceiptFile(id) : { logId: logId.toLowerCase(), sequence: Number(digits) };
    const out = input.optional("out") ?? (logId === undefined ? id : null);
    const { signal, timeoutMs } = place;
    const client = await connectReader(place);
    const { logId: log, sequence } = wanted;
    const { receipt, level } = await fetchReceipt({ batchers, logId: log, sequence, until, timeoutMs, signal });
    const { record } = await checkReceipt(client, { batchReceipt: receipt });
    if (out !== null) await writeReceiptFile(out, receipt);
    return {
      json: { level, receipt, signer: record.signer, seat: record.seat, file: out },
      lines: [
        ...describeReceipt(receipt, level),
        out === null ? "It was checked; --out FILE keeps it." : `It was checked, and is in ${out}.`,
      ],
    };
  },
};
