import { anchorOne } from "#sdk";

import { describeReceipt } from "../../batches/describeReceipt.ts";
import { writeReceiptFile } from "../../batches/receiptFile.ts";
import { readSignedRecordFile } from "../../batches/signedRecordFile.ts";
import { connectSender } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";

export const recordAnchor: Command = {
  name: "record anchor",
  summary:
    "Anchor a signed record yourself, without any batcher: nobody can keep a member from it. Everybody sees who anchors.",
  arguments: ["file"],
  options: { receipt: { value: "FILE", says: "where the receipt goes (default: beside the signed record)" } },
  run: async (place, input) => {
    const file = input.argument("file");
    const { recordId, record } = await readSignedRecordFile(file);
    const path = input.optional("receipt") ?? `${file.replace(/(?:\.signed)?\.json$/, "")}.json`;
    const client = await connectSender(place);
    await place.confirm(`Anchor the record ${recordId} in a transaction of its own?`);
    const { batchReceipt, receipt } = await anchorOne(client, { record });
    await writeReceiptFile(path, batchReceipt);
    return {
      json: { recordId, level: "anchored", receipt: batchReceipt, file: path, transaction: receipt },
      lines: [
        `Record ${recordId}`,
        ...describeReceipt(batchReceipt, "anchored"),
        `  receipt    ${path}`,
        `The parties can acknowledge it after: quorate record promote ${path}`,
      ],
    };
  },
};
