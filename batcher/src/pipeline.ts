import { loadHashes, parseAddress, type RecordPlace } from "#sdk/receipts";
import { BatcherError } from "./errors.ts";
import type { Chain } from "./ports/Chain.ts";
import type { Clock } from "./ports/Clock.ts";
import type { Journal } from "./ports/Journal.ts";
import type { Metrics } from "./ports/Metrics.ts";
import type { Random } from "./ports/Random.ts";
import type { Signer } from "./ports/Signer.ts";
import type { LeaseToken, LogPosition, Store } from "./ports/Store.ts";
import type { Trace } from "./ports/Trace.ts";
import type { Verifier } from "./ports/Verifier.ts";
import { adoptBatches } from "./stages/adoptBatches.ts";
import { createAnchoring } from "./stages/anchor.ts";
import { createAnswering } from "./stages/answer.ts";
import { createAssembly } from "./stages/assemble.ts";
import { assertStarting } from "./stages/assertStarting.ts";
import { BatchShelf } from "./stages/BatchShelf.ts";
import type { ChainView } from "./stages/ChainView.ts";
import { chooseLog } from "./stages/chooseLog.ts";
import { createPromiser } from "./stages/createPromiser.ts";
import { createExecution } from "./stages/execute.ts";
import { follow, openView } from "./stages/follow.ts";
import { GroupShelf } from "./stages/GroupShelf.ts";
import { holdLease } from "./stages/holdLease.ts";
import { createIntake } from "./stages/intake.ts";
import { createTermKeeping } from "./stages/keepTerm.ts";
import { LevelBoard } from "./stages/LevelBoard.ts";
import { ReplayWindow } from "./stages/ReplayWindow.ts";
import { noteGroups, rebuildWindow } from "./stages/rebuildWindow.ts";
import { createReceipts, type Receipts } from "./stages/receipt.ts";
import type { ProblemCode } from "./stages/refusals.ts";
import { joinPurpose, register } from "./stages/registerLog.ts";
import { createReopening } from "./stages/reopen.ts";
import type { Submission } from "./stages/Submission.ts";
import { createSettlement } from "./stages/settle.ts";
import { createStoring } from "./stages/store.ts";
import { TransactionLane } from "./stages/TransactionLane.ts";
import { createVerification } from "./stages/verify.ts";

/** All that the pipeline needs from outside. It reads no clock, draws no number and opens nothing by itself. */
export interface PipelinePorts {
  readonly store: Store;
  readonly chain: Chain;
  readonly verifier: Verifier;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly random: Random;
  readonly metrics: Metrics;
  readonly trace: Trace;
  readonly journal: Journal;
}

/** How the pipeline goes about it. */
export interface PipelineSettings {
  /** Records that may wait for their verification and for the store; those beyond are refused at once. */
  readonly maxWaitingRecords: number;
  /** Records of one group at most. */
  readonly maxGroupRecords: number;
  /** How long a record waits for others before its batch is closed. */
  readonly batchAgeMs: number;
  readonly maxWords: number;
  readonly maxWordsPerSeat: number;
  /** Records whose digests, leaves and trees are kept in memory, for replays and receipts. */
  readonly shelfRecords: number;
  /** Records a second of one seat; 0 for no limit. */
  readonly ratePerSeat: number;
  readonly pollMs: number;
  readonly refreshMs: number;
  readonly busyMs: number;
  /** After so long without an answer of the node, no record is taken. */
  readonly chainSilenceMs: number;
  readonly leaseMs: number;
  readonly resendMs: number;
  readonly raiseMs: number;
  readonly maxFeePerGas: bigint;
  readonly maxTransactions: number;
  readonly asksFinality: boolean;
  readonly wantsNewLog: boolean;
  /** How many seconds back the window is rebuilt; at least batch.maxDeadlineAhead. */
  readonly windowSeconds: number;
}

/** Settings that fit most. */
export const DEFAULT_SETTINGS: PipelineSettings = {
  maxWaitingRecords: 32_768,
  maxGroupRecords: 4_096,
  batchAgeMs: 500,
  maxWords: 262_144,
  maxWordsPerSeat: 65_536,
  shelfRecords: 524_288,
  ratePerSeat: 0,
  pollMs: 200,
  refreshMs: 60_000,
  busyMs: 50,
  chainSilenceMs: 15_000,
  leaseMs: 10_000,
  resendMs: 5_000,
  raiseMs: 20_000,
  maxFeePerGas: 1_000_000_000_000n,
  maxTransactions: 8,
  asksFinality: false,
  wantsNewLog: false,
  windowSeconds: 0,
};

