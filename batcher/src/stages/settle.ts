import { isFault } from "../errors.ts";
import type { Clock } from "../ports/Clock.ts";
import type { Journal } from "../ports/Journal.ts";
import type { Metrics } from "../ports/Metrics.ts";
import type { LeaseToken, LogPosition, Store } from "../ports/Store.ts";
import type { Anchoring } from "./anchor.ts";
import type { Answering } from "./answer.ts";
import type { Assembly } from "./assemble.ts";
import type { Execution } from "./execute.ts";
import type { TermKeeping } from "./keepTerm.ts";
import type { Reopening } from "./reopen.ts";
import type { TransactionLane } from "./TransactionLane.ts";

/** What bringing batches on chain needs. */
export interface SettlementParameters {
  readonly store: Store;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly journal: Journal;
  readonly assembly: Assembly;
  readonly anchoring: Anchoring;
  readonly lane: TransactionLane;
  readonly execution: Execution | undefined;
  readonly answering: Answering;
  readonly reopening: Reopening;
  readonly term: TermKeeping;
  /** Takes up what the chain has and the store has not, and answers where the store stands. */
  readonly adopt: (lease: LeaseToken) => Promise<LogPosition>;
  /** Whether everything that was stored here is anchored, by whichever instance. */
  readonly isAllAnchored: () => Promise<boolean>;
  /** Closes what is in no batch of the logs before. */
  readonly closeOthers: (lease: LeaseToken) => Promise<void>;
  /** Names this instance to others. */
  readonly holder: string;
  /** The lease that was taken at the start, where it was. */
  readonly lease: LeaseToken | undefined;
  readonly leaseMs: number;
  /** How often is looked while something is under way, and while nothing is. */
  readonly busyMs: number;
  readonly idleMs: number;
  /** The store must not be used any more. */
  readonly onFailed: (error: unknown) => void;
}

/** The settling loop as others see it. */
export interface Settlement {
  /** Runs until the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
  /**
   * From now on every record goes into a batch at once. Resolves when all are anchored, or when the signal aborts. While another instance holds the lease it anchors; where it is gone its lease runs out,
   * and this one does.
   */
  drain(signal: AbortSignal): Promise<void>;
  readonly holdsLease: boolean;
  /** What keeps batches from coming on chain, in a few words; undefined while nothing does. */
  readonly trouble: string | undefined;
}

/** The one loop that closes batches and brings them on chain, while this instance holds the lease. */
export function createSettlement(parameters: SettlementParameters): Settlement {
  const { store, clock, metrics, journal, assembly, anchoring, lane, execution, answering } = parameters;
  let lease = parameters.lease;
  let renewedAt = clock.now();
  let isDraining = false;
  let failures = 0;
  let trouble: string | undefined;
  let hasRecovered = lease !== undefined;

  async function holdLease(): Promise<LeaseToken | undefined> {
    if (lease !== undefined && clock.now() - renewedAt >= parameters.leaseMs / 3) {
      const renewing = clock.now();
      if (await store.renewLease(lease, parameters.leaseMs)) renewedAt = renewing;
      else loseLease();
    }
    if (lease === undefined) {
      const taking = clock.now();
      lease = await store.takeLease(parameters.holder, parameters.leaseMs);
      renewedAt = taking;
      hasRecovered = false;
      if (lease !== undefined) journal.note("lease-taken");
    }
    metrics.set("lease_held", lease === undefined ? 0 : 1);
    return lease;
  }

  function loseLease(): void {
    if (lease !== undefined) journal.warn("lease-lost");
    lease = undefined;
    hasRecovered = false;
  }

  /** Takes up where the instance that held the lease before stopped. */
  async function recover(held: LeaseToken): Promise<void> {
    await lane.open();
    await assembly.recover(await parameters.adopt(held));
    await parameters.closeOthers(held);
    await anchoring.recover();
    await execution?.recover(held);
    hasRecovered = true;
  }

  /** Opens batches again that cannot be anchored as they were closed. */
  async function reopen(held: LeaseToken): Promise<void> {
    const { unfit } = anchoring;
    if (unfit === undefined || !(await parameters.reopening.reopen(unfit, held))) return;
    hasRecovered = false;
    await recover(held);
  }

  async function turn(): Promise<void> {
    const held = await holdLease();
    await parameters.term.keep(held);
    if (held === undefined) return;
    if (!hasRecovered) await recover(held);
    await reopen(held);
    if (assembly.isBehind) await assembly.catchUp();
    const closed = await assembly.closeDue(held, isDraining);
    anchoring.add(closed);
    for (const batch of closed) await execution?.add(batch, held);
    await anchoring.submit(held);
    await execution?.submit(held);
    await answering.answer(held);
    const events = await lane.look(held);
    await anchoring.apply(events);
    await execution?.apply(events);
    answering.apply(events);
    lane.noted(events);
    await anchoring.settle();
    if (events.length > 0) await anchoring.submit(held);
  }

  /** What a failed turn leaves; false where nothing can be done any more. */
  function judgeFailure(error: unknown): boolean {
    failures += 1;
    trouble = error instanceof Error ? error.message : String(error);
    const code = isFault(error) ? error.code : "unknown";
    const isOfChain = isFault(error, "CHAIN_UNAVAILABLE", "CHAIN_REFUSED");
    metrics.count(isOfChain ? "chain_faults" : "store_faults", 1, code);
    if (isFault(error, "LEASE_LOST")) loseLease();
    else if (isFault(error, "BATCH_CLOSED_ALREADY")) hasRecovered = false;
    else if (isFault(error, "STORE_FAILED")) {
      parameters.onFailed(error);
      return false;
    } else if (!isOfChain) hasRecovered = false;
    if (failures === 1 || failures % 20 === 0) journal.fail("settling-failed", error, { failures });
    return true;
  }

  function pauseMs(): number {
    const { busyMs, idleMs } = parameters;
    if (failures > 0) return Math.min(5_000, busyMs * 2 ** Math.min(failures, 7));
    if (lane.inFlight > 0 || isDraining) return busyMs;
    return Math.min(idleMs, Math.max(1, assembly.dueInMs ?? idleMs));
  }

  async function run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await turn();
        failures = 0;
        trouble = undefined;
      } catch (error) {
        if (!judgeFailure(error)) return;
      }
      await clock.sleep(pauseMs(), signal);
    }
    if (lease !== undefined) await store.giveLeaseBack(lease).catch(() => undefined);
  }

  return {
    run,
    async drain(signal) {
      isDraining = true;
      const { busyMs, leaseMs, isAllAnchored } = parameters;
      const until = clock.now() + 2 * leaseMs;
      const isDone = async (): Promise<boolean> => {
        if (lease === undefined) return clock.now() >= until || (await isAllAnchored().catch(() => false));
        const open = assembly.waiting + anchoring.unanchored + (execution?.waiting ?? 0) + lane.inFlight;
        return hasRecovered && open === 0;
      };
      while (!signal.aborted && !(await isDone())) await clock.sleep(busyMs, signal);
    },
    get holdsLease() {
      return lease !== undefined;
    },
    get trouble() {
      return trouble;
    },
  };
}
