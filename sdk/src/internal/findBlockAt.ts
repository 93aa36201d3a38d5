import type { Provider } from "ethers";

import { QuorateError } from "../errors/QuorateError.ts";

/** The number of the first block whose time is `time` or later; about 2 log n questions for n blocks. */
export async function findBlockAt(provider: Provider, time: bigint, signal: AbortSignal): Promise<number> {
  let low = 0;
  let high = await provider.getBlockNumber();
  while (low < high) {
    signal.throwIfAborted();
    const middle = Math.floor((low + high) / 2);
    const block = await provider.getBlock(middle);
    if (block === null) {
      throw new QuorateError({
        code: "CHAIN_REORGANISED",
        summary: `Block ${middle} is gone.`,
        remedy: "Ask again.",
        facts: { block: middle },
      });
    }
    if (BigInt(block.timestamp) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
