import type { Hex } from "../founding/Hex.ts";
import type { ChainIdentity } from "./ChainIdentity.ts";

/** A contract of the suite as it was deployed. */
export interface DeployedContract {
  readonly name: string;
  readonly address: Hex;
  /** keccak256 of the code at the address, as `extcodehash` gives it. */
  readonly codeHash: Hex;
}

/** A completed deployment. */
export interface Deployment {
  readonly chain: ChainIdentity;
  readonly contracts: readonly DeployedContract[];
}
