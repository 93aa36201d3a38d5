import { buildTree, computeLeaves, rootOfTree } from "#sdk/receipts";

import type { NewBatch, Store } from "../ports/Store.ts";
import { fromHex, toHex } from "../records.ts";

/** Records of a log that follow one another. */
export type RecordRange = Pick<NewBatch, "logId" | "firstSequence" | "count">;

/** The root over stored records, as a batch of them would have it. */
export async function computeRoot(store: Store, range: RecordRange): Promise<string> {
  return toHex(rootOfTree(await rebuildTree(store, range)));
}

/** The flat tree over stored records. */
export async function rebuildTree(store: Store, { logId, firstSequence, count }: RecordRange): Promise<Uint8Array> {
  const digests = new Uint8Array(count * 32);
  const end = firstSequence + count;
  for await (const group of store.readGroups(logId, firstSequence)) {
    const from = Math.max(firstSequence, group.firstSequence);
    const to = Math.min(end, group.firstSequence + group.count);
    if (from >= to) break;
    const part = group.digests.subarray((from - group.firstSequence) * 32, (to - group.firstSequence) * 32);
    digests.set(part, (from - firstSequence) * 32);
    if (to === end) break;
  }
  return buildTree(computeLeaves(fromHex(logId), firstSequence, digests));
}
