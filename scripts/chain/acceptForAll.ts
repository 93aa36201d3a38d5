import { type JsonRpcProvider, Wallet } from "ethers";

import { accept, createClient, getCurrentState, parseAddress } from "#sdk";

import type { StepReport } from "../deployment/listenToIgnition.ts";
import type { PlannedSeat } from "../founding/FoundingPlan.ts";
import type { Hex } from "../founding/Hex.ts";
import type { LocalSecrets } from "./drawLocalKeys.ts";

/** A local chain makes a block of each transaction at once. */
const POLLING_MS = 20;

/** Who accepts, and where. */
export interface AcceptForAllParameters {
  readonly provider: JsonRpcProvider;
  readonly chainId: bigint;
  readonly constitution: Hex;
  readonly seats: readonly PlannedSeat[];
  readonly secrets: readonly LocalSecrets[];
  readonly report: StepReport;
  readonly signal: AbortSignal;
}

/**
 * Lets every founding member of a chain of this machine accept the state it joins, each with its cold account: the consortium
 * is founded by that. Anywhere else members do it themselves.
 *
 * @throws QuorateError ABORTED and what accepting can throw
 */
export async function acceptForAll(parameters: AcceptForAllParameters): Promise<void> {
  const { provider, chainId, seats, secrets, report, signal } = parameters;
  const constitution = { chainId, constitution: parseAddress(parameters.constitution) };
  const client = await createClient({ runner: provider, constitution, signal, pollingIntervalMs: POLLING_MS });
  const state = await getCurrentState(client);
  // One after the other: the acceptance that founds the consortium costs more than those before it were estimated at.
  for (const [index, { seat, organisation }] of seats.entries()) {
    const own = secrets.find((candidate) => candidate.organisation === organisation);
    if (own === undefined) throw new TypeError(`no keys were drawn for ${organisation}`);
    await accept({ ...client, signer: new Wallet(own.cold, provider) }, { seat: BigInt(seat), state });
    report(index + 1, seats.length, `${organisation} accepts`);
  }
}
