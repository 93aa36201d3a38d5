import { concat, getBytes } from "ethers";

import { buildTree, proveLeaf, rootOfTree } from "../../../../sdk/src/crypto/batch/batchTree.ts";
import { batchTypehashes, batchTypes } from "../../../../sdk/src/crypto/batch/batchTypehashes.ts";
import { computeHeaderHash } from "../../../../sdk/src/crypto/batch/computeHeaderHash.ts";
import { computeLeaves } from "../../../../sdk/src/crypto/batch/computeLeaves.ts";
import { computeLogId } from "../../../../sdk/src/crypto/batch/computeLogId.ts";
import { createRecordDigester } from "../../../../sdk/src/crypto/batch/createRecordDigester.ts";
import { fromHex, toHex } from "../../../../sdk/src/crypto/commitment/toBytes32.ts";
import { recordKinds } from "../../../../sdk/src/types/PackedRecord.ts";
import {
  draftRegistration,
  forgeReceipts,
  packSigned,
  recordPlace,
  type Unsigned,
} from "../../batching/forgeReceipt.ts";

const head = { seat: 3, deadline: 1_800_000_000, nonce: new Uint8Array(8).fill(7, 7) };
const call = { target: new Uint8Array(20).fill(0x44), gas: 90_000, data: Uint8Array.of(1, 2, 3) };
const drafts: readonly Unsigned[] = [
  draftRegistration(1),
  { kind: "call", ...head, ...call },
  { kind: "bundle", ...head, digests: new Uint8Array(96).map((_, index) => index) },
  { kind: "callBundle", ...head, calls: [call, { ...call, gas: 1, data: new Uint8Array() }] },
];

/** Signed records of every kind, a batch of them and its receipts. Signatures are deterministic. */
export function renderBatches(): string {
  const digestOf = createRecordDigester(recordPlace);
  const records = drafts.map((draft) => packSigned(draft));
  const digests = records.map((record) => digestOf(record));
  const { receipts, batchHash } = forgeReceipts(records);
  const [first] = receipts;
  if (first?.batch === undefined) throw new Error("receipts were made");
  const leaves = computeLeaves(fromHex(first.logId), first.sequence, getBytes(concat(digests)));
  const tree = buildTree(leaves);
  const { batch } = first;
  const header = { ...batch, root: fromHex(batch.root), previous: fromHex(batch.previous) };
  const vectors = {
    format: "quorate/v1",
    types: Object.entries(batchTypes).map(([name, type]) => ({
      name,
      type,
      typehash: Object.entries(batchTypehashes).flatMap(([each, hash]) => (each === name ? [toHex(hash)] : []))[0],
    })),
    kinds: recordKinds,
    place: { ...recordPlace, chainId: String(recordPlace.chainId) },
    log: { seat: 4, salt: toHex(new Uint8Array(32).fill(9)), logId: first.logId },
    records: records.map((record, index) => ({
      kind: drafts[index]?.kind,
      packed: toHex(record),
      digest: toHex(digests[index] ?? new Uint8Array()),
      leaf: toHex(leaves.subarray(32 * index, 32 * index + 32)),
      proof: proveLeaf(tree, index).map(toHex),
    })),
    root: toHex(rootOfTree(tree)),
    headerHash: toHex(computeHeaderHash(header)),
    batchHash,
    receipts,
  };
  if (first.logId !== toHex(computeLogId({ ...recordPlace, seat: 4, salt: new Uint8Array(32).fill(9) })))
    throw new Error("the log is the one that is named");
  return `${JSON.stringify(vectors, null, 2)}\n`;
}
