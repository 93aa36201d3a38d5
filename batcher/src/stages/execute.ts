import type { Chain } from "../ports/Chain.ts";
import type { Clock } from "../ports/Clock.ts";
import type { Journal } from "../ports/Journal.ts";
import type { Metrics } from "../ports/Metrics.ts";
import type { Executed, LeaseToken, NewBatch, NewExecution, Store, TransactionPurpose } from "../ports/Store.ts";
import type { Trace } from "../ports/Trace.ts";
import { type CallRecord, listCalls } from "./listCalls.ts";
import { gasOf, planExecutions } from "./planExecutions.ts";
import type { LaneEvent, TransactionLane } from "./TransactionLane.ts";

/** What the executing stage needs. */
export interface ExecutionParameters {
  readonly chain: Chain;
  readonly store: Store;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly trace: Trace;
  readonly journal: Journal;
  readonly lane: TransactionLane;
  /** Address of the executor. */
  readonly executor: string;
  readonly maxInFlight: number;
}

/** The executing stage as others see it. */
export interface Execution {
  /** Takes up executions of batches that are not final. With a lease, calls that were not divided before a crash are divided too. */
  recover(lease: LeaseToken | undefined): Promise<void>;
  /** Divides the calls of a batch that was closed just now. */
  add(batch: NewBatch, lease: LeaseToken): Promise<void>;
  /** Blocks in which calls of a batch were executed; undefined while one of its executions waits. A batch is not final before. */
  blocksOf(batch: NewBatch): readonly ExecutionBlock[] | undefined;
  /** Looks again for executions of transactions that the lane does not know: another instance sent them. */
  recheck(): Promise<void>;
  /** A batch is final: its executions are looked at no more. */
  forget(batch: NewBatch): void;
  submit(lease: LeaseToken): Promise<void>;
  apply(events: readonly LaneEvent[]): Promise<void>;
  /** Executions without an outcome that are still tried. */
  readonly waiting: number;
}

/** A block that executed calls. */
export interface ExecutionBlock {
  readonly transactionHash: string;
  readonly blockNumber: number;
  readonly blockHash: string;
}

type ExecutionPlace = Pick<NewExecution, "logId" | "number" | "part">;

interface Tracked {
  readonly execution: NewExecution;
  readonly calls: readonly CallRecord[];
  isSent: boolean;
  notBefore: number;
  failures: number;
  block: ExecutionBlock | undefined;
}

const TRANSACTION_GAS = 200_000;
const RETRY_MS = 1_000;
const MAX_RETRIES = 5;
/** A call that was not carried out: because it was before, most of the time. */
const SKIPPED = 0;

