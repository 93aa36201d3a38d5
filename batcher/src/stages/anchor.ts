import type { AnchoredFacts, Chain } from "../ports/Chain.ts";
import type { Clock } from "../ports/Clock.ts";
import type { Journal } from "../ports/Journal.ts";
import type { Metrics } from "../ports/Metrics.ts";
import type { Anchored, LeaseToken, NewBatch, Store, TransactionPurpose } from "../ports/Store.ts";
import type { Trace } from "../ports/Trace.ts";
import type { ChainView } from "./ChainView.ts";
import { computeRoot } from "./computeRoot.ts";
import type { Execution } from "./execute.ts";
import type { LevelBoard } from "./LevelBoard.ts";
import type { LaneEvent, TransactionLane } from "./TransactionLane.ts";

/** What the anchoring stage needs. */
export interface AnchoringParameters {
  readonly chain: Chain;
  readonly store: Store;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly trace: Trace;
  readonly journal: Journal;
  readonly view: ChainView;
  readonly lane: TransactionLane;
  readonly board: LevelBoard;
  /** How many batches may be under way at the same time. */
  readonly maxInFlight: number;
  /** Whether the chain itself says which blocks are final; else confirmations are counted. */
  readonly asksFinality: boolean;
  /** Where the calls of batches are executed; undefined where none are. */
  readonly execution: Pick<Execution, "blocksOf" | "recheck" | "forget"> | undefined;
}

/** The anchoring stage as others see it. */
export interface Anchoring {
  /** Takes up what the store says is not final. */
  recover(): Promise<void>;
  /** Batches that were closed just now, ascending. */
  add(batches: readonly NewBatch[]): void;
  /** Sends what may be sent. */
  submit(lease: LeaseToken): Promise<void>;
  /** What the lane says has become of its transactions. */
  apply(events: readonly LaneEvent[]): Promise<void>;
  /** Looks for reorganisations, and for batches that are final now. */
  settle(): Promise<void>;
  /** The first batch that cannot be anchored as it was closed. */
  readonly unfit: UnfitBatch | undefined;
  readonly unsettled: number;
  readonly unanchored: number;
}

/** A batch that the contract never takes as it was closed: it is larger than the members allow now, or the chain has another one over the same records. */
export interface UnfitBatch {
  readonly logId: string;
  readonly number: number;
  /** The last one behind it that is closed. */
  readonly last: number;
  /** Whether the chain has another one in its place. */
  readonly isOnChain: boolean;
}

interface Tracked {
  readonly batch: NewBatch;
  readonly closedAt: number;
  isSent: boolean;
  anchored: Anchored | undefined;
  /** Not before then is it sent again. */
  notBefore: number;
  /** The chain has another batch over the same records. */
  isOtherwise: boolean;
}

const GAS_LIMIT = 400_000n;
const RETRY_MS = 1_000;

