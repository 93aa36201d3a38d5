import { isHexString } from "ethers";

import type { Chain } from "../../peers/openChain.ts";
import { fieldOf } from "../revertBytesOf.ts";

/** What anybody with a node of the chain has: all that was sent, all that was logged, and every word that was stored. */
export interface Observed {
  readonly calldata: readonly string[];
  readonly logs: readonly string[];
  readonly storage: readonly string[];
}

/** Reads everything that the chain shows from a block on. */
export async function observeChain(chain: Chain, fromBlock: number): Promise<Observed> {
  const last = await chain.provider.getBlockNumber();
  const calldata: string[] = [];
  const storage: string[] = [];
  for (let number = fromBlock; number <= last; number += 1) {
    const block = await chain.provider.getBlock(number, true);
    for (const { hash, data } of block?.prefetchedTransactions ?? []) {
      calldata.push(data);
      storage.push(...(await listStored(chain, hash)));
    }
  }
  const logs = await chain.provider.getLogs({ fromBlock, toBlock: last });
  return { calldata, logs: logs.flatMap(({ topics, data }) => [...topics, data]), storage };
}

/** All of it in one text, to look for anything in. */
export function joinObserved({ calldata, logs, storage }: Observed, envelopes: readonly Uint8Array[]): string {
  const shown = [...calldata, ...logs, ...storage].map((hex) => hex.replace("0x", ""));
  return [...shown, ...envelopes.map((bytes) => Buffer.from(bytes).toString("hex"))].join(" ");
}

/** Every slot and every value that a transaction wrote or read. */
async function listStored(chain: Chain, hash: string): Promise<readonly string[]> {
  const traced = await chain.ask("debug_traceTransaction", hash, { disableMemory: true, disableStack: true });
  const steps = fieldOf(traced, "structLogs");
  if (!Array.isArray(steps)) throw new Error("the node traces nothing");
  const words = steps.flatMap((step) => Object.entries(fieldOf(step, "storage") ?? {}).flat());
  return [...new Set(words.map(String))].filter((word) => isHexString(word) || /^[0-9a-f]{64}$/.test(word));
}