/** Executes the calls among the records: a few hundred in one transaction, each one's failure its own. What became of each is stored. */
export function createExecution(parameters: ExecutionParameters): Execution {
  const { chain, store, clock, metrics, trace, journal, lane } = parameters;
  const tracked = new Map<string, Tracked>();

  function track(execution: NewExecution, calls: readonly CallRecord[], executed?: Executed): void {
    const fresh = { execution, calls, isSent: executed !== undefined, notBefore: 0, failures: 0, block: executed };
    tracked.set(nameOf(execution), fresh);
  }

  function listOf({ logId, number }: NewBatch): readonly Tracked[] {
    return [...tracked.values()].filter(({ execution }) => execution.logId === logId && execution.number === number);
  }

  async function divide(batch: NewBatch, calls: readonly CallRecord[], lease: LeaseToken): Promise<void> {
    const { logId, number } = batch;
    for (const [part, own] of planExecutions(calls).entries()) {
      const execution = { logId, number, part, sequences: own.map(({ sequence }) => sequence) };
      if (tracked.has(nameOf(execution))) continue;
      await store.closeExecution(execution, lease);
      trace.reach("execute.closed");
      track(execution, own);
    }
  }

  async function sendOne(entry: Tracked, lease: LeaseToken): Promise<void> {
    const { logId, number, part } = entry.execution;
    const input = chain.encodeExecute(entry.calls.map(({ bytes }) => bytes));
    const gasLimit = BigInt(entry.calls.reduce((sum, call) => sum + gasOf(call), TRANSACTION_GAS));
    const purpose = { kind: "execute", logId, number, part } as const;
    await lane.submit({ purpose, to: parameters.executor, input, gasLimit }, lease);
    entry.isSent = true;
  }

  function putOff(entry: Tracked): void {
    entry.isSent = false;
    entry.failures += 1;
    entry.notBefore = entry.failures > MAX_RETRIES ? Number.POSITIVE_INFINITY : clock.now() + RETRY_MS * entry.failures;
  }

  async function applyOne(event: LaneEvent): Promise<void> {
    const { purpose } = event;
    if (purpose.kind !== "execute") return;
    const { logId, number, part } = purpose;
    const entry = tracked.get(nameOf(purpose));
    if (event.kind === "lost") return entry === undefined ? undefined : putOff(entry);
    if (event.kind === "unmined") {
      if (entry !== undefined) entry.block = undefined;
      return await store.setExecuted(logId, number, part, undefined);
    }
    const { succeeded, outcomes, hash, blockNumber, blockHash } = event.outcome;
    if (!succeeded || outcomes === undefined) {
      journal.warn("execution-reverted", { logId, number, part, transaction: hash });
      return entry === undefined ? undefined : putOff(entry);
    }
    await keepOutcomes(purpose, { transactionHash: hash, blockNumber, blockHash, outcomes });
    trace.reach("execute.outcomes-kept");
    const done = outcomes.reduce((sum, outcome) => (outcome === 1 ? sum + 1 : sum), 0);
    metrics.count("calls_executed", done);
    metrics.count("calls_failed", outcomes.length - done);
    if (entry === undefined) return;
    entry.block = { transactionHash: hash, blockNumber, blockHash };
    entry.isSent = true;
  }

  /** Where another transaction did the same, what it skipped the one before had done. */
  async function keepOutcomes(place: ExecutionPlace, executed: Executed): Promise<void> {
    const { logId, number, part } = place;
    const known = await findKnown(place);
    const isOther = known !== undefined && known.transactionHash !== executed.transactionHash;
    if (!isOther) return await store.setExecuted(logId, number, part, executed);
    if (executed.outcomes.every((outcome) => outcome === SKIPPED)) return;
    const outcomes = executed.outcomes.map((outcome, at) =>
      outcome === SKIPPED ? (known.outcomes[at] ?? SKIPPED) : outcome,
    );
    await store.setExecuted(logId, number, part, { ...executed, outcomes });
  }

  async function recheckOne(entry: Tracked): Promise<void> {
    const { block, execution } = entry;
    if (block === undefined || lane.news.some((purpose) => isFor(purpose, execution))) return;
    const { transactionHash } = block;
    const found = await chain.readBlock(block.blockNumber);
    if (found === undefined || found.hash === block.blockHash) return;
    const outcome = await chain.readOutcome(transactionHash);
    if (outcome !== undefined)
      return await applyOne({ kind: "mined", purpose: { kind: "execute", ...execution }, outcome });
    const { logId, number, part } = execution;
    await store.setExecuted(logId, number, part, undefined);
    entry.block = undefined;
    entry.isSent = false;
  }

  async function findKnown({ logId, number, part }: ExecutionPlace): Promise<Executed | undefined> {
    const executions = await store.readExecutions(logId, number);
    return executions.find((execution) => execution.part === part)?.executed;
  }

  return {
    async recover(lease) {
      tracked.clear();
      for (const batch of await store.readUnsettledBatches()) {
        const calls = await listCalls(store, batch);
        if (calls.length === 0) continue;
        for (const { executed, ...execution } of await store.readExecutions(batch.logId, batch.number)) {
          const own = calls.filter(({ sequence }) => execution.sequences.includes(sequence));
          track(execution, own, executed);
        }
        if (lease !== undefined) await divide(batch, calls, lease);
      }
      for (const purpose of lane.purposes) {
        const entry = purpose.kind === "execute" ? tracked.get(nameOf(purpose)) : undefined;
        if (entry !== undefined) entry.isSent = true;
      }
    },
    async add(batch, lease) {
      await divide(batch, await listCalls(store, batch), lease);
    },
    blocksOf(batch) {
      const executions = listOf(batch);
      const isWaiting = executions.some(({ block, failures }) => block === undefined && failures <= MAX_RETRIES);
      return isWaiting ? undefined : executions.flatMap(({ block }) => block ?? []);
    },
    async recheck() {
      for (const entry of tracked.values()) await recheckOne(entry);
    },
    forget(batch) {
      for (const { execution } of listOf(batch)) tracked.delete(nameOf(execution));
    },
    async submit(lease) {
      for (const entry of tracked.values()) {
        if (entry.isSent || clock.now() < entry.notBefore) continue;
        if (lane.inFlight >= parameters.maxInFlight) return;
        await sendOne(entry, lease);
      }
    },
    async apply(events) {
      for (const event of events) await applyOne(event);
    },
    get waiting() {
      return [...tracked.values()].filter(
        ({ block, notBefore }) => block === undefined && notBefore !== Number.POSITIVE_INFINITY,
      ).length;
    },
  };
}

function isFor(purpose: TransactionPurpose, execution: ExecutionPlace): boolean {
  return purpose.kind === "execute" && nameOf(purpose) === nameOf(execution);
}

function nameOf({ logId, number, part }: ExecutionPlace): string {
  return `${logId} ${number} ${part}`;
}
