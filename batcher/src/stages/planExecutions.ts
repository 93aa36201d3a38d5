import { readSeat } from "../records.ts";
import type { CallRecord } from "./listCalls.ts";

const MAX_CALLS = 400;
/** Geth's pool takes transactions of 128 KiB. */
const MAX_BYTES = 120 * 1_024;
/** What a transaction may take on the newest chains, and less than any block holds. Source: EIP-7825. */
const MAX_TRANSACTION_GAS = 16_777_216;
/** What a transaction takes beside its records. */
const TRANSACTION_GAS = 200_000;
/** What a call takes beside its own gas. */
const OVERHEAD_GAS = 16_000;
/** A transaction takes at least so much for a byte. Source: EIP-7623. */
const BYTE_GAS = 40;

/**
 * Which calls are executed by one transaction: no more than any chain takes. Those of one member stand together, since the executor asks for a key once a run, and in
 * the order in which they were stored. A record is never divided.
 */
export function planExecutions(records: readonly CallRecord[]): readonly (readonly CallRecord[])[] {
  const plans: CallRecord[][] = [];
  let [calls, bytes, gas] = [0, 0, 0];
  for (const record of records.toSorted((one, other) => readSeat(one.bytes, 0) - readSeat(other.bytes, 0))) {
    const { length } = record.bytes;
    const needed = gasOf(record, length);
    const last = plans.at(-1);
    const fits = calls + record.calls <= MAX_CALLS && fitsTransaction(bytes + length, gas + needed);
    if (last === undefined || !fits) {
      plans.push([record]);
      [calls, bytes, gas] = [0, 0, 0];
    } else last.push(record);
    calls += record.calls;
    bytes += length;
    gas += needed;
  }
  return plans;
}

/** Whether a record of so many bytes is executed by one transaction at all. */
export function isExecutable(asked: AskedGas, length: number): boolean {
  return fitsTransaction(length, gasOf(asked, length));
}

/** Gas limit of the transaction that executes the records. */
export function gasLimitOf(records: readonly CallRecord[]): number {
  return records.reduce((sum, record) => sum + gasOf(record, record.bytes.length), TRANSACTION_GAS);
}

/** How many calls a record makes, and for how much gas together. */
type AskedGas = Pick<CallRecord, "calls" | "gas">;

function fitsTransaction(bytes: number, gas: number): boolean {
  return bytes <= MAX_BYTES && gas + TRANSACTION_GAS <= MAX_TRANSACTION_GAS;
}

/** Gas that a record's execution takes at most. */
function gasOf({ gas, calls }: AskedGas, length: number): number {
  return Math.ceil((gas * 64) / 63) + calls * OVERHEAD_GAS + length * BYTE_GAS;
}