/** How the pipeline is at the moment. */
export interface PipelineStatus {
  readonly logId: string;
  readonly seat: number;
  readonly nextSequence: number;
  readonly waiting: number;
  readonly unbatched: number;
  readonly unanchoredBatches: number;
  readonly unsettledBatches: number;
  readonly isNative: boolean;
  readonly holdsLease: boolean;
  readonly isOnDuty: boolean;
  readonly suspendedSince: number;
  readonly head: number;
  readonly chainTime: number;
  /** Milliseconds since the node answered, 0 while it does. */
  readonly chainSilence: number;
  /** Records whose calls were given up since the start; the journal names them. */
  readonly callsGivenUp: number;
  readonly isDraining: boolean;
  readonly trouble: string | undefined;
  readonly window: { readonly words: number; readonly bytes: number };
}

/** A pipeline that runs. */
export interface Pipeline {
  /** Takes packed records. Answers why they are none, or undefined: then `onDecided` is called once, when each has been decided. */
  submit(bytes: Uint8Array, onDecided: (submission: Submission) => void): ProblemCode | undefined;
  readonly receipts: Receipts;
  readonly view: ChainView;
  status(): PipelineStatus;
  /** Takes nothing more, decides what it has, and anchors all of it where that can be done before the signal aborts. */
  drain(signal: AbortSignal): Promise<void>;
  /** Ends every loop. */
  stop(): Promise<void>;
  /** Rejects when the pipeline cannot go on; resolves when it was stopped. */
  readonly ended: Promise<void>;
}

const SWEEP_MS = 500;
const TERM_MS = 100;
/** After the time for a drain is up, loops have so long to end. */
const STOPPING_MS = 500;
const NOWHERE = "0x0000000000000000000000000000000000000000";

/**
 * Starts a pipeline on its ports.
 *
 * @throws BatcherError CRYPTO_NOT_NATIVE, DUTY_MISSING, STORE_*, CHAIN_*, LEASE_LOST, STOPPED
 */
export async function startPipeline(
  ports: PipelinePorts,
  settings: PipelineSettings,
  signal: AbortSignal,
): Promise<Pipeline> {
  let lease: LeaseToken | undefined;
  try {
    return await openPipeline(ports, settings, signal, (taken) => {
      lease = taken;
    });
  } catch (error) {
    // Another instance need not wait until it runs out.
    if (lease !== undefined) await ports.store.giveLeaseBack(lease).catch(() => undefined);
    throw error;
  }
}

