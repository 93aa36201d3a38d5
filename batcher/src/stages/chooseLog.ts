import { computeLogId, parseAddress } from "#sdk/receipts";

import { BatcherError } from "../errors.ts";
import type { Chain } from "../ports/Chain.ts";
import type { Clock } from "../ports/Clock.ts";
import type { Journal } from "../ports/Journal.ts";
import type { Random } from "../ports/Random.ts";
import type { Signer } from "../ports/Signer.ts";
import type { LeaseToken, Store, StoredLog, StoreState } from "../ports/Store.ts";
import type { Trace } from "../ports/Trace.ts";
import { toHex } from "../records.ts";
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
  /** The seat that the signing key acts for. */
  readonly seat: number;
  /** Begins another log whatever stands in the store: for a store that was restored from a copy. */
  readonly wantsNewLog: boolean;
}

const GAS_LIMIT = 400_000n;
const POLL_MS = 100;

/**
 * The log that records are numbered in from now on: the store's newest, or another one where that cannot go on, because the chain has none or more of it than the
 * store. Resolves when this key signs for it.
 *
 * @throws BatcherError LEASE_LOST where another instance must open the log first, STOPPED
 */
export async function chooseLog(
  parameters: LogParameters,
  state: StoreState,
  lease: LeaseToken | undefined,
  signal: AbortSignal,
): Promise<{ readonly log: StoredLog; readonly isNew: boolean }> {
  const because = await findReasonForAnother(parameters, state);
  if (state.log !== undefined && because === undefined) {
    await join(parameters, state.log.logId, lease, signal);
    return { log: state.log, isNew: false };
  }
  if (lease === undefined) {
    throw new BatcherError({
      code: "LEASE_LOST",
      summary: "There is no log to write to, and another instance holds the lease to open one.",
      remedy: "Start this instance again once the other one runs.",
    });
  }
  if (state.log !== undefined) parameters.journal.warn("log-replaced", { before: state.log.logId, because });
  return { log: await openAnother(parameters, lease, signal), isNew: true };
}

/** Why the newest log of the store cannot go on; undefined where it can. */
async function findReasonForAnother(
  { chain, signer, seat, wantsNewLog, journal }: LogParameters,
  { log, batches }: StoreState,
): Promise<string | undefined> {
  if (log === undefined) return "the store is new";
  if (wantsNewLog) return "it was asked for";
  if (log.seat !== seat) return "the key acts for another seat now";
  const facts = await chain.readLog(log.logId);
  if (facts === undefined) return "the chain does not know it";
  const isAhead = facts.nextNumber > batches || facts.nextSequence > log.nextSequence; // DEFENCE: batcher-restored-store
  if (isAhead) {
    journal.warn("store-behind-chain", { logId: log.logId, batches, anchored: facts.nextNumber });
    return "the chain has more of it than the store, which was restored from a copy";
  }
  const term = await chain.readTerm(log.logId, signer.address);
  return term !== undefined && term.until !== 0 ? "the key has left it" : undefined;
}

async function openAnother(parameters: LogParameters, lease: LeaseToken, signal: AbortSignal): Promise<StoredLog> {
  const { chain, store, seat, random, trace, journal } = parameters;
  const salt = random.bytes(32);
  // The 26 high bytes of a salt that is free to choose are not all zero.
  salt[0] = (salt[0] ?? 0) | 1;
  const anchor = parseAddress(chain.contracts.anchor);
  const logId = toHex(computeLogId({ chainId: chain.chainId, anchor, seat, salt }));
  trace.reach("log.before-open");
  const input = chain.encodeOpenLog(toHex(salt));
  await transact(parameters, { input, because: `open ${logId}`, lease, signal });
  trace.reach("log.opened");
  const log = await store.beginLog({ logId, salt: toHex(salt), seat });
  trace.reach("log.begun");
  journal.note("log-opened", { logId, seat });
  return log;
}

async function join(
  parameters: LogParameters,
  logId: string,
  lease: LeaseToken | undefined,
  signal: AbortSignal,
): Promise<void> {
  const { chain, signer, journal } = parameters;
  if ((await chain.readTerm(logId, signer.address)) !== undefined) return;
  await transact(parameters, { input: chain.encodeJoinLog(logId), because: `join ${logId}`, lease, signal });
  journal.note("log-joined", { logId, account: signer.address });
}

interface Transaction {
  readonly input: string;
  readonly because: string;
  readonly lease: LeaseToken | undefined;
  readonly signal: AbortSignal;
}

/** Sends a transaction and waits until it is mined. Without the lease it is not stored: nothing else of this account is under way then. */
async function transact(parameters: LogParameters, { input, because, lease, signal }: Transaction): Promise<void> {
  const { chain, lane, clock } = parameters;
  const to = chain.contracts.anchor;
  await lane.submit({ purpose: { kind: "other", because }, to, input, gasLimit: GAS_LIMIT }, lease);
  while (!signal.aborted) {
    const events = await lane.look(lease);
    const own = events.find(({ purpose }) => purpose.kind === "other" && purpose.because === because);
    if (own?.kind === "mined" && own.outcome.succeeded) return;
    if (own !== undefined) {
      throw new BatcherError({
        code: "CHAIN_REFUSED",
        summary: `The transaction to ${because.split(" ")[0]} the log was not carried out.`,
        remedy: "Check that the signing key holds the batcher duty and that its account can pay for gas.",
        facts: { because },
      });
    }
    await clock.sleep(POLL_MS, signal);
  }
  throw new BatcherError({
    code: "STOPPED",
    summary: "The batcher was stopped while it started.",
    remedy: "Start it again.",
  });
}
