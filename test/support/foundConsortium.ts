import type { Wallet } from "ethers";
import { getAddress, keccak256 } from "ethers";

import { type Chain, openChain } from "../peers/openChain.ts";
import { acceptState, deploySuite, type Suite } from "./deploySuite.ts";

/** A consortium of single-key members, each of weight 1, founded on a chain of its own. */
export interface FoundedConsortium {
  readonly chain: Chain;
  readonly suite: Suite;
  readonly relayer: Wallet;
  /** By seat. */
  readonly members: readonly Wallet[];
}

/** Founds a consortium on a chain of its own, under another id where one is given; `seats` members have accepted. */
export async function foundConsortium(seats: number, chainId?: number): Promise<FoundedConsortium> {
  return foundOn(await openChain(chainId), seats);
}

/** Founds a consortium of the same members beside what is on a chain already. */
export async function foundOn(chain: Chain, seats: number): Promise<FoundedConsortium> {
  const members = await chain.createMembers(seats);
  const founders = members.map(({ address }) => ({
    // Members manage their keys with an account that never signs here.
    cold: getAddress(`0x${keccak256(address).slice(-40)}`),
    hot: [address],
  }));
  const suite = await deploySuite(chain.relayer, founders);
  for (const [seat, member] of members.entries()) await acceptState(member, suite, seat);
  return { chain, suite, relayer: chain.relayer, members };
}