async function openPipeline(
  ports: PipelinePorts,
  settings: PipelineSettings,
  signal: AbortSignal,
  onLease: (lease: LeaseToken | undefined) => void,
): Promise<Pipeline> {
  const { store, chain, verifier, signer, clock, metrics, trace, journal } = ports;
  await loadHashes();
  assertNative(verifier);
  const owner = { chainId: chain.chainId, anchor: chain.contracts.anchor };
  let state = await store.open(owner);
  assertStarting(signal);
  const { pollMs, refreshMs, asksFinality } = settings;
  const following = { ...ports, account: signer.address, pollMs, refreshMs, asksFinality };
  const view = await openView(following);
  const seat = await findSeat(chain, signer);
  const holder = Buffer.from(ports.random.bytes(8)).toString("hex");
  let lease = await store.takeLease(holder, settings.leaseMs);
  while (state.log === undefined && lease === undefined) {
    assertStarting(signal);
    // Another instance is about to open the log.
    await clock.sleep(settings.pollMs, signal);
    await store.close();
    state = await store.open(owner);
    lease = await store.takeLease(holder, settings.leaseMs);
  }
  onLease(lease);
  assertStarting(signal);
  const openLane = async (): Promise<TransactionLane> => {
    const opened = new TransactionLane({ ...ports, ...settings, readHead: () => view.head });
    await opened.open();
    return opened;
  };
  const lane = await openLane();
  const { wantsNewLog } = settings;
  const hold = holdLease({ ...ports, ...settings }, lease);
  const chosen = await chooseLog({ ...ports, lane, seat, wantsNewLog, hold }, state, lease, signal);
  const { log } = chosen;
  await waitForTerm({ chain, clock, view, logId: log.logId, account: signer.address }, signal);

  assertStarting(signal);
  const { logId } = log;
  const window = new ReplayWindow(settings);
  const horizon = Math.max(view.parameters.maxDeadlineAhead, settings.windowSeconds);
  const noted = await rebuildWindow(store, window, { time: view.settledTime, horizon });
  // Other instances may have stored since the store was opened.
  const nextSequence = await noteGroups(store, window, logId, log.nextSequence);
  assertStarting(signal);
  journal.note("window-rebuilt", { records: noted, words: window.words, bytes: window.bytes });
  const promiser = createPromiser({ chainId: chain.chainId, anchor: chain.contracts.anchor }, signer);
  const groups = new GroupShelf(store, promiser, settings.shelfRecords);
  const batches = new BatchShelf(store, settings.shelfRecords);
  const board = new LevelBoard(clock);

  const loops = new AbortController();
  const storing = new AbortController();
  const { promise: ended, resolve: end, reject: fail } = Promise.withResolvers<void>();
  ended.catch(() => undefined);
  const onFailed = (error: unknown): void => {
    journal.fail("pipeline-failed", error);
    intake.close("store-unavailable");
    fail(error);
  };

  const assembly = createAssembly({ ...ports, view, shelf: batches, logId, maxAgeMs: settings.batchAgeMs });
  const writer = createStoring({
    ...ports,
    view,
    window,
    shelf: groups,
    promiser,
    log: { logId, nextSequence },
    maxGroupRecords: settings.maxGroupRecords,
    release: (verified) => verification.release(verified),
    onReplay: (replay) => intake.meetReplay(replay),
    onStored: (group) => assembly.add(group),
    catchUp: (from) => noteGroups(store, window, logId, from),
    onFailed,
  });
  const verification = createVerification({ ...ports, onVerified: (verified) => writer.add(verified), onFailed });
  const intake = createIntake({
    ...ports,
    ...settings,
    view,
    window,
    shelf: groups,
    verification,
    ...placeOf(chain),
    isStored: (usedAt) => usedAt.logId !== logId || usedAt.sequence < writer.nextSequence,
  });

  const { executor } = chain.contracts;
  const execution =
    executor === undefined
      ? undefined
      : createExecution({ ...ports, lane, executor, maxInFlight: settings.maxTransactions });
  const anchoring = createAnchoring({
    ...ports,
    view,
    lane,
    board,
    maxInFlight: settings.maxTransactions,
    asksFinality: settings.asksFinality,
    execution,
  });
  const answering = createAnswering({ ...ports, view, lane, shelf: batches, logId });
  /** Of the logs before: what is in no batch, where the chain has no more of them than the store and this key still signs for them. */
  const closeOthers = async (held: LeaseToken): Promise<void> => {
    for (const other of await store.readLogs()) {
      const position = await store.readPosition(other.logId);
      if (other.logId === logId || position.firstUnbatched >= other.nextSequence) continue;
      const [facts, term] = [await chain.readLog(other.logId), await chain.readTerm(other.logId, signer.address)];
      if (facts === undefined || facts.nextNumber > position.batches || term?.until !== 0) continue;
      const rest = createAssembly({ ...ports, view, shelf: batches, logId: other.logId, maxAgeMs: 0 });
      await rest.recover(position);
      await rest.closeDue(held, true);
    }
  };
  const adopt = async (held: LeaseToken): Promise<LogPosition> => {
    const own = (await store.readLogs()).find((each) => each.logId === logId) ?? log;
    return await adoptBatches(ports, own, await store.readPosition(logId), held);
  };
  const joinAlone = async (): Promise<void> => {
    const input = chain.encodeJoinLog(logId);
    const isDone = async (): Promise<boolean> => (await chain.readTerm(logId, signer.address)) !== undefined;
    const joining = { purpose: joinPurpose(logId), input, isDone, lease: undefined, signal: loops.signal };
    await register({ ...ports, lane: await openLane(), hold: async () => undefined }, joining);
  };
  const isAllAnchored = async (): Promise<boolean> => {
    const { firstUnbatched } = await store.readPosition(logId);
    const open = (await store.readUnsettledBatches()).filter(({ anchored }) => anchored === undefined);
    return firstUnbatched >= writer.nextSequence && open.every((batch) => batch.logId !== logId);
  };
  const term = createTermKeeping({ ...ports, view, lane, log, account: signer.address, joinAlone });
  const settlement = createSettlement({
    ...ports,
    term,
    isAllAnchored,
    adopt,
    closeOthers,
    reopening: createReopening({ ...ports, lane }),
    assembly,
    anchoring,
    lane,
    execution,
    answering,
    holder,
    lease,
    leaseMs: settings.leaseMs,
    busyMs: settings.busyMs,
    idleMs: settings.pollMs,
    onFailed,
  });
  await assembly.recover(chosen.state);
  if (lease !== undefined) await closeOthers(lease);
  await anchoring.recover();
  await execution?.recover(lease);
  assertStarting(signal);
  const receipts = createReceipts({ ...ports, groups, batches, board });

  const running = [
    follow(following, view, loops.signal),
    writer.run(storing.signal),
    settlement.run(loops.signal),
    sweep({ clock, window, view, metrics, signal: loops.signal }),
  ];
  const stop = async (): Promise<void> => {
    intake.close("batcher-stopping");
    storing.abort();
    loops.abort();
    receipts.close();
    await Promise.allSettled(running);
    end();
  };
  const { batches: closed, firstUnbatched } = chosen.state;
  const { number: head } = view.head;
  journal.note("pipeline-started", { logId, seat, nextSequence, batches: closed, firstUnbatched, head });
  return {
    submit: intake.submit,
    receipts,
    view,
    ended,
    status: () => ({
      logId,
      seat,
      nextSequence: writer.nextSequence,
      waiting: verification.waiting,
      unbatched: assembly.waiting,
      unanchoredBatches: anchoring.unanchored,
      unsettledBatches: anchoring.unsettled,
      isNative: verifier.isNative,
      holdsLease: settlement.holdsLease,
      isOnDuty: view.isOnDuty && view.hasTerm,
      suspendedSince: view.suspendedSince,
      head: view.head.number,
      chainTime: view.head.timestamp,
      chainSilence: view.isSilent ? clock.now() - view.answeredAt : 0,
      callsGivenUp: execution?.givenUp ?? 0,
      isDraining: intake.isClosed,
      trouble: settlement.trouble,
      window: { words: window.words, bytes: window.bytes },
    }),
    async drain(signal) {
      trace.reach("drain.begun");
      intake.close("batcher-stopping");
      await Promise.race([intake.emptied(), abortOf(signal)]);
      await settlement.drain(signal);
      // What the store or the node does not answer is not waited for once time is up.
      await Promise.race([stop(), abortOf(signal).then(() => clock.sleep(STOPPING_MS))]);
      end();
      trace.reach("drain.done");
    },
    stop,
  };
}

