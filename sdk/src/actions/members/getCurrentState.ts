import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { AcceptedState } from "../../types/AcceptedState.ts";
import type { Client } from "../../types/Client.ts";
import { parseBytes32 } from "../../types/parseHex.ts";

/** The state that a member who joins now would accept. */
export type GetCurrentStateReturnType = AcceptedState;

/**
 * The versions and roots of rules, parameters and membership in force, to be checked and accepted.
 *
 * @throws QuorateError ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const state = await getCurrentState(client);
 * ```
 */
export async function getCurrentState(client: Client, parameters: WaitLimits = {}): Promise<GetCurrentStateReturnType> {
  return await withLimits(parameters, client, "reading the state in force", async () => {
    const state = await client.contracts.accession.currentState();
    return {
      rulesVersion: state.rulesVersion,
      rulesRoot: parseBytes32(state.rulesRoot),
      parametersVersion: state.parametersVersion,
      parametersRoot: parseBytes32(state.parametersRoot),
      membershipVersion: state.membershipVersion,
      membershipRoot: parseBytes32(state.membershipRoot),
    };
  });
}
