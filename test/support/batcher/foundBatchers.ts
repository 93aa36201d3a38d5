import type { Wallet } from "ethers";
import { getAddress, keccak256 } from "ethers";

import { acceptState, deploySuite, type Suite } from "../deploySuite.ts";
import { openNode, type ServedChain } from "./openNode.ts";

/** A consortium behind a node, whose first two members have the batcher's duty. */
export interface BatcherConsortium {
  readonly chain: ServedChain;
  readonly suite: Suite;
  /** By seat. */
  readonly members: readonly Wallet[];
}

const BATCHER_DUTY = 1;

/** Founds it: each member has one key that may do everything. */
export async function foundBatchers(seats: number, chainId: number): Promise<BatcherConsortium> {
  const chain = await openNode(chainId);
  const members = await chain.createMembers(seats);
  const founders = members.map(({ address }, seat) => ({
    cold: getAddress(`0x${keccak256(address).slice(-40)}`),
    hot: [address],
    duties: seat < 2 ? BATCHER_DUTY : 0,
  }));
  const suite = await deploySuite(chain.relayer, founders);
  for (const [seat, member] of members.entries()) await acceptState(member, suite, seat);
  return { chain, suite, members };
}