function abortOf(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function assertNative({ isNative }: Verifier): void {
  if (isNative) return;
  throw new BatcherError({
    code: "CRYPTO_NOT_NATIVE",
    summary: "The native build of secp256k1 is missing, and what stands in for it is 26 times slower.",
    remedy: "Install the dependencies on a platform that the package brings a build for, or with a compiler.",
  });
}

async function findSeat(chain: Chain, { address }: Signer): Promise<number> {
  const duty = await chain.readDuty(address);
  if (duty.seat !== undefined && duty.isOnDuty) return duty.seat;
  throw new BatcherError({
    code: "DUTY_MISSING",
    summary: `The key ${address} is no key for the batcher's duty.`,
    remedy: "Let the members give its member the duty by vote, and give the key the scope for duties.",
    facts: { account: address },
  });
}

function placeOf({ chainId, contracts }: Chain): { readonly place: RecordPlace; readonly executesCalls: boolean } {
  const { registry, anchor, executor = NOWHERE } = contracts;
  const place = {
    chainId,
    registry: parseAddress(registry),
    anchor: parseAddress(anchor),
    executor: parseAddress(executor),
  };
  return { place, executesCalls: contracts.executor !== undefined };
}

interface Term {
  readonly chain: Chain;
  readonly clock: Clock;
  readonly view: ChainView;
  readonly logId: string;
  readonly account: string;
}

/** Waits until the newest block that is known is one at which the key signs for the log: a promise of an earlier one would be nobody's. */
async function waitForTerm({ chain, clock, view, logId, account }: Term, signal: AbortSignal): Promise<void> {
  for (;;) {
    assertStarting(signal);
    const term = await chain.readTerm(logId, account);
    const head = await chain.readHead();
    if (term !== undefined && head.number >= term.from) {
      view.head = head;
      return;
    }
    await clock.sleep(TERM_MS, signal);
  }
}

interface Sweep {
  readonly clock: Clock;
  readonly window: ReplayWindow;
  readonly view: ChainView;
  readonly metrics: Metrics;
  readonly signal: AbortSignal;
}

/** Lets go of what is due in the window, a part of it at a time. */
async function sweep({ clock, window, view, metrics, signal }: Sweep): Promise<void> {
  while (!signal.aborted) {
    window.forget(view.settledTime);
    metrics.set("window_words", window.words);
    metrics.set("window_bytes", window.bytes);
    await clock.sleep(SWEEP_MS, signal);
  }
}
