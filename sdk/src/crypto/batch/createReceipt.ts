import type { BatchReceipt, ReceiptBatch, ReceiptPromise } from "../../types/BatchReceipt.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import { toBytes32, toHex } from "../commitment/toBytes32.ts";
import type { SignedPromise } from "./acknowledgements.ts";
import type { BatchHeader } from "./computeHeaderHash.ts";
import type { AnchorPlace } from "./promiseDigest.ts";

/** A receipt's parts as a batcher or a client has them. */
export interface CreateReceiptParameters extends AnchorPlace {
  readonly logId: Uint8Array;
  readonly sequence: number;
  /** The packed record. */
  readonly record: Uint8Array;
  readonly digest: Uint8Array;
  readonly promise?: (SignedPromise & { readonly proof: readonly Uint8Array[] }) | undefined;
  readonly batch?: AnchoredBatch | undefined;
}

/** A batch that is anchored, and what leads the record to its root. */
export interface AnchoredBatch {
  readonly number: number;
  readonly header: BatchHeader;
  readonly proof: readonly Uint8Array[];
  readonly transactionHash?: Bytes32 | undefined;
  readonly blockNumber?: number | undefined;
}

/**
 * Puts a receipt together. Nothing is checked: `verifyReceipt` does.
 *
 * @example
 * ```ts
 * const given: BatchReceipt = createReceipt({ chainId, anchor, logId, sequence: 7, record: packedRecord, digest: digests.subarray(0, 32) });
 * ```
 */
export function createReceipt(parameters: CreateReceiptParameters): BatchReceipt {
  const { chainId, anchor, logId, sequence, record, digest, promise, batch } = parameters;
  return {
    version: 1,
    chainId: String(chainId),
    anchor,
    logId: toBytes32(logId),
    sequence,
    record: toHex(record),
    digest: toBytes32(digest),
    ...(promise === undefined ? {} : { promise: toReceiptPromise(promise) }),
    ...(batch === undefined ? {} : { batch: toReceiptBatch(batch) }),
  };
}

function toReceiptPromise({
  promise,
  signature,
  proof,
}: NonNullable<CreateReceiptParameters["promise"]>): ReceiptPromise {
  const { firstSequence, count, groupRoot, deadline, promisedAtBlock } = promise;
  return {
    firstSequence,
    count,
    groupRoot: toBytes32(groupRoot),
    deadline,
    promisedAtBlock,
    signature: toHex(signature),
    proof: proof.map(toBytes32),
  };
}

function toReceiptBatch({ number, header, proof, transactionHash, blockNumber }: AnchoredBatch): ReceiptBatch {
  const { root, firstSequence, count, anchoredAt, previous } = header;
  return {
    number,
    root: toBytes32(root),
    firstSequence,
    count,
    anchoredAt,
    previous: toBytes32(previous),
    proof: proof.map(toBytes32),
    ...(transactionHash === undefined ? {} : { transactionHash }),
    ...(blockNumber === undefined ? {} : { blockNumber }),
  };
}
