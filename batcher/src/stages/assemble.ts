import { buildTree, computeLeaves, rootOfTree } from "#sdk/receipts";

import type { Clock } from "../ports/Clock.ts";
import type { Metrics } from "../ports/Metrics.ts";
import type { ClosingReason, LeaseToken, LogPosition, NewBatch, Store, StoredGroup } from "../ports/Store.ts";
import type { Trace } from "../ports/Trace.ts";
import { fromHex, toHex } from "../records.ts";
import type { BatchShelf } from "./BatchShelf.ts";
import type { ChainView } from "./ChainView.ts";
import type { PromisedGroup } from "./PromisedGroup.ts";

/** A stored group that is in no batch yet. */
interface Waiting {
  readonly firstSequence: number;
  readonly count: number;
  readonly leaves: Uint8Array;
  /** By the clock of the pipeline. */
  readonly since: number;
}

/** What the assembling stage needs. */
export interface AssemblyParameters {
  readonly store: Store;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly trace: Trace;
  readonly view: ChainView;
  readonly shelf: BatchShelf;
  readonly logId: string;
  /** How long a record waits for others. */
  readonly maxAgeMs: number;
}

/** The assembling stage as others see it. */
export interface Assembly {
  /** A group was stored here. */
  add(group: PromisedGroup): void;
  /** Reads from the store what is in no batch: at the start, and when the lease was taken over. */
  recover(from: LogPosition): Promise<void>;
  /** Takes up what other instances stored, and what was stored while something else was read. */
  catchUp(): Promise<void>;
  /** Whether there may be such groups. */
  readonly isBehind: boolean;
  /** Closes every batch that is due; all of them while draining. */
  closeDue(lease: LeaseToken, isDraining: boolean): Promise<readonly NewBatch[]>;
  /** Records in no batch. */
  readonly waiting: number;
  /** How long until the oldest has waited long enough; undefined where nothing waits. */
  readonly dueInMs: number | undefined;
}

/**
 * Puts whole groups into batches, in the order of their sequences: a batch ends where a promised group ends, so that a member can carry on in the batcher's place. Only a
 * group that is larger than the members allow a batch to be, because they changed that, is divided.
 */
export function createAssembly(parameters: AssemblyParameters): Assembly {
  const { store, clock, metrics, trace, view, shelf, logId } = parameters;
  const log = fromHex(logId);
  let waiting: Waiting[] = [];
  let records = 0;
  let nextNumber = 0;
  let nextSequence = 0;
  let isRecovered = false;
  /** Whether a group was stored that is to be read from the store, because those before it are not here. */
  let isBehind = false;

  function push(group: Waiting): void {
    waiting.push(group);
    records += group.count;
    nextSequence = group.firstSequence + group.count;
  }

  function toWaiting({ firstSequence, count, digests }: StoredGroup): Waiting {
    const [skipped, since] = [Math.max(0, nextSequence - firstSequence), clock.now()];
    const first = firstSequence + skipped;
    return {
      firstSequence: first,
      count: count - skipped,
      leaves: computeLeaves(log, first, digests.subarray(skipped * 32)),
      since,
    };
  }

  async function catchUp(): Promise<void> {
    isBehind = false;
    for await (const group of store.readGroups(logId, nextSequence)) {
      if (group.firstSequence + group.count > nextSequence) push(toWaiting(group));
    }
  }

  /** How many groups from the first on are the next batch. */
  function measure(): { readonly groups: number; readonly count: number; readonly isFull: boolean } {
    const { maxRecords } = view.parameters;
    let count = 0;
    for (const [index, group] of waiting.entries()) {
      if (count + group.count > maxRecords) return { groups: index, count, isFull: true };
      count += group.count;
    }
    return { groups: waiting.length, count, isFull: count === maxRecords };
  }

  function reasonToClose(isFull: boolean, isDraining: boolean): ClosingReason | undefined {
    const [oldest] = waiting;
    if (oldest === undefined) return undefined;
    if (isFull) return "size";
    if (isDraining) return "drain";
    if (isRecovered) return "recovery";
    return clock.now() - oldest.since >= parameters.maxAgeMs ? "age" : undefined;
  }

  /** Divides the first group where it alone is too large for a batch. */
  function divideFirst(): void {
    const [first, ...rest] = waiting;
    const { maxRecords } = view.parameters;
    if (first === undefined || first.count <= maxRecords) return;
    const parts: Waiting[] = [];
    for (let at = 0; at < first.count; at += maxRecords) {
      const count = Math.min(maxRecords, first.count - at);
      const leaves = first.leaves.subarray(at * 32, (at + count) * 32);
      parts.push({ firstSequence: first.firstSequence + at, count, leaves, since: first.since });
    }
    waiting = [...parts, ...rest];
  }

  async function close(groups: readonly Waiting[], reason: ClosingReason, lease: LeaseToken): Promise<NewBatch> {
    const count = groups.reduce((sum, group) => sum + group.count, 0);
    const leaves = Buffer.concat(groups.map((group) => group.leaves));
    const tree = buildTree(leaves);
    const firstSequence = groups[0]?.firstSequence ?? 0;
    const batch: NewBatch = { logId, number: nextNumber, firstSequence, count, root: toHex(rootOfTree(tree)), reason };
    trace.reach("assemble.before-close");
    await store.closeBatch(batch, lease);
    trace.reach("assemble.closed", { logId, number: batch.number, firstSequence, count });
    shelf.keep(batch, tree);
    nextNumber += 1;
    metrics.count("batches_closed", 1, reason);
    metrics.observe("batch_records", count);
    return batch;
  }

  return {
    add({ firstSequence, count, leaves }) {
      if (!store.isShared && firstSequence === nextSequence) push({ firstSequence, count, leaves, since: clock.now() });
      else isBehind ||= firstSequence > nextSequence;
    },
    async recover({ batches, firstUnbatched }) {
      waiting = [];
      records = 0;
      nextNumber = batches;
      nextSequence = firstUnbatched;
      await catchUp();
      isRecovered = waiting.length > 0;
    },
    catchUp,
    async closeDue(lease, isDraining) {
      const closed: NewBatch[] = [];
      for (;;) {
        divideFirst();
        const { groups, isFull } = measure();
        const reason = reasonToClose(isFull, isDraining);
        if (reason === undefined) break;
        const batch = await close(waiting.slice(0, groups), reason, lease);
        waiting = waiting.slice(groups);
        records -= batch.count;
        closed.push(batch);
      }
      isRecovered = false;
      return closed;
    },
    get isBehind() {
      return isBehind || store.isShared;
    },
    get waiting() {
      return records;
    },
    get dueInMs() {
      const [oldest] = waiting;
      return oldest === undefined ? undefined : Math.max(0, oldest.since + parameters.maxAgeMs - clock.now());
    },
  };
}
