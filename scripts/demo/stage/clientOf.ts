import type { Wallet } from "ethers";
import type { Client } from "#sdk";

import type { Stage } from "./Stage.ts";

/** The consortium's client for whoever holds an account. */
export function clientOf({ client }: Stage, account: Wallet): Client {
  return { ...client, signer: account };
}
