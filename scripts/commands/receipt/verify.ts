import { checkReceipt, formatMoment, parseBytes32 } from "#sdk";
import { type VerifiedReceipt, verifyReceipt } from "#sdk/receipts";

import { readReceiptFile } from "../../batches/receiptFile.ts";
import { addressOf, connectReader } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { type Input, malformed } from "../../terminal/Input.ts";
import type { Workplace } from "../../terminal/Workplace.ts";

export const receiptVerify: Command = {
  name: "receipt verify",
  summary: "Check a receipt: the record, its signature, its place in a batch, and that the chain keeps this batch.",
  arguments: ["file"],
  options: {
    offline: { says: "ask no node: hold it against --hash, with the addresses of the deployment's files" },
    hash: {
      value: "HASH",
      says: "what the chain keeps of the receipt's batch (batchHash of BatchAnchor), from somebody you trust",
    },
  },
  run: async (place, input) => {
    const file = input.argument("file");
    const batchReceipt = await readReceiptFile(file);
    const hash = input.optional("hash");
    if (hash !== null && !input.flag("offline"))
      throw malformed("--hash", hash, "--offline with it: otherwise the node is asked");
    const verified = input.flag("offline")
      ? verifyReceipt(batchReceipt, await readTrusted(place, input))
      : await checkReceipt(await connectReader(place), { batchReceipt });
    return { json: { file, ...verified }, lines: describeVerified(verified) };
  },
};

async function readTrusted(place: Workplace, input: Input) {
  const chosen = await place.deployment();
  const registry = addressOf(chosen, "ConfidentialRegistry");
  const [anchor, executor] = [addressOf(chosen, "BatchAnchor"), addressOf(chosen, "BatchExecutor")];
  const batchHash = parseBytes32(input.option("hash").toLowerCase());
  return { chainId: chosen.deployment.chain.chainId, registry, anchor, executor, batchHash };
}

function describeVerified({ level, logId, sequence, record, promise, batch }: VerifiedReceipt): readonly string[] {
  const { kind, seat, signer } = record;
  return [
    `${signer} signed it for seat ${seat}: a ${kind}${"recordId" in record ? ` of the record ${record.recordId}` : ""}`,
    `  place     number ${sequence} of log ${logId}`,
    ...(batch === undefined ? [] : [`  anchored  in batch ${batch.number}, ${formatMoment(batch.anchoredAt)}`]),
    ...(promise === undefined || batch !== undefined
      ? []
      : [`  promised  by ${promise.promisedBy}, on chain by ${formatMoment(promise.deadline)}`]),
    level === "anchored"
      ? "Everything matches, and the chain keeps this batch."
      : "Everything matches, and a batcher that signs for this log promised it. It is on chain when a receipt with its batch says so.",
  ];
}
