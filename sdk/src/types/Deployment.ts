import type { Address } from "./Hex.ts";

/** Where a consortium lives. The directory on chain names the other modules. */
export interface Deployment {
  readonly chainId: bigint;
  readonly constitution: Address;
}
