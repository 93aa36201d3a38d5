import { isFault } from "../errors.ts";
import type { Chain, Head, Outcome } from "../ports/Chain.ts";
import type { Clock } from "../ports/Clock.ts";
import type { Journal } from "../ports/Journal.ts";
import type { Metrics } from "../ports/Metrics.ts";
import type { Fees, Signer, UnsignedTransaction } from "../ports/Signer.ts";
import type { LeaseToken, Store, TransactionPurpose } from "../ports/Store.ts";
import type { Trace } from "../ports/Trace.ts";

/** What a transaction is to do. */
export interface LaneJob {
  readonly purpose: TransactionPurpose;
  readonly to: string;
  readonly input: string;
  readonly gasLimit: bigint;
}

/** What has become of a transaction since the last look. */
export type LaneEvent =
  | { readonly kind: "mined"; readonly purpose: TransactionPurpose; readonly outcome: Outcome }
  /** A reorganisation took it out of the chain; it is sent again. */
  | { readonly kind: "unmined"; readonly purpose: TransactionPurpose }
  /** Somebody else used the nonce: it will never be mined. */
  | { readonly kind: "lost"; readonly purpose: TransactionPurpose };

interface Version {
  readonly hash: string;
  readonly raw: string;
  readonly fees: Fees;
}

interface Entry {
  readonly nonce: number;
  readonly purpose: TransactionPurpose;
  readonly unsigned: UnsignedTransaction;
  /** In the order in which they replaced one another. */
  readonly versions: Version[];
  /** Whether it is in the store: then nothing is said anew of it without the lease. */
  readonly isStored: boolean;
  sentAt: number | undefined;
  raisedAt: number;
  outcome: Outcome | undefined;
  /** How often its nonce was used and no receipt was found, and since when. */
  missed: number;
  missedSince: number;
}

/** What the lane needs. */
export interface LaneParameters {
  readonly chain: Chain;
  readonly store: Store;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly trace: Trace;
  readonly journal: Journal;
  /** The newest block. */
  readonly readHead: () => Head;
  /** After how long the same bytes are sent again. */
  readonly resendMs: number;
  /** After how long a higher fee is offered. */
  readonly raiseMs: number;
  /** The most that is ever offered for a unit of gas. */
  readonly maxFeePerGas: bigint;
}

/** How far behind the newest nonce transactions are looked up again at the start: more than a reorganisation takes out. */
const LOOK_BACK = 256;
/** A node that has not indexed a receipt yet is asked again so often, and for as long as until a resend, before the nonce counts as somebody else's. */
const MISSES_UNTIL_LOST = 5;
const RAISE_PERCENT = 125n;
const MIN_TIP = 1n;

/**
 * The transactions of one account, one nonce after another. Each is stored before it is sent, and only its own bytes are ever sent again; a higher fee is offered
 * by another transaction with the same nonce and the same content.
 */
export class TransactionLane {
  readonly #parameters: LaneParameters;
  /** Ascending by nonce. */
  #entries: Entry[] = [];
  #nextNonce = 0;
  /** What has become of transactions and was not noted yet: a node that fails in between must not make it forgotten. */
  #news: LaneEvent[] = [];

  constructor(parameters: LaneParameters) {
    this.#parameters = parameters;
  }

  /** Transactions that are in no block. */
  get inFlight(): number {
    return this.#entries.reduce((sum, entry) => (entry.outcome === undefined ? sum + 1 : sum), 0);
  }

  /** Takes up what was sent before this start, or by the instance that held the lease before. */
  async open(): Promise<void> {
    const { chain, store, signer, clock } = this.#parameters;
    const chainNonce = await chain.readNonce(signer.address);
    const stored = await store.readTransactions(signer.address, Math.max(0, chainNonce - LOOK_BACK));
    const entries = new Map<number, Entry>();
    for (const { nonce, hash, raw, purpose } of stored) {
      const unsigned = signer.parseTransaction(raw);
      const fees = { maxFeePerGas: unsigned.maxFeePerGas, maxPriorityFeePerGas: unsigned.maxPriorityFeePerGas };
      const entry = entries.get(nonce) ?? {
        nonce,
        purpose,
        unsigned,
        versions: [],
        isStored: true,
        sentAt: undefined,
        raisedAt: clock.now(),
        outcome: undefined,
        missed: 0,
        missedSince: 0,
      };
      entry.versions.push({ hash, raw, fees });
      entries.set(nonce, entry);
    }
    this.#news = [];
    this.#entries = [...entries.values()].sort((a, b) => a.nonce - b.nonce);
    this.#news = [];
    this.#nextNonce = Math.max(chainNonce, (this.#entries.at(-1)?.nonce ?? -1) + 1);
  }

