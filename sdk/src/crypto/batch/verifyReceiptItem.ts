import type { ReceiptItem } from "../../types/BatchReceipt.ts";
import type { Bytes32, Hex } from "../../types/Hex.ts";
import type { CallItem, SignedBundle, SignedRecord, SignedRegistration } from "../../types/SignedRecord.ts";
import { fromHex, toBytes32 } from "../commitment/toBytes32.ts";
import { verifyProof } from "./batchTree.ts";
import { computeCallLeaf, computeItemLeaf } from "./bundleTrees.ts";
import { createRecordDigester, type RecordPlace } from "./createRecordDigester.ts";
import { parsePackedRecord } from "./parsePackedRecord.ts";
import { altered, foreign } from "./receiptFaults.ts";
import { toSignedRecord } from "./toSignedRecord.ts";

/** One item of a bundle: a digest, the registration that it is of where the receipt tells it, or a call. */
export interface VerifiedItem {
  readonly index: bigint;
  readonly digest: Bytes32 | undefined;
  readonly registration: SignedRegistration | undefined;
  readonly call: CallItem | undefined;
}

/**
 * Leads an item to the root of the bundle that the member signed.
 *
 * @throws QuorateError RECEIPT_FOREIGN, RECEIPT_ALTERED, RECORD_MALFORMED
 */
export function verifyReceiptItem(item: ReceiptItem, bundle: SignedRecord, place: RecordPlace): VerifiedItem {
  const { index, digest, call, proof } = item;
  const expected = digest === undefined ? "callBundle" : "bundle";
  if (bundle.kind !== expected) throw foreign("kind", bundle.kind, expected);
  const leaf = digest === undefined ? callLeaf(index, call) : computeItemLeaf(index, fromHex(digest));
  // DEFENCE: item-proof
  if (
    !verifyProof(
      fromHex(bundle.root),
      leaf,
      proof.map((node) => fromHex(node)),
    )
  )
    throw altered("item", "Its item is not of its bundle.");
  return {
    index: BigInt(index),
    digest,
    registration: digest === undefined ? undefined : readRegistration(item.record, digest, bundle, place),
    call: call && { ...call, gas: BigInt(call.gas) },
  };
}

function callLeaf(index: number, call: ReceiptItem["call"]): Uint8Array {
  if (call === undefined) throw altered("item", "Its item has neither digest nor call.");
  return computeCallLeaf(index, { target: fromHex(call.target), gas: call.gas, data: fromHex(call.data) });
}

/** The registration behind an item's digest; it has no signature of its own, the bundle's counts for it. */
function readRegistration(
  packed: Hex | undefined,
  digest: Bytes32,
  bundle: SignedBundle,
  place: RecordPlace,
): SignedRegistration | undefined {
  if (packed === undefined) return undefined;
  const registration = toSignedRecord(place, parsePackedRecord(fromHex(packed)));
  const computed = toBytes32(createRecordDigester(place)(fromHex(packed)));
  if (registration.kind !== "registration") throw foreign("kind", registration.kind, "registration");
  // DEFENCE: item-digest
  if (computed !== digest) throw altered("item", "Its item's registration is not the one of its digest.");
  // DEFENCE: item-of-the-signer
  if (registration.seat !== bundle.seat || registration.deadline !== bundle.deadline)
    throw altered("item", "Its item is of another seat or deadline than its bundle.");
  return { ...registration, signer: bundle.signer };
}
