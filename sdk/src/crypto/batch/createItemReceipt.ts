import type { BatchReceipt, ReceiptBundle, ReceiptItem } from "../../types/BatchReceipt.ts";
import type { Hex } from "../../types/Hex.ts";
import type { PackedBundle, PackedCallBundle } from "../../types/PackedRecord.ts";
import { parseAddress } from "../../types/parseAddress.ts";
import { fromHex, toBytes32, toHex } from "../commitment/toBytes32.ts";
import { proveLeaf, rootOfTree } from "./batchTree.ts";
import { buildCallsTree, buildItemsTree } from "./bundleTrees.ts";
import { parsePackedRecord } from "./parsePackedRecord.ts";
import { altered, foreign } from "./receiptFaults.ts";
import { DIGEST_BYTES } from "./recordLayout.ts";

/** Which item, and what is behind its digest. */
export interface CreateItemReceiptParameters {
  /** From 0. */
  readonly index: number;
  /** The packed registration that the item's digest is of, for whoever is to open the record. */
  readonly record?: Hex | undefined;
}

/**
 * The receipt of one item, out of its bundle's receipt. It says nothing of the other items.
 *
 * @throws QuorateError RECEIPT_FOREIGN where the receipt is of no bundle, RECEIPT_ALTERED where the bundle has no such item, RECORD_MALFORMED
 * @example
 * ```ts
 * const itsOwn: BatchReceipt = createItemReceipt(receipt, { index: 12 });
 * ```
 */
export function createItemReceipt(
  receipt: BatchReceipt,
  { index, record: registration }: CreateItemReceiptParameters,
): BatchReceipt {
  const { record: hex, ...rest } = receipt;
  if (hex === undefined) throw foreign("kind", "an item", "bundle");
  const packed = fromHex(hex);
  const record = parsePackedRecord(packed);
  if (record.kind !== "bundle" && record.kind !== "callBundle") throw foreign("kind", record.kind, "bundle");
  const count = record.kind === "bundle" ? record.digests.length / DIGEST_BYTES : record.calls.length;
  if (!Number.isInteger(index) || index < 0 || index >= count)
    throw altered("item", `Its bundle has no item ${index}.`);
  const tree = record.kind === "bundle" ? buildItemsTree(record.digests) : buildCallsTree(packed);
  const bundle: ReceiptBundle = {
    kind: record.kind,
    seat: record.seat,
    deadline: record.deadline,
    signer: parseAddress(toHex(record.signer)),
    nonce: String(BigInt(toHex(record.nonce))),
    count,
    root: toBytes32(rootOfTree(tree)),
    signature: toHex(record.signature),
  };
  const item: ReceiptItem = {
    index,
    ...toContent(record, index),
    ...(registration === undefined ? {} : { record: registration }),
    proof: proveLeaf(tree, index).map(toBytes32),
  };
  return { ...rest, bundle, item };
}

function toContent(record: PackedBundle | PackedCallBundle, index: number): Pick<ReceiptItem, "digest" | "call"> {
  if (record.kind === "bundle")
    return { digest: toBytes32(record.digests.subarray(DIGEST_BYTES * index, DIGEST_BYTES * (index + 1))) };
  const call = record.calls[index];
  if (call === undefined) throw altered("item", `Its bundle has no item ${index}.`);
  return { call: { target: parseAddress(toHex(call.target)), gas: call.gas, data: toHex(call.data) } };
}
