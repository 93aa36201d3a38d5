import type { Store } from "../ports/Store.ts";
import { byteAt, CALL, CALL_BUNDLE, measureRecord } from "../records.ts";
import type { RecordRange } from "./computeRoot.ts";

/** A stored record whose action is a call, or several. */
export interface CallRecord {
  readonly sequence: number;
  readonly bytes: Uint8Array;
  readonly calls: number;
  /** Gas that its calls were signed for, together. */
  readonly gas: number;
}

const GAS_AT = 57;
const COUNT_AT = 37;
const ITEMS_AT = 39;
const ITEM_BYTES = 26;

/** The calls among some records of a log, in order. */
export async function listCalls(store: Store, batch: RecordRange): Promise<readonly CallRecord[]> {
  const found: CallRecord[] = [];
  const end = batch.firstSequence + batch.count;
  for await (const { firstSequence, records, count } of store.readGroups(batch.logId, batch.firstSequence)) {
    if (firstSequence >= end) break;
    let at = 0;
    for (let sequence = firstSequence; sequence < firstSequence + count; sequence += 1) {
      const length = measureRecord(records, at) ?? records.length;
      const kind = byteAt(records, at);
      const isIn = sequence >= batch.firstSequence && sequence < end;
      if (isIn && (kind === CALL || kind === CALL_BUNDLE)) {
        const bytes = records.slice(at, at + length);
        found.push({ sequence, bytes, ...countCalls(bytes, 0) });
      }
      at += length;
    }
    if (firstSequence + count >= end) break;
  }
  return found;
}

/** Calls in the order of the sequences, which is that of the transaction that executes them. */
export function inOrderOf(sequences: readonly number[], calls: readonly CallRecord[]): readonly CallRecord[] {
  const found = new Map(calls.map((call) => [call.sequence, call]));
  return sequences.flatMap((sequence) => found.get(sequence) ?? []);
}

/** How many calls a packed record makes, and the gas that they were signed for together. */
export function countCalls(
  bytes: Uint8Array,
  start: number,
): { readonly calls: number; readonly gas: number; readonly highestGas: number } {
  if (byteAt(bytes, start) === CALL) {
    const gas = readUint(bytes, start + GAS_AT, 4);
    return { calls: 1, gas, highestGas: gas };
  }
  const calls = readUint(bytes, start + COUNT_AT, 2);
  let [gas, highestGas] = [0, 0];
  for (let item = 0, at = start + ITEMS_AT; item < calls; item += 1) {
    const own = readUint(bytes, at + 20, 4);
    gas += own;
    highestGas = Math.max(highestGas, own);
    at += ITEM_BYTES + readUint(bytes, at + 24, 2);
  }
  return { calls, gas, highestGas };
}

function readUint(bytes: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let index = at; index < at + width; index += 1) value = value * 256 + byteAt(bytes, index);
  return value;
}