/** Brings batches on chain in their order, and follows them until they are final. */
export function createAnchoring(parameters: AnchoringParameters): Anchoring {
  const { chain, store, clock, metrics, trace, journal, view, lane, board, execution } = parameters;
  const tracked = new Map<string, Tracked>();

  function track(batch: NewBatch, anchored: Anchored | undefined): void {
    const { logId, number } = batch;
    const fresh = { isSent: false, notBefore: 0, isOtherwise: false };
    tracked.set(nameOf(logId, number), { batch, closedAt: clock.now(), anchored, ...fresh });
  }

  function find(purpose: TransactionPurpose): Tracked | undefined {
    return purpose.kind === "anchor" ? tracked.get(nameOf(purpose.logId, purpose.number)) : undefined;
  }

  /** Whether the chain has a batch over the same records, from the same on: it was closed so before it was closed anew. */
  async function isOverOurs(
    { logId, firstSequence }: NewBatch,
    { count, root, ...facts }: AnchoredFacts,
  ): Promise<boolean> {
    return (
      facts.firstSequence === firstSequence && (await computeRoot(store, { logId, firstSequence, count })) === root
    );
  }

  async function forgetAnchored(entry: Tracked): Promise<void> {
    const { logId, number } = entry.batch;
    if (entry.anchored !== undefined) await store.setAnchored(logId, number, undefined);
    entry.anchored = undefined;
  }

  function isUnfit({ batch, anchored, isOtherwise }: Tracked): boolean {
    return anchored === undefined && (isOtherwise || batch.count > view.parameters.maxRecords);
  }

  async function setAnchored(entry: Tracked, facts: AnchoredFacts): Promise<void> {
    const { logId, number, root, firstSequence, count } = entry.batch;
    if (facts.root !== root || facts.firstSequence !== firstSequence || facts.count !== count) {
      await forgetAnchored(entry);
      entry.isOtherwise = await isOverOurs(entry.batch, facts);
      if (entry.isOtherwise) return;
      journal.fail("batch-anchored-otherwise", undefined, { logId, number, ours: root, onChain: facts.root });
      entry.notBefore = Number.POSITIVE_INFINITY;
      return;
    }
    const { transactionHash, blockNumber, blockHash, anchoredAt, previous } = facts;
    const anchored = { transactionHash, blockNumber, blockHash, anchoredAt, previous };
    await store.setAnchored(logId, number, anchored);
    const isNew = entry.anchored === undefined;
    entry.anchored = anchored;
    trace.reach("anchor.anchored", { logId, number, blockNumber });
    if (isNew) {
      metrics.count("records_anchored", count);
      metrics.observe("anchored_seconds", (clock.now() - entry.closedAt) / 1_000);
    }
    board.change(entry.batch);
  }

  /** A transaction ended without anchoring its batch: somebody else may have, or it has to be sent again. */
  async function reconcile(entry: Tracked): Promise<void> {
    const { logId, number } = entry.batch;
    const facts = await chain.findAnchored(logId, number);
    if (facts !== undefined) return await setAnchored(entry, facts);
    if (lane.isWaiting({ kind: "anchor", logId, number })) return;
    entry.isSent = false;
    entry.notBefore = clock.now() + RETRY_MS;
  }

  async function applyOne(event: LaneEvent): Promise<void> {
    const entry = find(event.purpose);
    if (entry === undefined) return;
    const { logId, number } = entry.batch;
    if (event.kind === "lost") return await reconcile(entry);
    if (event.kind === "unmined") {
      metrics.count("reorganisations", 1);
      journal.warn("batch-reorganised", { logId, number });
      await store.setAnchored(logId, number, undefined);
      entry.anchored = undefined;
      trace.reach("anchor.reorganised", { logId, number });
      return board.change(entry.batch);
    }
    const facts = event.outcome.anchored.find((each) => each.logId === logId && each.number === number);
    if (event.outcome.succeeded && facts !== undefined) return await setAnchored(entry, facts);
    journal.warn("anchor-reverted", { logId, number, transaction: event.outcome.hash });
    await reconcile(entry);
  }

  /** Whether one was found: then nothing is called final in this turn. */
  async function findReorganisation(): Promise<boolean> {
    const highest = [...tracked.values()].findLast(({ anchored }) => anchored !== undefined)?.anchored;
    if (highest === undefined || view.head.number < highest.blockNumber) return false;
    if (view.head.number === highest.blockNumber && view.head.hash === highest.blockHash) return false;
    const block = await chain.readBlock(highest.blockNumber);
    // A node that is behind knows nothing of it: that is no reorganisation.
    if (block === undefined || block.hash === highest.blockHash) return false;
    await recheck();
    return true;
  }

  /** What the lane knows of it tells in its next look; the others are looked at here. */
  async function recheck(): Promise<void> {
    await lane.recheck();
    const own = new Set(lane.news.map(find));
    for (const entry of tracked.values()) if (!own.has(entry)) await recheckForeign(entry);
    await execution?.recheck();
  }

  /** Batches that are anchored by a transaction of somebody else's, or of before. */
  async function recheckForeign(entry: Tracked): Promise<void> {
    const { anchored, batch } = entry;
    if (anchored === undefined) return;
    const block = await chain.readBlock(anchored.blockNumber);
    // A node that is behind says nothing of it.
    if (block === undefined || block.hash === anchored.blockHash) return;
    const facts = await chain.findAnchored(batch.logId, batch.number);
    if (facts !== undefined) return await setAnchored(entry, facts);
    await store.setAnchored(batch.logId, batch.number, undefined);
    entry.anchored = undefined;
    entry.isSent = lane.purposes.some((purpose) => find(purpose) === entry);
    trace.reach("anchor.reorganised", { logId: batch.logId, number: batch.number });
    board.change(batch);
  }

  /** Whether the blocks of batches that are deep enough are on the chain that the newest block ends: later batches may be known from another one than earlier ones. */
  async function findMoved(due: readonly Tracked[]): Promise<"none" | "unknown" | "some"> {
    const { number, hash } = view.head;
    if ((await chain.readBlock(number))?.hash !== hash) return "unknown";
    const seen = new Map<string, number>();
    for (const { anchored, batch } of due) {
      if (anchored !== undefined) seen.set(anchored.blockHash, anchored.blockNumber);
      for (const { blockHash, blockNumber } of execution?.blocksOf(batch) ?? []) seen.set(blockHash, blockNumber);
    }
    for (const [blockHash, blockNumber] of seen) {
      const block = await chain.readBlock(blockNumber);
      if (block?.hash !== blockHash) return block === undefined ? "unknown" : "some";
    }
    return "none";
  }

  /** Whether a batch and all its executions are in blocks up to this one. */
  function isDeep({ anchored, batch }: Tracked, finalBlock: number): boolean {
    const executed = execution === undefined ? [] : execution.blocksOf(batch);
    const isExecuted = executed?.every(({ blockNumber }) => blockNumber <= finalBlock) ?? false;
    return isExecuted && anchored !== undefined && anchored.blockNumber <= finalBlock;
  }

  async function settleFinal(): Promise<void> {
    const waiting = [...tracked.entries()];
    if (!waiting.some(([, { anchored }]) => anchored !== undefined)) return;
    const confirmed = view.head.number - view.parameters.confirmations + 1;
    const finalBlock = parameters.asksFinality ? ((await chain.readFinalBlock()) ?? -1) : confirmed;
    const open = waiting.findIndex(([, entry]) => !isDeep(entry, finalBlock));
    const due = open < 0 ? waiting : waiting.slice(0, open);
    if (due.length === 0) return;
    const moved = await findMoved(due.map(([, entry]) => entry));
    if (moved !== "none") return moved === "some" ? await recheck() : undefined;
    await finish(due);
    lane.forget(finalBlock);
    for (const [, { batch }] of due) board.change(batch);
  }

  async function finish(due: readonly (readonly [string, Tracked])[]): Promise<void> {
    const done = new Map<string, { readonly number: number; records: number }>();
    for (const [name, { batch, closedAt }] of due) {
      const before = done.get(batch.logId)?.records ?? 0;
      done.set(batch.logId, { number: batch.number, records: before + batch.count });
      metrics.observe("final_seconds", (clock.now() - closedAt) / 1_000);
      tracked.delete(name);
      execution?.forget(batch);
    }
    for (const [logId, { number, records }] of done) {
      await store.setFinal(logId, number);
      metrics.count("records_final", records);
      trace.reach("anchor.final", { logId, number });
    }
  }

  return {
    async recover() {
      tracked.clear();
      for (const batch of await store.readUnsettledBatches()) track(batch, batch.anchored);
      for (const purpose of lane.purposes) {
        const entry = find(purpose);
        if (entry !== undefined) entry.isSent = true;
      }
      for (const entry of tracked.values()) if (entry.anchored === undefined && !entry.isSent) await reconcile(entry);
    },
    add(batches) {
      for (const batch of batches) track(batch, undefined);
    },
    async submit(lease) {
      const blocked = new Set<string>();
      for (const entry of tracked.values()) {
        // Nothing behind such a batch is taken either.
        if (isUnfit(entry)) blocked.add(entry.batch.logId);
        if (entry.anchored !== undefined || entry.isSent || blocked.has(entry.batch.logId)) continue;
        if (lane.inFlight >= parameters.maxInFlight || clock.now() < entry.notBefore) return;
        const { logId, number } = entry.batch;
        const purpose = { kind: "anchor", logId, number } as const;
        const input = chain.encodeAnchor(entry.batch);
        await lane.submit({ purpose, to: chain.contracts.anchor, input, gasLimit: GAS_LIMIT }, lease);
        entry.isSent = true;
      }
    },
    async apply(events) {
      for (const event of events) await applyOne(event);
    },
    async settle() {
      if (!(await findReorganisation())) await settleFinal();
      let unanchored = 0;
      for (const { anchored, batch } of tracked.values()) if (anchored === undefined) unanchored += batch.count;
      metrics.set("unanchored_records", unanchored);
      metrics.set("unsettled_batches", tracked.size);
    },
    get unfit() {
      const entry = [...tracked.values()].find(isUnfit);
      if (entry === undefined) return undefined;
      const { logId, number } = entry.batch;
      const own = [...tracked.values()].filter(({ batch }) => batch.logId === logId);
      return { logId, number, last: own.at(-1)?.batch.number ?? number, isOnChain: entry.isOtherwise };
    },
    get unsettled() {
      return tracked.size;
    },
    get unanchored() {
      return [...tracked.values()].filter(({ anchored }) => anchored === undefined).length;
    },
  };
}

function nameOf(logId: string, number: number): string {
  return `${logId} ${number}`;
}
