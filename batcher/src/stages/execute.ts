import type { Chain, Outcome } from "../ports/Chain.ts";
import type { Clock } from "../ports/Clock.ts";
import type { Journal } from "../ports/Journal.ts";
import type { Metrics } from "../ports/Metrics.ts";
import type {
  Executed,
  ExecutionPlace,
  LeaseToken,
  NewBatch,
  NewExecution,
  Store,
  TransactionPurpose,
} from "../ports/Store.ts";
import type { Trace } from "../ports/Trace.ts";
import { type ExecutionBlock, findOutcomes, isAnySkipped, toBlock } from "./findOutcomes.ts";
import { type CallRecord, inOrderOf, listCalls } from "./listCalls.ts";
import { gasLimitOf, planExecutions } from "./planExecutions.ts";
import { isSamePurpose, type LaneEvent, type TransactionLane } from "./TransactionLane.ts";

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
  /** Records that were given up since the start: their execution reverts as a whole although nothing else is in it. */
  readonly givenUp: number;
}

interface Tracked {
  readonly execution: NewExecution;
  readonly calls: readonly CallRecord[];
  isSent: boolean;
  notBefore: number;
  tries: number;
  /** How often its transaction reverted as a whole. */
  reverts: number;
  block: ExecutionBlock | undefined;
  /** Whether transactions may be kept for it that the lane does not know: of an account that held the lease before. */
  isOld: boolean;
  /** What a transaction came to that found calls carried out already, until it is known by which one they were. */
  skipped: Outcome | undefined;
  looks: number;
}

const RETRY_MS = 1_000;
const MAX_PAUSE_MS = 5_000;
/** A record alone is given up after so many. */
const MAX_REVERTS = 5;
/** What reverted as a whole so often is divided, if there is more than one record in it. */
const REVERTS_UNTIL_DIVIDED = 2;
const GIVEN_UP = Number.POSITIVE_INFINITY;
/** How often is looked for the transaction that carried out what another one skipped. */
const MAX_LOOKS = 30;

/**
 * Executes the calls among the records: a few hundred in one transaction, each one's failure its own. What became of each is stored. Where a transaction reverts as a whole its records are divided in
 * halves, until one record alone is at fault.
 */
