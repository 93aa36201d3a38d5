import { computeHeaderHash, computeLogId } from "#sdk/receipts";

import type { AnchoredFacts, Outcome } from "../../../batcher/src/ports/Chain.ts";
import { fromHex, toHex } from "../../../batcher/src/records.ts";
import { PLACE, SEAT_OF_BATCHER } from "./place.ts";
import { hashOf, type LedgerTransaction } from "./transactions.ts";

/** A log on the simulated chain. */
export interface LedgerLog {
  readonly seat: number;
  readonly nextSequence: number;
  /** Hash of the newest header. */
  readonly headHash: string;
  /** Block from which each account signs for it. */
  readonly signers: ReadonlyMap<string, number>;
  readonly batches: readonly AnchoredFacts[];
}

/** Where a transaction is carried out. */
export interface LedgerPlace {
  readonly number: number;
  readonly hash: string;
  readonly timestamp: number;
}

const NO_HASH = `0x${"00".repeat(32)}`;
const SKIPPED = 0;
const SUCCEEDED = 1;
const FAILED = 2;

/** Whether the transaction that executes a call reverts as a whole, whatever else is in it. */
export function isPoison(bytes: string): boolean {
  return hashOf(bytes).endsWith("07");
}

/** What the contracts keep after a block. */
export class LedgerState {
  readonly nonces: Map<string, number>;
  readonly logs: Map<string, LedgerLog>;
  /** How each call ended that was executed, by its bytes' hash. */
  readonly executed: Map<string, number>;
  /** Whether the contract checks that a batch is the next: only a planted fault says no. */
  readonly checksOrder: boolean;
  /** What the members allow a batch to be. */
  maxRecords: number;

  constructor(before: Partial<LedgerState> = {}) {
    this.nonces = new Map(before.nonces);
    this.logs = new Map(before.logs);
    this.executed = new Map(before.executed);
    this.checksOrder = before.checksOrder ?? true;
    this.maxRecords = before.maxRecords ?? 1;
  }

  /** Carries a transaction out, and says what came of it. */
  apply({ from, hash, unsigned, call }: LedgerTransaction, place: LedgerPlace): Outcome {
    this.nonces.set(from, unsigned.nonce + 1);
    const outcome = { hash, blockNumber: place.number, blockHash: place.hash, anchored: [], outcomes: undefined };
    const reverted = { ...outcome, succeeded: false };
    if (call.verb === "openLog") return { ...outcome, succeeded: this.#open(call.salt, from, place) };
    if (call.verb === "joinLog") return { ...outcome, succeeded: this.#join(call.logId, from, place) };
    if (call.verb === "execute" && call.calls.some(isPoison)) return reverted;
    if (call.verb === "execute")
      return { ...outcome, succeeded: true, outcomes: Uint8Array.from(call.calls, (bytes) => this.#execute(bytes)) };
    if (call.verb !== "anchor") return { ...outcome, succeeded: call.verb === "nothing" };
    const { logId, firstSequence, count, root } = call;
    const log = this.logs.get(logId);
    if (log === undefined || !log.signers.has(from) || count < 1 || count > this.maxRecords) return reverted;
    if (this.checksOrder && firstSequence !== log.nextSequence) return reverted;
    const number = log.batches.length;
    const [anchoredAt, previous] = [place.timestamp, log.headHash];
    const facts = { root, firstSequence, count, previous, transactionHash: hash, anchoredAt };
    const anchored: AnchoredFacts = { ...facts, blockNumber: place.number, blockHash: place.hash };
    const header = { root: fromHex(root), firstSequence, count, anchoredAt, previous: fromHex(previous) };
    this.logs.set(logId, {
      ...log,
      nextSequence: firstSequence + count,
      headHash: toHex(computeHeaderHash(header)),
      batches: [...log.batches, anchored],
    });
    return { ...outcome, succeeded: true, anchored: [{ ...anchored, logId, number }] };
  }

  #open(salt: string, from: string, { number }: LedgerPlace): boolean {
    const logId = toHex(computeLogId({ ...PLACE, seat: SEAT_OF_BATCHER, salt: fromHex(salt) }));
    if (this.logs.has(logId)) return false;
    const signers = new Map([[from, number]]);
    const log = { seat: SEAT_OF_BATCHER, nextSequence: 0, headHash: NO_HASH, signers, batches: [] };
    this.logs.set(logId, log);
    return true;
  }

  #join(logId: string, from: string, { number }: LedgerPlace): boolean {
    const log = this.logs.get(logId);
    if (log === undefined || log.signers.has(from)) return false;
    this.logs.set(logId, { ...log, signers: new Map([...log.signers, [from, number]]) });
    return true;
  }

  /** A call is carried out once; which ones fail, their bytes say. */
  #execute(bytes: string): number {
    const name = hashOf(bytes);
    if (this.executed.has(name)) return SKIPPED;
    const outcome = name.endsWith("0") ? FAILED : SUCCEEDED;
    this.executed.set(name, outcome);
    return outcome;
  }
}
