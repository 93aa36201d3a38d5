import { computeLogId, parseAddress } from "#sdk/receipts";
import { BatcherError } from "../errors.ts";
import type { Chain, LogFacts } from "../ports/Chain.ts";
import type { Clock } from "../ports/Clock.ts";
import type { Journal } from "../ports/Journal.ts";
import type { Random } from "../ports/Random.ts";
import type { Signer } from "../ports/Signer.ts";
import type { LeaseToken, LogPosition, Store, StoredLog, StoreState } from "../ports/Store.ts";
import type { Trace } from "../ports/Trace.ts";
import { toHex } from "../records.ts";
import { adoptBatches } from "./adoptBatches.ts";
import { assertStarting } from "./assertStarting.ts";
import type { LeaseHold } from "./holdLease.ts";
import { joinPurpose, openPurpose, register } from "./registerLog.ts";
import type { TransactionLane } from "./TransactionLane.ts";

/** What choosing a log needs. */
export interface LogParameters {
  readonly chain: Chain;
  readonly store: Store;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly random: Random;
  readonly trace: Trace;
  readonly journal: Journal;
  readonly lane: TransactionLane;
  /** Prolongs the lease while the chain is waited for. */
  readonly hold: LeaseHold;
  /** The seat that the signing key acts for. */
  readonly seat: number;
  /** Begins another log whatever stands in the store: for a store that was restored from a copy. */
  readonly wantsNewLog: boolean;
}

const POLL_MS = 100;
/** How long a log that the store has is looked for on a chain that does not know it. */
const PATIENCE_MS = 10_000;

/** The log that was chosen. */
export interface ChosenLog {
  readonly log: StoredLog;
  /** Where batches of it stand in the store. */
  readonly state: LogPosition;
}

/**
 * The log that records are numbered in from now on: the store's newest, or another one where that cannot go on, because the chain has none or more of it than the
 * store. Resolves when this key signs for it.
 *
 * @throws BatcherError LEASE_LOST where another instance must open the log first, STOPPED
 */
export async function chooseLog(
  parameters: LogParameters,
  given: StoreState,
  lease: LeaseToken | undefined,
  signal: AbortSignal,
): Promise<ChosenLog> {
  const { log } = given;
  const found = log === undefined ? undefined : await findOnChain(parameters, log.logId, signal);
  const isGone = log !== undefined && found === undefined && lease !== undefined;
  const facts = isGone ? await openAgain(parameters, log, lease, signal) : found;
  const adopted =
    log === undefined || facts === undefined || lease === undefined
      ? given
      : { log, ...(await adoptBatches(parameters, log, given, lease)) };
  const because = await findReasonForAnother(parameters, adopted, facts);
  if (log !== undefined && because === undefined) {
    await join(parameters, log.logId, lease, signal);
    return { log, state: adopted };
  }
  if (lease === undefined) {
    throw new BatcherError({
      code: "LEASE_LOST",
      summary: "There is no log to write to, and another instance holds the lease to open one.",
      remedy: "Wait until the other instance has opened it.",
    });
  }
  if (log !== undefined) parameters.journal.warn("log-replaced", { before: log.logId, because });
  const opened = await openAnother(parameters, lease, signal);
  return { log: opened, state: { batches: 0, firstUnbatched: 0 } };
}

/** Why the newest log of the store cannot go on; undefined where it can. */
async function findReasonForAnother(
  { chain, store, signer, seat, wantsNewLog, journal }: LogParameters,
  { log, batches }: StoreState,
  facts: LogFacts | undefined,
): Promise<string | undefined> {
  if (log === undefined) return "the store is new";
  if (log.seat !== seat) return "the key acts for another seat now";
  if (facts === undefined) return "the chain does not know it";
  const newest = facts.nextNumber - 1;
  const isAhead = newest >= batches && (await store.readBatch(log.logId, newest)) === undefined;
  // DEFENCE: batcher-restored-store
  if (isAhead) {
    journal.warn("store-behind-chain", { logId: log.logId, batches, anchored: facts.nextNumber });
    return "the chain has more of it than the store, which was restored from a copy";
  }
  const term = await chain.readTerm(log.logId, signer.address);
  if (term !== undefined && term.until !== 0) return "the key has left it";
  return wantsNewLog ? "it was asked for" : undefined;
}

/** The log on chain. A node that is behind, or a reorganisation, takes it away for a while: the records in it must not be given up for that. */
async function findOnChain(
  { chain, clock, hold }: LogParameters,
  logId: string,
  signal: AbortSignal,
): Promise<LogFacts | undefined> {
  const until = clock.now() + PATIENCE_MS;
  for (;;) {
    const facts = await chain.readLog(logId);
    assertStarting(signal);
    await hold();
    if (facts !== undefined || clock.now() >= until) return facts;
    await clock.sleep(POLL_MS, signal);
  }
}

async function openAnother(parameters: LogParameters, lease: LeaseToken, signal: AbortSignal): Promise<StoredLog> {
  const { chain, store, seat, random, trace, journal } = parameters;
  const salt = random.bytes(32);
  // The 26 high bytes of a salt that is free to choose are not all zero.
  salt[0] = (salt[0] ?? 0) | 1;
  const anchor = parseAddress(chain.contracts.anchor);
  const logId = toHex(computeLogId({ chainId: chain.chainId, anchor, seat, salt }));
  trace.reach("log.before-open");
  await open(parameters, { logId, salt: toHex(salt) }, lease, signal);
  trace.reach("log.opened");
  const log = await store.beginLog({ logId, salt: toHex(salt), seat });
  trace.reach("log.begun");
  if (log.logId === logId) journal.note("log-opened", { logId, seat });
  // Another instance was first.
  else await join(parameters, log.logId, lease, signal);
  return log;
}

async function open(
  parameters: LogParameters,
  { logId, salt }: Pick<StoredLog, "logId" | "salt">,
  lease: LeaseToken,
  signal: AbortSignal,
): Promise<void> {
  const { chain } = parameters;
  const isDone = async (): Promise<boolean> => (await chain.readLog(logId)) !== undefined;
  await register(parameters, {
    purpose: openPurpose(logId),
    input: chain.encodeOpenLog(salt),
    isDone,
    lease,
    signal,
  });
}

/** A log that is in the store and not on chain was taken out by a reorganisation, and is opened again; one of which a batch was final is on another chain. */
async function openAgain(
  parameters: LogParameters,
  log: StoredLog,
  lease: LeaseToken,
  signal: AbortSignal,
): Promise<LogFacts | undefined> {
  const { store, seat, journal } = parameters;
  const { logId } = log;
  if (log.seat !== seat || (await store.readBatch(logId, 0))?.isFinal) return undefined;
  journal.warn("log-said-again", { logId, account: parameters.signer.address, because: "open" });
  await open(parameters, log, lease, signal);
  return await findOnChain(parameters, logId, signal);
}

async function join(
  parameters: LogParameters,
  logId: string,
  lease: LeaseToken | undefined,
  signal: AbortSignal,
): Promise<void> {
  const { chain, signer, journal } = parameters;
  const isDone = async (): Promise<boolean> => (await chain.readTerm(logId, signer.address)) !== undefined;
  if (await isDone()) return;
  const input = chain.encodeJoinLog(logId);
  await register(parameters, { purpose: joinPurpose(logId), input, isDone, lease, signal });
  journal.note("log-joined", { logId, account: signer.address });
}
