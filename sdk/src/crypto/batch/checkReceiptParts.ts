import { equalBytes } from "@noble/curves/utils.js";

import type { BatchReceipt, ReceiptBatch, ReceiptPromise } from "../../types/BatchReceipt.ts";
import type { Address, Bytes32 } from "../../types/Hex.ts";
import type { RecordKind } from "../../types/PackedRecord.ts";
import { parseAddress } from "../../types/parseAddress.ts";
import type { SignedRecord } from "../../types/SignedRecord.ts";
import { fromHex, toBytes32, toHex } from "../commitment/toBytes32.ts";
import { verifyProof } from "./batchTree.ts";
import { computeHeaderHash } from "./computeHeaderHash.ts";
import { computeLeaf } from "./computeLeaves.ts";
import type { RecordPlace } from "./createRecordDigester.ts";
import { recoverAccount } from "./packedSignature.ts";
import { parseReceipt } from "./parseReceipt.ts";
import { promiseDigest } from "./promiseDigest.ts";
import { readReceiptRecord } from "./readReceiptRecord.ts";
import { altered, differs, foreign, notPromised, unsigned } from "./receiptFaults.ts";
import { type VerifiedItem, verifyReceiptItem } from "./verifyReceiptItem.ts";

/** The contracts, and what a batch and a promise are held against where they are given. */
export interface CheckReceiptParameters extends RecordPlace {
  readonly batchHash?: Bytes32 | undefined;
  readonly promisers?: readonly Address[] | undefined;
  readonly kind?: RecordKind | undefined;
}

/** What a receipt says, its parts checked against each other. */
export interface CheckedReceipt {
  readonly logId: Bytes32;
  readonly sequence: bigint;
  /** What the member signed, and who did. Whether the account speaks for the seat is known to the chain alone. */
  readonly record: SignedRecord;
  readonly digest: Bytes32;
  /** Of a bundle, the item that the receipt is for. */
  readonly item: VerifiedItem | undefined;
  readonly promise: VerifiedPromise | undefined;
  readonly batch: VerifiedBatch | undefined;
}

/** A promise, and who gave it. */
export interface VerifiedPromise {
  readonly promisedBy: Address;
  /** Unix seconds by the chain's time. */
  readonly deadline: bigint;
  readonly promisedAtBlock: bigint;
}

/** A batch, and the hash by which it is compared with the chain's. */
export interface VerifiedBatch {
  readonly number: bigint;
  readonly batchHash: Bytes32;
  readonly root: Bytes32;
  /** Unix seconds. */
  readonly anchoredAt: bigint;
}

/**
 * Checks that a receipt's parts belong together and were signed. That proves nothing yet: nobody whom the caller trusts need have vouched for it.
 *
 * @throws QuorateError RECEIPT_MALFORMED, RECEIPT_FOREIGN, RECEIPT_ALTERED, RECEIPT_SIGNATURE_WRONG, RECEIPT_PROMISE_WRONG, RECEIPT_BATCH_DIFFERS, RECORD_MALFORMED
 */
export function checkReceiptParts(given: BatchReceipt | string, trusted: CheckReceiptParameters): CheckedReceipt {
  const receipt = parseReceipt(given);
  checkPlace(receipt, trusted);
  const { record, digest, signature } = readReceiptRecord(receipt, trusted);
  // DEFENCE: receipt-digest
  if (toBytes32(digest) !== receipt.digest) throw altered("digest", "Its digest is not the one of its record.");
  const signer = recoverAccount(digest, signature);
  // DEFENCE: receipt-signature
  if (signer === undefined || !equalBytes(signer, fromHex(record.signer))) throw unsigned(record.signer);
  const leaf = computeLeaf(fromHex(receipt.logId), receipt.sequence, digest);
  const promise = receipt.promise && verifyPromise(receipt, receipt.promise, leaf, trusted);
  const batch = receipt.batch && verifyBatch(receipt, receipt.batch, leaf, trusted);
  return {
    logId: receipt.logId,
    sequence: BigInt(receipt.sequence),
    record,
    digest: receipt.digest,
    item: receipt.item && verifyReceiptItem(receipt.item, record, trusted),
    promise,
    batch,
  };
}

function checkPlace(receipt: BatchReceipt, { chainId, anchor }: CheckReceiptParameters): void {
  // DEFENCE: receipt-chain
  if (receipt.chainId !== String(chainId)) throw foreign("chain", receipt.chainId, String(chainId));
  // DEFENCE: receipt-anchor
  if (receipt.anchor !== parseAddress(anchor)) throw foreign("contract", receipt.anchor, anchor);
}

function verifyPromise(
  { logId, sequence }: BatchReceipt,
  { signature, proof, ...facts }: ReceiptPromise,
  leaf: Uint8Array,
  trusted: CheckReceiptParameters,
): VerifiedPromise {
  const { deadline, promisedAtBlock } = facts;
  const groupRoot = fromHex(facts.groupRoot);
  // DEFENCE: promised-leaf
  if (
    !isWithin(sequence, facts) ||
    !verifyProof(
      groupRoot,
      leaf,
      proof.map((node) => fromHex(node)),
    )
  )
    throw altered("promise", "Its promise is of other records.");
  const digest = promiseDigest(trusted, { ...facts, logId: fromHex(logId), groupRoot });
  const signer = recoverAccount(digest, fromHex(signature));
  if (signer === undefined) throw notPromised("no account signed it", undefined);
  const promisedBy = parseAddress(toHex(signer));
  // DEFENCE: promise-of-a-batcher
  if (trusted.promisers?.every((each) => parseAddress(each) !== promisedBy)) throw notPromised(promisedBy, promisedBy);
  return { promisedBy, deadline: BigInt(deadline), promisedAtBlock: BigInt(promisedAtBlock) };
}

function verifyBatch(
  { sequence }: BatchReceipt,
  batch: ReceiptBatch,
  leaf: Uint8Array,
  trusted: CheckReceiptParameters,
): VerifiedBatch {
  const { number, anchoredAt, proof } = batch;
  const header = { ...batch, root: fromHex(batch.root), previous: fromHex(batch.previous) };
  // DEFENCE: batched-sequence
  if (!isWithin(sequence, batch)) throw altered("batch", "Its batch is of other sequences.");
  // DEFENCE: batched-leaf
  if (
    !verifyProof(
      header.root,
      leaf,
      proof.map((node) => fromHex(node)),
    )
  )
    throw altered("batch", "Its batch does not hold its record.");
  const batchHash = toBytes32(computeHeaderHash(header));
  // DEFENCE: batch-of-the-chain
  if (trusted.batchHash !== undefined && trusted.batchHash !== batchHash) throw differs(trusted.batchHash, batchHash);
  return { number: BigInt(number), batchHash, root: batch.root, anchoredAt: BigInt(anchoredAt) };
}

function isWithin(sequence: number, run: { readonly firstSequence: number; readonly count: number }): boolean {
  return sequence >= run.firstSequence && sequence < run.firstSequence + run.count;
}