  /** Purposes of transactions that are under way, or in blocks that are not final. */
  get purposes(): readonly TransactionPurpose[] {
    return this.#entries.map(({ purpose }) => purpose);
  }

  /**
   * Signs, stores and sends a transaction. A send that fails is done again later. Without a lease nothing is stored: only an instance that has just started does
   * that, to join a log, while nothing else of its account is under way.
   */
  async submit(job: LaneJob, lease: LeaseToken | undefined): Promise<void> {
    const { clock } = this.#parameters;
    const { purpose, to, input, gasLimit } = job;
    const unsigned = { to, input, gasLimit, nonce: this.#nextNonce, ...this.#currentFees() };
    const entry: Entry = {
      nonce: unsigned.nonce,
      purpose,
      unsigned,
      versions: [],
      isStored: lease !== undefined,
      sentAt: undefined,
      raisedAt: clock.now(),
      outcome: undefined,
      missed: 0,
      missedSince: 0,
    };
    await this.#keep(entry, unsigned, lease);
    this.#nextNonce += 1;
    this.#entries.push(entry);
    await this.#send(entry);
  }

  /**
   * Looks what has become of everything that is under way, and sends again what is due. What it answers it answers again until it is `noted`, so that nothing is
   * lost where the node or the store fails in the middle.
   */
  async look(lease: LeaseToken | undefined): Promise<readonly LaneEvent[]> {
    const { chain, signer, clock, resendMs } = this.#parameters;
    if (this.inFlight === 0) return [...this.#news];
    const chainNonce = await chain.readNonce(signer.address);
    for (const entry of [...this.#entries]) {
      if (entry.outcome !== undefined) {
        // Its nonce is free again: without it nothing behind it is ever mined.
        if (entry.nonce >= chainNonce && (await this.#isGone(entry.outcome))) await this.#recheck(entry, entry.outcome);
      } else if (entry.nonce < chainNonce) {
        const event = await this.#findOutcome(entry);
        if (event !== undefined) this.#news.push(event);
      } else if (entry.sentAt === undefined || clock.now() - entry.sentAt >= resendMs) {
        if (entry.nonce === chainNonce) await this.#raise(entry, lease);
        await this.#send(entry);
      }
    }
    this.#nextNonce = Math.max(this.#nextNonce, chainNonce);
    return [...this.#news];
  }

  /** Whoever looked has noted what had become of these. */
  noted(events: readonly LaneEvent[]): void {
    this.#news = this.#news.filter((event) => !events.includes(event));
  }

  /** Asks again about everything that was in a block: a reorganisation has been seen. The next look tells what was found. */
  async recheck(): Promise<void> {
    for (const entry of this.#entries) if (entry.outcome !== undefined) await this.#recheck(entry, entry.outcome);
  }

  /** Lets go of what is in blocks that are final. */
  forget(finalBlock: number): void {
    this.#entries = this.#entries.filter(({ outcome }) => outcome === undefined || outcome.blockNumber > finalBlock);
  }

  async #recheck(entry: Entry, { blockHash }: Outcome): Promise<void> {
    const outcome = await this.#readOutcome(entry);
    if (outcome?.blockHash === blockHash) return;
    entry.outcome = outcome;
    entry.sentAt = undefined;
    entry.missed = 0;
    this.#news.push({ kind: "unmined", purpose: entry.purpose });
    if (outcome !== undefined) this.#news.push({ kind: "mined", purpose: entry.purpose, outcome });
  }

  /** Whether another block stands where a transaction was mined. A node that is behind knows none there. */
  async #isGone({ blockNumber, blockHash }: Outcome): Promise<boolean> {
    const block = await this.#parameters.chain.readBlock(blockNumber);
    return block !== undefined && block.hash !== blockHash;
  }

  /** Whether a transaction for the same is in no block yet. */
  isWaiting(purpose: TransactionPurpose): boolean {
    return this.#entries.some((entry) => entry.outcome === undefined && isSamePurpose(entry.purpose, purpose));
  }

  /** Purposes of which the next look tells something. */
  get news(): readonly TransactionPurpose[] {
    return this.#news.map(({ purpose }) => purpose);
  }

  async #findOutcome(entry: Entry): Promise<LaneEvent | undefined> {
    const { purpose } = entry;
    const outcome = await this.#readOutcome(entry);
    if (outcome !== undefined) {
      entry.outcome = outcome;
      this.#parameters.trace.reach("anchor.receipt-seen");
      return { kind: "mined", purpose, outcome };
    }
    const { clock, resendMs } = this.#parameters;
    if (entry.missed === 0) entry.missedSince = clock.now();
    entry.missed += 1;
    if (entry.missed < MISSES_UNTIL_LOST || clock.now() - entry.missedSince < resendMs) return undefined;
    this.#entries = this.#entries.filter((other) => other !== entry);
    this.#parameters.journal.warn("nonce-used-by-another", {
      nonce: entry.nonce,
      account: this.#parameters.signer.address,
    });
    return { kind: "lost", purpose };
  }

  async #readOutcome(entry: Entry): Promise<Outcome | undefined> {
    for (const { hash } of entry.versions.toReversed()) {
      const outcome = await this.#parameters.chain.readOutcome(hash);
      if (outcome !== undefined) return outcome;
    }
    return undefined;
  }

  async #raise(entry: Entry, lease: LeaseToken | undefined): Promise<void> {
    const { clock, metrics, maxFeePerGas, raiseMs } = this.#parameters;
    const mayRaise = lease !== undefined || !entry.isStored;
    if (!mayRaise || clock.now() - entry.raisedAt < raiseMs) return;
    const last = entry.versions.at(-1)?.fees ?? this.#currentFees();
    const raised = {
      maxFeePerGas: (last.maxFeePerGas * RAISE_PERCENT) / 100n + 1n,
      maxPriorityFeePerGas: (last.maxPriorityFeePerGas * RAISE_PERCENT) / 100n + 1n,
    };
    entry.raisedAt = clock.now();
    if (raised.maxFeePerGas > maxFeePerGas) return;
    await this.#keep(entry, { ...entry.unsigned, ...raised }, lease);
    metrics.count("transactions_replaced", 1);
  }

