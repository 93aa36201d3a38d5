import { isFault } from "../errors.ts";
import type { BatchParameters, Chain, Head } from "../ports/Chain.ts";
import type { Clock } from "../ports/Clock.ts";
import type { Journal } from "../ports/Journal.ts";
import type { Metrics } from "../ports/Metrics.ts";
import type { ChainView } from "./ChainView.ts";
import { MemberTable } from "./MemberTable.ts";

/** What following the chain needs. */
export interface FollowParameters {
  readonly chain: Chain;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly journal: Journal;
  /** The account that signs promises. */
  readonly account: string;
  readonly pollMs: number;
  /** After how long everything is read again, whatever events said. */
  readonly refreshMs: number;
  /** Whether the chain itself says which blocks are final; else confirmations are counted. */
  readonly asksFinality: boolean;
}

/** Over more blocks than this, reading everything again is cheaper than reading events. */
const MAX_BLOCKS_BY_EVENTS = 2_000;
/** Chains whose members wait for one confirmation have had their time taken back all the same. */
const MARGIN_SECONDS = 30;

/** Reads all that the pipeline has to know of the chain, once. */
export async function openView(parameters: FollowParameters): Promise<ChainView> {
  const { chain, clock, account } = parameters;
  const head = await chain.readHead();
  const members = new MemberTable();
  members.replace(await chain.readKeys());
  const duty = await chain.readDuty(account);
  const batchParameters = await chain.readParameters();
  return {
    head,
    // A node that does not say bounds what is read back: as far as deadlines reach.
    settledTime:
      (await readSettledTime(parameters, head, batchParameters)) ?? head.timestamp - batchParameters.maxDeadlineAhead,
    parameters: batchParameters,
    members,
    answeredAt: clock.now(),
    isSilent: false,
    isOnDuty: duty.isOnDuty,
    suspendedSince: duty.suspendedSince,
    hasTerm: true,
    forks: 0,
    anchorChanges: 0,
  };
}

/** Keeps the view current until the signal aborts: the newest block every `pollMs`, and whatever events say has changed. */
export async function follow(parameters: FollowParameters, view: ChainView, signal: AbortSignal): Promise<void> {
  const { clock, metrics, journal, pollMs, refreshMs } = parameters;
  let refreshedAt = clock.now();
  while (!signal.aborted) {
    await clock.sleep(pollMs, signal);
    if (signal.aborted) return;
    try {
      const isRefreshDue = clock.now() - refreshedAt >= refreshMs;
      await advance(parameters, view, isRefreshDue);
      if (isRefreshDue) refreshedAt = clock.now();
      if (view.isSilent) journal.note("chain-answers-again");
      view.isSilent = false;
    } catch (error) {
      metrics.count("chain_faults", 1, isFault(error) ? error.code : "unknown");
      if (!view.isSilent)
        journal.warn("chain-silent", { because: error instanceof Error ? error.message : String(error) });
      view.isSilent = true;
    }
  }
}

async function advance(parameters: FollowParameters, view: ChainView, isRefreshDue: boolean): Promise<void> {
  const { chain, clock, metrics } = parameters;
  const head = await chain.readHead();
  const before = view.head;
  const isNew = head.hash !== before.hash;
  // A node that is behind tells an old head: what is known already stays.
  if (isNew && head.number < before.number && (await isStale(chain, before))) return;
  if (isNew) {
    const isNear = head.number > before.number && head.number - before.number <= MAX_BLOCKS_BY_EVENTS;
    const follows = isNear && (await isAncestor(chain, before, head));
    if (follows && !isRefreshDue) await readChanges(parameters, view, { from: before.number + 1, to: head.number });
    else await readAll(parameters, view);
    if (!follows) view.forks += 1;
    const settled = await readSettledTime(parameters, head, view.parameters);
    view.settledTime = Math.max(view.settledTime, settled ?? 0);
    // Only now: what is judged by the new time is judged by what was decided until then.
    view.head = head;
  } else if (isRefreshDue) await readAll(parameters, view);
  view.answeredAt = clock.now();
  metrics.set("head_block", view.head.number);
  metrics.set("chain_time_seconds", view.head.timestamp);
  metrics.set("on_duty", view.isOnDuty && view.suspendedSince === 0 ? 1 : 0);
}

/** The time of the newest block that stays, and some seconds less than that of the newest of all; undefined where the node does not say. */
async function readSettledTime(
  { chain, asksFinality }: FollowParameters,
  head: Head,
  { confirmations }: BatchParameters,
): Promise<number | undefined> {
  const number = asksFinality ? await chain.readFinalBlock() : Math.max(0, head.number - confirmations + 1);
  if (number === undefined) return undefined;
  const final = number >= head.number ? head : await chain.readBlock(number);
  return final === undefined ? undefined : Math.min(final.timestamp, head.timestamp - MARGIN_SECONDS);
}

/** Whether a lower head than the one known comes from a node that is behind: then the node has no other block at that height. */
async function isStale(chain: Chain, known: Head): Promise<boolean> {
  const block = await chain.readBlock(known.number);
  return block === undefined ? true : block.hash === known.hash;
}

async function isAncestor(chain: Chain, before: Head, head: Head): Promise<boolean> {
  if (head.number === before.number + 1) return head.parentHash === before.hash;
  const block = await chain.readBlock(before.number);
  return block?.hash === before.hash;
}

async function readChanges(
  { chain, account }: FollowParameters,
  view: ChainView,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  const changes = await chain.readChanges(from, to);
  if (changes.seats.length > 0) view.members.replace(await chain.readKeys(changes.seats), changes.seats);
  if (changes.parameters) view.parameters = await chain.readParameters();
  if (changes.anchor) view.anchorChanges += 1;
  if (changes.anchor || changes.seats.length > 0) await readDuty(chain, account, view);
}

async function readAll({ chain, account }: FollowParameters, view: ChainView): Promise<void> {
  view.members.replace(await chain.readKeys());
  view.parameters = await chain.readParameters();
  view.anchorChanges += 1;
  await readDuty(chain, account, view);
}

async function readDuty(chain: Chain, account: string, view: ChainView): Promise<void> {
  const duty = await chain.readDuty(account);
  view.isOnDuty = duty.isOnDuty;
  view.suspendedSince = duty.suspendedSince;
}
