import { computeAddress, concat, getBytes, SigningKey } from "ethers";
import { buildTree, proveLeaf, rootOfTree } from "../../../sdk/src/crypto/batch/batchTree.ts";
import { type BatchHeader, computeHeaderHash } from "../../../sdk/src/crypto/batch/computeHeaderHash.ts";
import { computeLeaves } from "../../../sdk/src/crypto/batch/computeLeaves.ts";
import { computeLogId } from "../../../sdk/src/crypto/batch/computeLogId.ts";
import { createReceipt } from "../../../sdk/src/crypto/batch/createReceipt.ts";
import { createRecordDigester } from "../../../sdk/src/crypto/batch/createRecordDigester.ts";
import { packRecord } from "../../../sdk/src/crypto/batch/packRecord.ts";
import { promiseDigest } from "../../../sdk/src/crypto/batch/promiseDigest.ts";
import { toBytes32 } from "../../../sdk/src/crypto/commitment/toBytes32.ts";
import type { BatchReceipt } from "../../../sdk/src/types/BatchReceipt.ts";
import type { Address, Bytes32 } from "../../../sdk/src/types/Hex.ts";
import type { PackedRecord } from "../../../sdk/src/types/PackedRecord.ts";
import { parseAddress } from "../../../sdk/src/types/parseAddress.ts";

/** Contracts of no chain. */
export const recordPlace = {
  chainId: 31_337n,
  registry: parseAddress(`0x${"11".repeat(20)}`),
  anchor: parseAddress(`0x${"22".repeat(20)}`),
  executor: parseAddress(`0x${"33".repeat(20)}`),
};
export const memberKey = new SigningKey(`0x${"51".repeat(32)}`);
export const batcherKey = new SigningKey(`0x${"52".repeat(32)}`);
export const strangerKey = new SigningKey(`0x${"53".repeat(32)}`);

/** The account of a key. */
export function accountOf(key: SigningKey): Address {
  return parseAddress(computeAddress(key));
}

/** 65 bytes over a digest. */
export function signDigest(key: SigningKey, digest: Uint8Array): Uint8Array {
  const { r, s, v } = key.sign(digest);
  return getBytes(concat([r, s, Uint8Array.of(v)]));
}

/** What a record says, without who signed it. */
export type Unsigned = PackedRecord extends infer Each
  ? Each extends PackedRecord
    ? Omit<Each, "signer" | "signature">
    : never
  : never;

/** A registration that differs from others by its number. */
export function draftRegistration(nonce: number): Extract<Unsigned, { readonly kind: "registration" }> {
  return {
    kind: "registration",
    seat: 3,
    deadline: 1_800_000_000,
    nonce: new Uint8Array(32).fill(nonce, 31),
    group: 1,
    epoch: 2,
    suite: 1,
    contentRoot: new Uint8Array(32).fill(5),
    bodyHash: new Uint8Array(32).fill(6),
    previous: new Uint8Array(32),
  };
}

/** Packs a record and signs it, as the account `signer` though another key may do it. */
export function packSigned(record: Unsigned, by = memberKey, signer = accountOf(memberKey)): Uint8Array {
  const unsigned = { ...record, signer: getBytes(signer), signature: new Uint8Array(65) };
  const digest = createRecordDigester(recordPlace)(packRecord(unsigned));
  return packRecord({ ...unsigned, signature: signDigest(by, digest) });
}

/** What differs from an honest batcher. */
export interface Forgery {
  readonly promisedBy?: SigningKey;
  readonly header?: Partial<BatchHeader>;
  readonly logId?: Uint8Array;
  readonly firstSequence?: number;
}

/**
 * The receipts of packed records that were one group and one batch, the hash of that batch, and who promised it. A batcher that forges has all parts agree
 * with each other.
 */
export function forgeReceipts(
  records: readonly Uint8Array[],
  forgery: Forgery = {},
): { readonly receipts: readonly BatchReceipt[]; readonly batchHash: Bytes32; readonly promisers: readonly Address[] } {
  const { promisedBy = batcherKey, header = {} } = forgery;
  const digestOf = createRecordDigester(recordPlace);
  const digests = records.map((record) => digestOf(record));
  const { logId = computeLogId({ ...recordPlace, seat: 4, salt: new Uint8Array(32).fill(9) }), firstSequence = 40 } =
    forgery;
  const tree = buildTree(computeLeaves(logId, firstSequence, getBytes(concat(digests))));
  const root = rootOfTree(tree);
  const count = records.length;
  const promise = { logId, firstSequence, count, groupRoot: root, deadline: 1_800_000_100, promisedAtBlock: 77 };
  const signature = signDigest(promisedBy, promiseDigest(recordPlace, promise));
  const anchored = {
    root,
    firstSequence,
    count,
    anchoredAt: 1_800_000_050,
    previous: new Uint8Array(32).fill(8),
    ...header,
  };
  const receipts = records.map((record, index) => {
    const proof = proveLeaf(tree, index);
    return createReceipt({
      ...recordPlace,
      logId,
      sequence: firstSequence + index,
      record,
      digest: digests[index] ?? new Uint8Array(32),
      promise: { promise, signature, proof },
      batch: { number: 3, header: anchored, proof },
    });
  });
  return { receipts, batchHash: toBytes32(computeHeaderHash(anchored)), promisers: [accountOf(batcherKey)] };
}
