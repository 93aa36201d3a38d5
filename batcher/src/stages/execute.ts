import type { Chain } from "../ports/Chain.ts";
import type { Clock } from "../ports/Clock.ts";
import type { Journal } from "../ports/Journal.ts";
import type { Metrics } from "../ports/Metrics.ts";
import type { LeaseToken, NewBatch, NewExecution, Store } from "../ports/Store.ts";
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
  /** Takes up executions of batches that are not final and that have no outcome. */
  recover(): Promise<void>;
  /** Divides the calls of a batch that was closed just now. */
  add(batch: NewBatch, lease: LeaseToken): Promise<void>;
  submit(lease: LeaseToken): Promise<void>;
  apply(events: readonly LaneEvent[]): Promise<void>;
  /** Executions without an outcome that are still tried. */
  readonly waiting: number;
}

interface Tracked {
  readonly execution: NewExecution;
  readonly calls: readonly CallRecord[];
  isSent: boolean;
  notBefore: number;
  failures: number;
}

const TRANSACTION_GAS = 200_000;
const RETRY_MS = 1_000;
const MAX_RETRIES = 5;

/** Executes the calls among the records: a few hundred in one transaction, each one's failure its own. What became of each is stored. */
export function createExecution(parameters: ExecutionParameters): Execution {
  const { chain, store, clock, metrics, trace, journal, lane } = parameters;
  const tracked = new Map<string, Tracked>();

  function track(execution: NewExecution, calls: readonly CallRecord[]): void {
    tracked.set(nameOf(execution), { execution, calls, isSent: false, notBefore: 0, failures: 0 });
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
    if (event.kind === "unmined") return await store.setExecuted(logId, number, part, undefined);
    const { succeeded, outcomes, hash, blockNumber, blockHash } = event.outcome;
    if (!succeeded || outcomes === undefined) {
      journal.warn("execution-reverted", { logId, number, part, transaction: hash });
      return entry === undefined ? undefined : putOff(entry);
    }
    await store.setExecuted(logId, number, part, { transactionHash: hash, blockNumber, blockHash, outcomes });
    trace.reach("execute.outcomes-kept");
    const done = outcomes.reduce((sum, outcome) => (outcome === 1 ? sum + 1 : sum), 0);
    metrics.count("calls_executed", done);
    metrics.count("calls_failed", outcomes.length - done);
    tracked.delete(nameOf(purpose));
  }

  return {
    async recover() {
      tracked.clear();
      for (const batch of await store.readUnsettledBatches()) {
        for (const { executed, ...execution } of await store.readExecutions(batch.logId, batch.number)) {
          if (executed !== undefined) continue;
          const calls = await listCalls(store, batch);
          const own = calls.filter(({ sequence }) => execution.sequences.includes(sequence));
          track(execution, own);
        }
      }
      for (const purpose of lane.purposes) {
        const entry = purpose.kind === "execute" ? tracked.get(nameOf(purpose)) : undefined;
        if (entry !== undefined) entry.isSent = true;
      }
    },
    async add(batch, lease) {
      const plans = planExecutions(await listCalls(store, batch));
      for (const [part, calls] of plans.entries()) {
        const { logId, number } = batch;
        const execution = { logId, number, part, sequences: calls.map(({ sequence }) => sequence) };
        await store.closeExecution(execution, lease);
        trace.reach("execute.closed");
        track(execution, calls);
      }
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
      return [...tracked.values()].filter(({ notBefore }) => notBefore !== Number.POSITIVE_INFINITY).length;
    },
  };
}

function nameOf({ logId, number, part }: { logId: string; number: number; part: number }): string {
  return `${logId} ${number} ${part}`;
}
