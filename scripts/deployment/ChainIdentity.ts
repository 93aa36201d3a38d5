import type { Provider } from "ethers";

import { QuorateError } from "#sdk";

import type { Hex } from "../founding/Hex.ts";
import { toHex } from "../founding/toHex.ts";

/** What tells a chain from every other one: ids are chosen by people, and the first block says whether it is the same chain. */
export interface ChainIdentity {
  readonly chainId: bigint;
  /** Hash of the first block. */
  readonly genesis: Hex;
}

/** Asks a node which chain it is on. @throws QuorateError CHAIN_UNREACHABLE */
export async function getChainIdentity(provider: Provider): Promise<ChainIdentity> {
  const [{ chainId }, first] = await Promise.all([provider.getNetwork(), provider.getBlock(0)]);
  if (first?.hash === undefined || first.hash === null) {
    throw new QuorateError({
      code: "CHAIN_UNREACHABLE",
      summary: "The node does not show the first block of its chain.",
      remedy: "Use a node that keeps the whole chain.",
    });
  }
  return { chainId, genesis: toHex(first.hash) };
}
