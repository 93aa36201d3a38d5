import type { BuiltCall, Client, QuorateError } from "#sdk";

import type { DeployedContract, Deployment } from "../deployment/Deployment.ts";
import type { PlannedContract } from "../modules/PlannedContract.ts";

/** What an amendment may know beside the chain: what was deployed, with the suite and by itself. */
export interface AmendmentPlace extends Pick<Deployment, "contracts"> {
  /** What the amendment has deployed; empty where that is nothing, or is not complete. */
  readonly deployed: readonly DeployedContract[];
  /** What differs between that and what these sources construct. */
  readonly findConstructionFaults: () => Promise<readonly QuorateError[]>;
}

/** A change of the consortium by its members: written, reviewed and numbered like a change of code, and carried out by vote. */
export interface Amendment {
  /** As in the name of its file. */
  readonly number: number;
  /** What it changes and why, for people; the description of its proposal. */
  readonly description: string;
  /**
   * Contracts that have to stand before it can be proposed, in their order; left out where there are none. Whoever prepares it with a
   * key deploys them.
   */
  readonly planned?: readonly PlannedContract[];
  /**
   * Finds out whether it can be proposed now, and returns what was found.
   *
   * @throws QuorateError AMENDMENT_NOT_READY and others, where it cannot
   */
  readonly prepare: (client: Client, place: AmendmentPlace) => Promise<readonly string[]>;
  /** The calls to propose, for the state as it is now. */
  readonly propose: (client: Client, place: AmendmentPlace) => Promise<readonly BuiltCall[]>;
  /** Whether the chain shows it already. */
  readonly isEnacted: (client: Client, place: AmendmentPlace) => Promise<boolean>;
  /** What differs from what it promised; empty where it is kept. */
  readonly verify: (client: Client, place: AmendmentPlace) => Promise<readonly QuorateError[]>;
}
