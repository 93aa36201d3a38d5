import { type Bytes32, checkReceipt, getRecord, promote, QuorateError } from "#sdk";
import type { VerifiedReceipt } from "#sdk/receipts";

import { readReceiptFile } from "../../batches/receiptFile.ts";
import { connectSender } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";

export const recordPromote: Command = {
  name: "record promote",
  summary:
    "Take a record out of an anchored batch into the registry, where its parties can acknowledge it; anybody may.",
  arguments: ["receipt"],
  run: async (place, input) => {
    const batchReceipt = await readReceiptFile(input.argument("receipt"));
    const client = await connectSender(place);
    const recordId = recordOf(await checkReceipt(client, { batchReceipt }));
    if ((await getRecord(client, { recordId })) !== null)
      return { json: { recordId, receipt: null }, lines: [`Record ${recordId} is in the registry already.`] };
    const { receipt } = await promote(client, { batchReceipt });
    return {
      json: { recordId, receipt },
      lines: [
        `Record ${recordId} is registered as of its batch.`,
        `The readers type: quorate record open ${recordId} --peer STORE`,
      ],
    };
  },
};

/** The record that a receipt is of, alone or as an item of a bundle. */
function recordOf({ record, item }: VerifiedReceipt): Bytes32 {
  const registration = record.kind === "registration" ? record : item?.registration;
  if (registration !== undefined) return registration.recordId;
  throw new QuorateError({
    code: "RECEIPT_FOREIGN",
    summary: "The receipt is of no confidential record.",
    remedy: "Take the receipt of a registration; of a bundle's record the item's receipt, with the item's own record.",
    facts: { what: "kind", found: record.kind, expected: "registration" },
  });
}
