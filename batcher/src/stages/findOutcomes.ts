import type { Chain, Outcome } from "../ports/Chain.ts";
import type { NewExecution, Store } from "../ports/Store.ts";

/** A block that executed calls. */
export interface ExecutionBlock {
  readonly transactionHash: string;
  readonly blockNumber: number;
  readonly blockHash: string;
}

/** What transactions of all accounts came to that were kept for an execution. */
export interface FoundOutcomes {
  /** One byte for each call; SKIPPED where nobody is known to have carried it out. */
  readonly outcomes: Uint8Array;
  /** The newest block in which some of them were carried out; undefined where none were. */
  readonly block: ExecutionBlock | undefined;
  /** Whether some transaction is in no block that the node knows: it may still be told. */
  readonly isOpen: boolean;
}

/** A call that was not carried out: because it was before, most of the time. */
export const SKIPPED = 0;

/** Puts together how the calls of an execution ended. On chain each is carried out once: whichever transaction did not skip it did it. */
export async function findOutcomes(
  { chain, store }: { readonly chain: Chain; readonly store: Store },
  { logId, number, part }: NewExecution,
  calls: number,
): Promise<FoundOutcomes> {
  const outcomes = new Uint8Array(calls).fill(SKIPPED);
  let block: ExecutionBlock | undefined;
  let isOpen = false;
  for (const { purpose, hash } of await store.readBatchTransactions(logId, number)) {
    if (purpose.kind !== "execute" || purpose.part !== part) continue;
    const outcome = await chain.readOutcome(hash);
    isOpen ||= outcome === undefined;
    if (outcome === undefined || !join(outcomes, outcome)) continue;
    if (block === undefined || outcome.blockNumber >= block.blockNumber) block = toBlock(outcome);
  }
  return { outcomes, block, isOpen };
}

/** Where a transaction is. */
export function toBlock({ hash, blockNumber, blockHash }: Outcome): ExecutionBlock {
  return { transactionHash: hash, blockNumber, blockHash };
}

/** Whether some call of an execution is not known to have been carried out. */
export function isAnySkipped(outcomes: Uint8Array): boolean {
  return outcomes.includes(SKIPPED);
}

/** Notes what a transaction carried out; false where it did nothing. */
function join(known: Uint8Array, { succeeded, outcomes }: Outcome): boolean {
  if (!succeeded || outcomes === undefined) return false;
  let didSome = false;
  for (const [at, outcome] of outcomes.entries()) {
    if (outcome === SKIPPED || at >= known.length) continue;
    known[at] = outcome;
    didSome = true;
  }
  return didSome;
}
