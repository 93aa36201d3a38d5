import fc from "fast-check";

import type { LeaseToken, Store } from "../../../batcher/src/ports/Store.ts";
import { collect } from "./collect.ts";
import { faultOf } from "./faultOf.ts";
import {
  ACCOUNT,
  sampleAnchored,
  sampleBatch,
  sampleGroup,
  sampleLog,
  sampleTransaction,
  wordOf,
} from "./storeSamples.ts";

/** Something done to a store and to the model alike. */
export interface StoreOperation {
  readonly name: string;
  run(store: Store, lease: LeaseToken): Promise<unknown>;
}

const small = fc.nat({ max: 5 });
const logNumber = fc.integer({ min: 1, max: 3 });
const FOR_MS = 600_000;

function named(name: string, run: StoreOperation["run"]): StoreOperation {
  return { name, run };
}

const readOf: fc.Arbitrary<StoreOperation> = fc
  .tuple(logNumber, fc.integer({ min: -1, max: 40 }))
  .map(([log, at]) =>
    named(`read ${log} at ${at}`, async (store) => [
      await store.findGroup(wordOf(log), at),
      await store.findBatch(wordOf(log), at),
      await store.readBatch(wordOf(log), at),
      await collect(store.readGroups(wordOf(log), at)),
      await collect(store.readBatches(wordOf(log), at)),
      await store.readExecutions(wordOf(log), at),
      await store.readTransactions(ACCOUNT, at),
      await store.readBatchTransactions(wordOf(log), at),
      await store.readUnsettledBatches(),
      await store.readPosition(wordOf(1)),
      await store.readFormerExecutions(wordOf(log)),
    ]),
  );

const appendOf = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.nat({ max: 255 }), logNumber)
  .map(([count, mark, log]) =>
    named(`append ${count} to ${log}`, (store) => store.append(sampleGroup(count, mark, { logId: wordOf(log) }))),
  );

/** Batches that follow and batches that do not. */
const closeOf = fc
  .tuple(logNumber, fc.integer({ min: 1, max: 6 }), fc.integer({ min: -1, max: 1 }), fc.boolean())
  .map(([log, count, shift, isStale]) =>
    named(`close ${count} of ${log}, ${shift} off${isStale ? ", with a lost lease" : ""}`, async (store, lease) => {
      const batches = await collect(store.readBatches(wordOf(log), 0));
      const last = batches.at(-1);
      const first = last === undefined ? 0 : last.firstSequence + last.count;
      const token = isStale ? await takeTwice(store, lease) : lease;
      return store.closeBatch(sampleBatch(Math.max(0, batches.length + shift), first, count, log), token);
    }),
  );

async function takeTwice(store: Store, lease: LeaseToken): Promise<LeaseToken> {
  await store.giveLeaseBack(lease);
  return lease;
}

const OPERATIONS: fc.Arbitrary<StoreOperation> = fc.oneof(
  { weight: 1, arbitrary: logNumber.map((log) => named(`begin ${log}`, (store) => store.beginLog(sampleLog(log)))) },
  { weight: 6, arbitrary: appendOf },
  { weight: 5, arbitrary: closeOf },
  { weight: 3, arbitrary: readOf },
  {
    weight: 3,
    arbitrary: fc
      .tuple(logNumber, small, fc.boolean())
      .map(([log, number, isIn]) =>
        named(`anchor ${number} of ${log}: ${isIn}`, (store) =>
          store.setAnchored(wordOf(log), number, isIn ? sampleAnchored(number) : undefined),
        ),
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(logNumber, small)
      .map(([log, number]) =>
        named(`reopen from ${number} of ${log}`, (store, lease) => store.reopenBatches(wordOf(log), number, lease)),
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(logNumber, small)
      .map(([log, number]) => named(`final ${number} of ${log}`, (store) => store.setFinal(wordOf(log), number))),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(logNumber, small, small, fc.uniqueArray(fc.nat({ max: Number.MAX_SAFE_INTEGER }), { maxLength: 4 }))
      .map(([log, number, part, sequences]) =>
        named(`execution ${part} of ${number} of ${log}`, (store, lease) =>
          store.closeExecution({ logId: wordOf(log), number, part, sequences }, lease),
        ),
      ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(logNumber, small, small, fc.array(small, { maxLength: 3 })).map(([log, number, part, parts]) =>
      named(`divide ${part} of ${number} of ${log} into ${parts}`, (store, lease) => {
        const place = { logId: wordOf(log), number };
        const anew = parts.map((each) => ({ ...place, part: each + 3, sequences: [each] }));
        return store.divideExecution({ ...place, part }, anew, lease);
      }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(logNumber, small, small, fc.option(fc.uint8Array({ maxLength: 4 }), { nil: undefined }))
      .map(([log, number, part, outcomes]) =>
        named(`executed ${part} of ${number} of ${log}`, (store) =>
          store.setExecuted(
            wordOf(log),
            number,
            part,
            outcomes && { transactionHash: wordOf(1), blockNumber: 2, blockHash: wordOf(3), outcomes },
          ),
        ),
      ),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(small, small)
      .map(([nonce, mark]) =>
        named(`keep ${nonce}/${mark}`, (store, lease) => store.keepTransaction(sampleTransaction(nonce, mark), lease)),
      ),
  },
  {
    weight: 1,
    arbitrary: fc.constant(named("renew", (store, lease) => store.renewLease(lease, FOR_MS))),
  },
);

/** Stories of some length. A store is opened again now and then by whoever tells them. */
export const storeStories: fc.Arbitrary<readonly StoreOperation[]> = fc.array(OPERATIONS, {
  minLength: 5,
  maxLength: 40,
});

/** What an operation answered, or the fault it ended with. */
export async function outcomeOf({ run }: StoreOperation, store: Store, lease: LeaseToken): Promise<unknown> {
  try {
    return { answer: (await run(store, lease)) ?? null };
  } catch (error) {
    return { fault: await faultOf(Promise.reject(error)) };
  }
}
