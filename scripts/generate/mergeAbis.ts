import { Fragment } from "ethers";

import type { JsonObject } from "../checks/solidity/json.ts";

const KINDS: readonly unknown[] = ["function", "event", "error"];

/**
 * What a module answers to: what its contract says itself and what its interface promises, which the contract may forward. Each
 * once, functions before events before errors, by signature.
 */
export function mergeAbis(...abis: readonly (readonly JsonObject[])[]): readonly JsonObject[] {
  const merged = new Map<string, JsonObject>();
  for (const item of abis.flat()) {
    const kind = KINDS.indexOf(item.type);
    if (kind < 0) continue;
    const key = `${kind} ${Fragment.from(item).format("sighash")}`;
    if (!merged.has(key)) merged.set(key, item);
  }
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}
