import type { RecordDigester } from "#sdk/receipts";
import type { Finding } from "./findings.ts";
import { LogCheck } from "./LogCheck.ts";
import type { AnchorBook } from "./ports/AnchorBook.ts";
import type { Store, StoredLog } from "./ports/Store.ts";

/** What a store is checked with. */
export interface CheckStoreParameters {
  /** An open store that nobody writes to. */
  readonly store: Pick<Store, "readLogs" | "readGroups" | "readBatches">;
  readonly book: AnchorBook;
  /** Of the contracts in whose domains the records were signed. */
  readonly digestOf: RecordDigester;
}

/**
 * Checks a store against the chain: every record stands in one group and is what its digest says, batches follow one another
 * and their roots can be computed again, the chain keeps the headers that the store says, and no promise is overdue. It
 * reads everything once and writes nothing; nothing is yielded by a store that is in order.
 *
 * @throws whatever the store and the chain throw: a check that was cut short says nothing
 */
export async function* checkStore({ store, book, digestOf }: CheckStoreParameters): AsyncIterable<Finding> {
  const now = await book.readTime();
  for (const log of await store.readLogs()) {
    const anchored = await book.readAnchored(log.logId);
    const check = new LogCheck({ log, anchored, book, digestOf, now });
    yield* checkLog(store, log, check);
  }
}

async function* checkLog(
  store: CheckStoreParameters["store"],
  { logId }: StoredLog,
  check: LogCheck,
): AsyncIterable<Finding> {
  const batches = store.readBatches(logId, 0)[Symbol.asyncIterator]();
  const nextBatch = async () => (await batches.next()).value;
  yield* await check.begin(nextBatch);
  for await (const group of store.readGroups(logId, 0)) yield* await check.addGroup(group);
  yield* await check.end();
}
