import { Contract, hexlify, JsonRpcProvider } from "ethers";

import { batchAnchorAbi } from "#sdk";
import { buildTree, computeHeaderHash, computeLeaves, proveLeaf, rootOfTree, verifyProof } from "#sdk/receipts";
import { createStore } from "../../../batcher/src/adapters/createStore.ts";
import type { Store, StoredBatch } from "../../../batcher/src/ports/Store.ts";
import type { Site } from "../site/Site.ts";

/** A record that the batcher said it has, under the number it gave. */
export interface Acknowledged {
  readonly sequence: number;
  readonly digest: Uint8Array;
}

/** What is checked after a run, when the batcher is gone. */
export interface CheckParameters {
  readonly site: Site;
  /** The path of the store's file, or its server. */
  readonly store: string;
  readonly acknowledged: readonly Acknowledged[];
}

/**
 * Looks each acknowledgement up in the store, and proves each record against the root that is on chain. Throws at the first that is
 * missing, differs or is not anchored.
 */
export async function checkAcknowledged({ site, store: path, acknowledged }: CheckParameters): Promise<void> {
  const provider = new JsonRpcProvider(site.url, site.chainId, { staticNetwork: true });
  const anchor = new Contract(site.anchor, batchAnchorAbi, provider);
  const store = createStore(path);
  try {
    const { log } = await store.open({ chainId: BigInt(site.chainId), anchor: site.anchor });
    if (log === undefined) throw new Error("the store has no log");
    const digests = await readDigests(store, log.logId);
    const sorted = acknowledged.toSorted((a, b) => a.sequence - b.sequence);
    let next = 0;
    let previous: Uint8Array = new Uint8Array(32);
    for await (const batch of store.readBatches(log.logId, 0)) {
      const { firstSequence, count, number } = batch;
      const tree = treeOf(batch, digests);
      previous = headerHashOf(batch, rootOfTree(tree), previous);
      const kept: unknown = await anchor.getFunction("batchHash")(log.logId, number);
      if (kept !== hexlify(previous)) throw new Error(`batch ${number} is not the one on chain`);
      for (let one = sorted[next]; one !== undefined && one.sequence < firstSequence + count; one = sorted[++next]) {
        prove(one, batch, tree);
      }
    }
    if (next !== sorted.length) throw new Error(`${sorted.length - next} acknowledged records are in no batch`);
  } finally {
    await store.close();
    provider.destroy();
  }
}

async function readDigests(store: Store, logId: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const group of store.readGroups(logId, 0)) parts.push(group.digests);
  return Buffer.concat(parts);
}

function treeOf({ logId, firstSequence, count }: StoredBatch, digests: Uint8Array): Uint8Array {
  const own = digests.subarray(32 * firstSequence, 32 * (firstSequence + count));
  return buildTree(computeLeaves(Buffer.from(logId.slice(2), "hex"), firstSequence, own));
}

function headerHashOf(batch: StoredBatch, root: Uint8Array, previous: Uint8Array): Uint8Array {
  const { firstSequence, count, anchored, number } = batch;
  if (anchored === undefined) throw new Error(`batch ${number} is not anchored`);
  return computeHeaderHash({ root, firstSequence, count, anchoredAt: anchored.anchoredAt, previous });
}

function prove({ sequence, digest }: Acknowledged, { logId, firstSequence }: StoredBatch, tree: Uint8Array): void {
  const leaf = computeLeaves(Buffer.from(logId.slice(2), "hex"), sequence, digest);
  if (!verifyProof(rootOfTree(tree), leaf, proveLeaf(tree, sequence - firstSequence)))
    throw new Error(`record ${sequence} is another one than was acknowledged`);
}