  async #keep(entry: Entry, unsigned: UnsignedTransaction, lease: LeaseToken | undefined): Promise<void> {
    const { store, signer, trace } = this.#parameters;
    const { raw, hash } = signer.signTransaction(unsigned);
    trace.reach("anchor.before-keep");
    const kept = { account: signer.address, nonce: entry.nonce, hash, raw, purpose: entry.purpose };
    if (lease !== undefined) await store.keepTransaction(kept, lease);
    if (lease !== undefined) trace.reach("anchor.kept", { nonce: entry.nonce, transaction: hash });
    const { maxFeePerGas, maxPriorityFeePerGas } = unsigned;
    entry.versions.push({ hash, raw, fees: { maxFeePerGas, maxPriorityFeePerGas } });
  }

  async #send(entry: Entry): Promise<void> {
    const { chain, clock, metrics, trace, journal } = this.#parameters;
    const version = entry.versions.at(-1);
    if (version === undefined) return;
    entry.sentAt = clock.now();
    try {
      await chain.send(version.raw);
      metrics.count("transactions_sent", 1);
      trace.reach("anchor.sent", { nonce: entry.nonce, transaction: version.hash });
    } catch (error) {
      // Whether the node took it is not known: the next look says so, and sends the same bytes again where it did not.
      metrics.count("chain_faults", 1, isFault(error) ? error.code : "unknown");
      journal.warn("transaction-not-sent", { nonce: entry.nonce, hash: version.hash, because: textOf(error) });
    }
  }

  #currentFees(): Fees {
    const { readHead, maxFeePerGas } = this.#parameters;
    const { baseFee = 0n } = readHead();
    const wanted = baseFee * 2n + MIN_TIP;
    return { maxFeePerGas: wanted < maxFeePerGas ? wanted : maxFeePerGas, maxPriorityFeePerGas: MIN_TIP };
  }
}

/** Whether two transactions are for the same. */
export function isSamePurpose(one: TransactionPurpose, other: TransactionPurpose): boolean {
  if (one.kind === "other" || other.kind === "other")
    return one.kind === "other" && other.kind === "other" && one.because === other.because;
  const isSameBatch = one.kind === other.kind && one.logId === other.logId && one.number === other.number;
  return isSameBatch && (one.kind !== "execute" || other.kind !== "execute" || one.part === other.part);
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
