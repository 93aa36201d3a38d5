import type { CallRecord } from "./listCalls.ts";

const MAX_CALLS = 400;
/** Geth's pool takes transactions of 128 KiB. */
const MAX_BYTES = 120 * 1_024;
/** Gas of a transaction: well within a block of 30 million. */
const MAX_GAS = 20_000_000;
/** What a call takes beside its own gas. */
const OVERHEAD_GAS = 16_000;

/** Which calls are executed by one transaction: in their order, few enough for a block. A record is never divided. */
export function planExecutions(records: readonly CallRecord[]): readonly (readonly CallRecord[])[] {
  const plans: CallRecord[][] = [];
  let [calls, bytes, gas] = [0, 0, 0];
  for (const record of records) {
    const needed = gasOf(record);
    const last = plans.at(-1);
    const fits =
      calls + record.calls <= MAX_CALLS && bytes + record.bytes.length <= MAX_BYTES && gas + needed <= MAX_GAS;
    if (last === undefined || !fits) {
      plans.push([record]);
      [calls, bytes, gas] = [0, 0, 0];
    } else last.push(record);
    calls += record.calls;
    bytes += record.bytes.length;
    gas += needed;
  }
  return plans;
}

/** Gas that a record's execution takes at most. */
export function gasOf({ gas, calls, bytes }: CallRecord): number {
  return Math.ceil((gas * 64) / 63) + calls * OVERHEAD_GAS + bytes.length * 16;
}
