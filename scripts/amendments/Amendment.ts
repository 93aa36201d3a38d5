import type { BuiltCall, Client, QuorateError } from "#sdk";

import type { Deployment } from "../deployment/Deployment.ts";

/** What an amendment may know beside the chain: what was deployed. */
export type AmendmentPlace = Pick<Deployment, "contracts">;

/** A change of the consortium by its members: written, reviewed and numbered like a change of code, and carried out by vote. */
export interface Amendment {
  /** As in the name of its file. */
  readonly number: number;
  /** What it changes and why, for people; the description of its proposal. */
  readonly description: string;
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