export function createExecution(parameters: ExecutionParameters): Execution {
  const { chain, store, clock, metrics, trace, journal, lane } = parameters;
  const tracked = new Map<string, Tracked>();
  let givenUp = 0;

  function track(execution: NewExecution, calls: readonly CallRecord[], isOld: boolean, executed?: Executed): void {
    const fresh = { notBefore: 0, tries: 0, reverts: 0, skipped: undefined, looks: 0, isOld };
    tracked.set(nameOf(execution), { execution, calls, isSent: executed !== undefined, block: executed, ...fresh });
  }

  function listOf({ logId, number }: NewBatch): readonly Tracked[] {
    return [...tracked.values()].filter(({ execution }) => execution.logId === logId && execution.number === number);
  }

  /** Divides what is in no execution yet of the calls of a batch. */
  async function divide(batch: NewBatch, calls: readonly CallRecord[], lease: LeaseToken): Promise<void> {
    const placed = new Set(listOf(batch).flatMap(({ execution }) => execution.sequences));
    const open = calls.filter(({ sequence }) => !placed.has(sequence));
    if (open.length === 0) return;
    let part = await findFreePart(batch);
    // Calls of a batch that was opened again may be carried out already.
    const before = new Set((await store.readFormerExecutions(batch.logId)).flatMap(({ sequences }) => sequences));
    for (const own of planExecutions(open)) {
      const execution = toExecution(batch, part, own);
      await store.closeExecution(execution, lease);
      trace.reach("execute.closed");
      track(
        execution,
        own,
        own.some(({ sequence }) => before.has(sequence)),
      );
      part += 1;
    }
  }

  async function findFreePart({ logId, number }: Pick<NewBatch, "logId" | "number">): Promise<number> {
    const formers = await store.readFormerExecutions(logId);
    const known = [...(await store.readExecutions(logId, number)), ...formers.filter((each) => each.number === number)];
    return known.reduce((free, { part }) => Math.max(free, part + 1), 0);
  }

  /** Puts two halves in the place of an execution that reverts as a whole. */
  async function divideAnew({ execution, calls }: Tracked, lease: LeaseToken): Promise<void> {
    const { logId, number, part } = execution;
    const [free, middle] = [await findFreePart(execution), Math.ceil(calls.length / 2)];
    const halves = [calls.slice(0, middle), calls.slice(middle)];
    const parts = halves.map((half, index) => toExecution(execution, free + index, half));
    await store.divideExecution(execution, parts, lease);
    journal.warn("execution-divided", { logId, number, part, records: calls.length, into: `${free}, ${free + 1}` });
    tracked.delete(nameOf(execution));
    for (const [index, half] of parts.entries()) track(half, halves[index] ?? [], true);
  }

  async function keepOutcomes(entry: Tracked, block: ExecutionBlock, outcomes: Uint8Array): Promise<void> {
    const { logId, number, part } = entry.execution;
    await store.setExecuted(logId, number, part, { ...block, outcomes });
    trace.reach("execute.outcomes-kept");
    const done = outcomes.reduce((sum, outcome) => (outcome === 1 ? sum + 1 : sum), 0);
    metrics.count("calls_executed", done);
    metrics.count("calls_failed", outcomes.length - done);
    entry.block = block;
    entry.skipped = undefined;
    entry.isSent = true;
  }

  /** Whether a transaction of some account has carried the calls out already: then nothing is sent. */
  async function adopt(entry: Tracked): Promise<boolean> {
    const { outcomes, block } = await findOutcomes(parameters, entry.execution, entry.calls);
    if (block === undefined || isAnySkipped(outcomes)) return false;
    const { logId, number, part } = entry.execution;
    journal.note("execution-found", { logId, number, part, transaction: block.transactionHash });
    await keepOutcomes(entry, block, outcomes);
    return true;
  }

  /** What a transaction skipped another one has done: what that one said of it is kept. A node may not tell of it yet. */
  async function resolve(entry: Tracked, skipped: Outcome): Promise<void> {
    const found = await findOutcomes(parameters, entry.execution, entry.calls);
    entry.looks += 1;
    if (isAnySkipped(found.outcomes) && found.isOpen && entry.looks <= MAX_LOOKS) {
      entry.skipped = skipped;
      entry.notBefore = clock.now() + RETRY_MS;
    } else await keepOutcomes(entry, toBlock(skipped), found.outcomes);
  }

  async function sendOne(entry: Tracked, lease: LeaseToken): Promise<void> {
    const { logId, number, part } = entry.execution;
    const input = chain.encodeExecute(entry.calls.map(({ bytes }) => bytes));
    const gasLimit = BigInt(gasLimitOf(entry.calls));
    const purpose = { kind: "execute", logId, number, part } as const;
    await lane.submit({ purpose, to: parameters.executor, input, gasLimit }, lease);
    entry.isSent = true;
    entry.isOld = true;
  }

  async function bring(entry: Tracked, lease: LeaseToken): Promise<void> {
    if (entry.isOld && (await adopt(entry))) return;
    if (entry.reverts >= REVERTS_UNTIL_DIVIDED && entry.calls.length > 1) await divideAnew(entry, lease);
    else await sendOne(entry, lease);
  }

  function putOff(entry: Tracked): void {
    entry.isSent = false;
    entry.tries += 1;
    entry.notBefore = clock.now() + Math.min(MAX_PAUSE_MS, RETRY_MS * entry.tries);
  }

  function giveUp(entry: Tracked): void {
    const { logId, number, part, sequences } = entry.execution;
    entry.notBefore = GIVEN_UP;
    givenUp += 1;
    metrics.count("calls_given_up", 1);
    journal.fail("call-given-up", undefined, { logId, number, part, sequence: sequences[0] ?? -1 });
  }

  async function applyOne(event: LaneEvent): Promise<void> {
    const { purpose } = event;
    if (purpose.kind !== "execute") return;
    const { logId, number, part } = purpose;
    const entry = tracked.get(nameOf(purpose));
    // Its batch is final: what is known of its calls stays, whatever becomes of a transaction that came too late.
    if (entry === undefined) return;
    if (event.kind === "lost") return putOff(entry);
    if (event.kind === "mined") return await applyOutcome(entry, event.outcome);
    [entry.block, entry.skipped, entry.looks] = [undefined, undefined, 0];
    await store.setExecuted(logId, number, part, undefined);
  }

  async function applyOutcome(entry: Tracked, outcome: Outcome): Promise<void> {
    const { succeeded, outcomes, hash } = outcome;
    if (!succeeded || outcomes === undefined) return meetRevert(entry, hash);
    entry.isSent = true;
    if (isAnySkipped(outcomes)) await resolve(entry, outcome);
    else await keepOutcomes(entry, toBlock(outcome), outcomes);
  }

  function meetRevert(entry: Tracked, transaction: string): void {
    const { logId, number, part } = entry.execution;
    journal.warn("execution-reverted", { logId, number, part, transaction });
    if (lane.isWaiting(purposeOf(entry.execution))) return;
    putOff(entry);
    entry.reverts += 1;
    if (entry.calls.length === 1 && entry.reverts >= MAX_REVERTS) giveUp(entry);
  }

  async function recheckOne(entry: Tracked): Promise<void> {
    const { block, execution } = entry;
    const purpose = purposeOf(execution);
    if (block === undefined || lane.news.some((other) => isSamePurpose(other, purpose))) return;
    const found = await chain.readBlock(block.blockNumber);
    if (found === undefined || found.hash === block.blockHash) return;
    const known = await findOutcomes(parameters, execution, entry.calls);
    const isKnown = !known.isOpen || !isAnySkipped(known.outcomes);
    if (known.block !== undefined && isKnown) return await keepOutcomes(entry, known.block, known.outcomes);
    const { logId, number, part } = execution;
    await store.setExecuted(logId, number, part, undefined);
    entry.block = undefined;
    entry.isSent = false;
    entry.isOld = true;
  }

  return {
    async recover(lease) {
      tracked.clear();
      for (const batch of await store.readUnsettledBatches()) {
        const calls = await listCalls(store, batch);
        if (calls.length === 0) continue;
        for (const { executed, ...execution } of await store.readExecutions(batch.logId, batch.number)) {
          track(execution, inOrderOf(execution.sequences, calls), true, executed);
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
      const isWaiting = executions.some(({ block, notBefore }) => block === undefined && notBefore !== GIVEN_UP);
      return isWaiting ? undefined : executions.flatMap(({ block }) => block ?? []);
    },
    async recheck() {
      for (const entry of tracked.values()) await recheckOne(entry);
    },
    forget(batch) {
      for (const { execution } of listOf(batch)) tracked.delete(nameOf(execution));
    },
    async submit(lease) {
      for (const entry of [...tracked.values()]) {
        if (clock.now() < entry.notBefore) continue;
        if (entry.skipped !== undefined) await resolve(entry, entry.skipped);
        if (entry.isSent) continue;
        if (lane.inFlight >= parameters.maxInFlight) return;
        await bring(entry, lease);
      }
    },
    async apply(events) {
      for (const event of events) await applyOne(event);
    },
    get givenUp() {
      return givenUp;
    },
    get waiting() {
      return [...tracked.values()].filter(({ block, notBefore }) => block === undefined && notBefore !== GIVEN_UP)
        .length;
    },
  };
}

function toExecution(
  { logId, number }: Pick<NewBatch, "logId" | "number">,
  part: number,
  records: readonly CallRecord[],
): NewExecution {
  return { logId, number, part, sequences: records.map(({ sequence }) => sequence) };
}

function purposeOf({ logId, number, part }: ExecutionPlace): TransactionPurpose {
  return { kind: "execute", logId, number, part };
}

function nameOf({ logId, number, part }: ExecutionPlace): string {
  return `${logId} ${number} ${part}`;
}
