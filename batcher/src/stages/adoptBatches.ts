import type { Chain } from "../ports/Chain.ts";
import type { Journal } from "../ports/Journal.ts";
import type { LeaseToken, LogPosition, Store, StoredLog } from "../ports/Store.ts";
import { computeRoot } from "./computeRoot.ts";

/**
 * Takes batches into the store that the chain has and the store has not, where the store has their records: a member anchored in the batcher's place what it had promised, the batcher was
 * stopped between the two, or the chain holds a batch as it was closed before it was closed anew. Answers where the store stands then.
 */
export async function adoptBatches(
  { chain, store, journal }: { readonly chain: Chain; readonly store: Store; readonly journal: Journal },
  log: StoredLog,
  position: LogPosition,
  lease: LeaseToken,
): Promise<LogPosition> {
  const { logId } = log;
  const nextNumber = (await chain.readLog(logId))?.nextNumber ?? 0;
  let { batches, firstUnbatched } = position;
  while (batches < nextNumber) {
    const facts = await chain.findAnchored(logId, batches);
    const isKnown = facts !== undefined && facts.firstSequence === firstUnbatched;
    if (!isKnown || facts.firstSequence + facts.count > log.nextSequence) break;
    const { firstSequence, count, root } = facts;
    if ((await computeRoot(store, { logId, firstSequence, count })) !== root) break;
    await store.closeBatch({ logId, number: batches, firstSequence, count, root, reason: "recovery" }, lease);
    journal.note("batch-adopted", { logId, number: batches, firstSequence, count });
    await store.setAnchored(logId, batches, facts);
    batches += 1;
    firstUnbatched += count;
  }
  return { batches, firstUnbatched };
}
