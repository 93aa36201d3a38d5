import type { Chain } from "../ports/Chain.ts";
import type { Clock } from "../ports/Clock.ts";
import type { Journal } from "../ports/Journal.ts";
import type { LeaseToken, StoredLog } from "../ports/Store.ts";
import type { ChainView } from "./ChainView.ts";
import { joinPurpose, openPurpose, REGISTER_GAS } from "./registerLog.ts";
import type { TransactionLane } from "./TransactionLane.ts";

/** What keeping a term needs. */
export interface TermParameters {
  readonly chain: Chain;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly view: ChainView;
  readonly lane: TransactionLane;
  readonly log: StoredLog;
  /** The account that signs for the log. */
  readonly account: string;
  /** Joins the log where this instance does not hold the lease; resolves when the key signs for it. */
  readonly joinAlone: () => Promise<void>;
}

/** The stage that keeps a log on chain, as others see it. */
export interface TermKeeping {
  /** After a reorganisation: looks whether the chain still knows the log, and this key as one that signs for it. Where it does not, nothing is promised until it does again. */
  keep(lease: LeaseToken | undefined): Promise<void>;
}

const RETRY_MS = 1_000;
/** A log that is missing for so long is said again: a node that is behind, or the pool, brings it back sooner. */
const PATIENCE_MS = 2_000;

/** Opens the log again, with the same salt and so the same id, or joins it again, where a reorganisation took that out of the chain. */
export function createTermKeeping(parameters: TermParameters): TermKeeping {
  const { chain, clock, journal, view, lane, log, account, joinAlone } = parameters;
  const { logId, salt } = log;
  const { anchor: to } = chain.contracts;
  let seen = view.forks;
  let missingSince: number | undefined;
  let lookAt = 0;

  async function isKept(): Promise<boolean> {
    const term = await chain.readTerm(logId, account);
    return term !== undefined && view.head.number >= term.from;
  }

  async function sayAgain(lease: LeaseToken): Promise<void> {
    // Bytes that are stored are sent again by the lane.
    await lane.recheck();
    if (lane.isWaiting(openPurpose(logId)) || lane.isWaiting(joinPurpose(logId))) return;
    const isKnown = (await chain.readLog(logId)) !== undefined;
    const purpose = isKnown ? joinPurpose(logId) : openPurpose(logId);
    const input = isKnown ? chain.encodeJoinLog(logId) : chain.encodeOpenLog(salt);
    journal.warn("log-said-again", { logId, account, because: purpose.because.split(" ")[0] ?? "" });
    await lane.submit({ purpose, to, input, gasLimit: REGISTER_GAS }, lease);
  }

  return {
    async keep(lease) {
      const now = clock.now();
      if ((view.forks === seen && missingSince === undefined) || now < lookAt) return;
      const forks = view.forks;
      if (await isKept()) {
        seen = forks;
        missingSince = undefined;
        view.hasTerm = true;
        return;
      }
      if (missingSince === undefined) journal.warn("log-reorganised", { logId, account });
      view.hasTerm = false;
      missingSince ??= now;
      lookAt = now + RETRY_MS;
      if (now - missingSince < PATIENCE_MS) return;
      if (lease !== undefined) await sayAgain(lease);
      else if ((await chain.readLog(logId)) !== undefined) await joinAlone();
    },
  };
}
