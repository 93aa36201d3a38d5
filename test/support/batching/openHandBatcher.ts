import { concat, getBytes, type Wallet } from "ethers";

import { type BatchReceipt, type Bytes32, type Client, getLog, listBatches, openLog } from "#sdk";
import {
  type BatchPromise,
  buildTree,
  computeLeaves,
  createReceipt,
  createRecordDigester,
  promiseDigest,
  proveLeaf,
  type RecordPlace,
  rootOfTree,
} from "#sdk/receipts";

import { recordPlaceOf } from "../../../sdk/src/internal/recordPlaceOf.ts";
import { signDigest } from "./forgeReceipt.ts";

/** A batcher whose every step a test takes by hand, on a real chain. */
export interface HandBatcher {
  readonly logId: Bytes32;
  /** Promises records as one group and answers their receipts. It does not notice that a number was given before. */
  promise(records: readonly Uint8Array[], firstSequence: number, deadline: number): Promise<readonly BatchReceipt[]>;
  /** Anchors records as the log's next batch and answers their receipts. */
  anchor(records: readonly Uint8Array[]): Promise<readonly BatchReceipt[]>;
}

interface Gathered {
  readonly digests: readonly Uint8Array[];
  readonly tree: Uint8Array;
}

/** Opens a log with the member's own key, which holds the duty. */
export async function openHandBatcher(client: Client, key: Wallet): Promise<HandBatcher> {
  const { logId } = await openLog(client);
  const place: RecordPlace = recordPlaceOf(client);
  const digestOf = createRecordDigester(place);
  const log = getBytes(logId);

  function gather(records: readonly Uint8Array[], firstSequence: number): Gathered {
    const digests = records.map((record) => digestOf(record));
    return { digests, tree: buildTree(computeLeaves(log, firstSequence, getBytes(concat(digests)))) };
  }

  return {
    logId,
    promise: async (records, firstSequence, deadline) => {
      const { digests, tree } = gather(records, firstSequence);
      const promisedAtBlock = await client.provider.getBlockNumber();
      const facts = { firstSequence, count: records.length, deadline, promisedAtBlock };
      const promise: BatchPromise = { logId: log, groupRoot: rootOfTree(tree), ...facts };
      const signature = signDigest(key.signingKey, promiseDigest(place, promise));
      return records.map((record, index) =>
        createReceipt({
          ...place,
          logId: log,
          sequence: firstSequence + index,
          record,
          digest: digests[index] ?? new Uint8Array(32),
          promise: { promise, signature, proof: proveLeaf(tree, index) },
        }),
      );
    },
    anchor: async (records) => {
      const kept = await getLog(client, { logId });
      const firstSequence = Number(kept?.nextSequence ?? 0n);
      const { digests, tree } = gather(records, firstSequence);
      const anchor = client.contracts.batchAnchor;
      const { data, to } = await anchor.anchor.populateTransaction(
        logId,
        firstSequence,
        records.length,
        rootOfTree(tree),
      );
      await (await key.sendTransaction({ data, to })).wait();
      const [batch] = await listBatches(client, { logId, number: kept?.nextNumber ?? 0n });
      if (batch === undefined) throw new Error("it was anchored");
      const { root, previous, anchoredAt, number } = batch;
      const header = {
        root: getBytes(root),
        firstSequence,
        count: records.length,
        anchoredAt: Number(anchoredAt),
        previous: getBytes(previous),
      };
      return records.map((record, index) =>
        createReceipt({
          ...place,
          logId: log,
          sequence: firstSequence + index,
          record,
          digest: digests[index] ?? new Uint8Array(32),
          batch: { number: Number(number), header, proof: proveLeaf(tree, index) },
        }),
      );
    },
  };
}
