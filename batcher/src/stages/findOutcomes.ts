import type { Chain, Outcome } from "../ports/Chain.ts";
import type { NewExecution, Store } from "../ports/Store.ts";
import { type CallRecord, inOrderOf, listCalls } from "./listCalls.ts";

/** A block that executed calls. */
export interface ExecutionBlock {
  readonly transactionHash: string;
  readonly blockNumber: number;
  readonly blockHash: string;
}

/** What transactions of all accounts came to that were kept for some calls. */
export interface FoundOutcomes {
  /** One byte for each call; SKIPPED where nobody is known to have carried it out. */
  readonly outcomes: Uint8Array;
  /** The newest block in which some of them were carried out; undefined where none were. */
  readonly block: ExecutionBlock | undefined;
  /** Whether some transaction is in no block that the node knows: it may still be told. */
  readonly isOpen: boolean;
}

/** A call that was not carried out: because it was before, most of the time. */
const SKIPPED = 0;

interface Ports {
  readonly chain: Chain;
  readonly store: Store;
}

/**
 * Puts together how the calls of an execution ended, those of transactions included that were sent for them before they were divided anew. On chain each is carried out once: whichever transaction
 * did not skip it did it.
 */
export async function findOutcomes(
  { chain, store }: Ports,
  execution: NewExecution,
  calls: readonly CallRecord[],
): Promise<FoundOutcomes> {
  const found = new Map(calls.map((record) => [record.sequence, new Uint8Array(record.calls).fill(SKIPPED)]));
  let block: ExecutionBlock | undefined;
  let isOpen = false;
  const formers = await store.readFormerExecutions(execution.logId);
  const before = formers.filter(({ sequences }) => sequences.some((sequence) => found.has(sequence)));
  for (const source of [execution, ...before]) {
    const { logId, number, part } = source;
    const records = source === execution ? calls : await listCallsOf(store, source);
    for (const { purpose, hash } of await store.readBatchTransactions(logId, number)) {
      if (purpose.kind !== "execute" || purpose.part !== part) continue;
      const outcome = await chain.readOutcome(hash);
      isOpen ||= outcome === undefined;
      if (outcome === undefined || !join(found, records, outcome)) continue;
      if (block === undefined || outcome.blockNumber >= block.blockNumber) block = toBlock(outcome);
    }
  }
  return { outcomes: Uint8Array.from(Buffer.concat([...found.values()])), block, isOpen };
}

/** The calls of an execution, in its order. */
async function listCallsOf(store: Store, { logId, sequences }: NewExecution): Promise<readonly CallRecord[]> {
  const [first, last] = [Math.min(...sequences), Math.max(...sequences)];
  return inOrderOf(sequences, await listCalls(store, { logId, firstSequence: first, count: last - first + 1 }));
}

/** Where a transaction is. */
export function toBlock({ hash, blockNumber, blockHash }: Outcome): ExecutionBlock {
  return { transactionHash: hash, blockNumber, blockHash };
}

/** Whether some call of an execution is not known to have been carried out. */
export function isAnySkipped(outcomes: Uint8Array): boolean {
  return outcomes.includes(SKIPPED);
}

/** Notes what a transaction carried out; false where it did none of it. */
function join(
  found: ReadonlyMap<number, Uint8Array>,
  records: readonly CallRecord[],
  { succeeded, outcomes }: Outcome,
): boolean {
  if (!succeeded || outcomes === undefined) return false;
  let didSome = false;
  let from = 0;
  for (const { sequence, calls } of records) {
    for (const [index, outcome] of outcomes.subarray(from, from + calls).entries()) {
      const known = found.get(sequence);
      if (known === undefined || outcome === SKIPPED) continue;
      known[index] = outcome;
      didSome = true;
    }
    from += calls;
  }
  return didSome;
}
