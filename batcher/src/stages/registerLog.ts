import { BatcherError } from "../errors.ts";
import type { Chain } from "../ports/Chain.ts";
import type { Clock } from "../ports/Clock.ts";
import type { LeaseToken, TransactionPurpose } from "../ports/Store.ts";
import { assertStarting } from "./assertStarting.ts";
import type { LeaseHold } from "./holdLease.ts";
import type { TransactionLane } from "./TransactionLane.ts";

/** What saying something of a log on chain needs. */
export interface RegisterParameters {
  readonly chain: Chain;
  readonly clock: Clock;
  readonly lane: TransactionLane;
  /** Prolongs the lease meanwhile. */
  readonly hold: LeaseHold;
}

/** What is said of a log. */
export interface Registration {
  readonly purpose: OtherPurpose;
  readonly input: string;
  /** Whether the chain says so already. */
  readonly isDone: () => Promise<boolean>;
  readonly lease: LeaseToken | undefined;
  readonly signal: AbortSignal;
}

type OtherPurpose = Extract<TransactionPurpose, { readonly kind: "other" }>;

/** Gas for opening or joining a log. */
export const REGISTER_GAS = 400_000n;
const POLL_MS = 100;
const MAX_TRIES = 2;

export function openPurpose(logId: string): OtherPurpose {
  return { kind: "other", because: `open ${logId}` };
}

export function joinPurpose(logId: string): OtherPurpose {
  return { kind: "other", because: `join ${logId}` };
}

/**
 * Sends a transaction, unless one for the same is under way already, and waits until it is mined. Without the lease it is not stored: nothing else of this account is under way then.
 *
 * @throws BatcherError CHAIN_REFUSED, STOPPED
 */
export async function register(
  { chain, lane, clock, hold }: RegisterParameters,
  registration: Registration,
): Promise<void> {
  const { purpose, input, isDone, lease, signal } = registration;
  const to = chain.contracts.anchor;
  for (let sent = 0; ; ) {
    assertStarting(signal);
    await hold();
    if (!lane.isWaiting(purpose)) {
      // What was sent before this start may have been lost, or may have come too late.
      if (sent === MAX_TRIES) throw refuse(purpose);
      await lane.submit({ purpose, to, input, gasLimit: REGISTER_GAS }, lease);
      sent += 1;
    }
    const events = (await lane.look(lease)).filter((event) => isFor(event.purpose, purpose));
    lane.noted(events);
    const last = events.at(-1);
    if (last?.kind === "mined" && last.outcome.succeeded) return;
    // Another one said the same first.
    if (last !== undefined && last.kind !== "unmined" && (await isDone())) return;
    await clock.sleep(POLL_MS, signal);
  }
}

function isFor(purpose: TransactionPurpose, { because }: OtherPurpose): boolean {
  return purpose.kind === "other" && purpose.because === because;
}

function refuse({ because }: OtherPurpose): BatcherError<"CHAIN_REFUSED"> {
  return new BatcherError({
    code: "CHAIN_REFUSED",
    summary: `The transaction to ${because.split(" ")[0]} the log was not carried out.`,
    remedy: "Check that the signing key holds the batcher duty and that its account can pay for gas.",
    facts: { because },
  });
}
