import { decodeRule } from "../../crypto/ruleWord.ts";
import { toChainCalls } from "../../internal/toChainCalls.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Call } from "../../types/BuiltCall.ts";
import type { Client } from "../../types/Client.ts";
import type { Rule } from "../../types/Rule.ts";

/** The calls that are to be decided together. */
export interface GetRuleParameters extends WaitLimits {
  readonly calls: readonly Call[];
}

/** The rule; its version is 0 where it joins several. */
export type GetRuleReturnType = Rule;

/**
 * The rule that would decide these calls now: the strictest of the calls' rules, component by component.
 *
 * @throws QuorateError CALLS_EMPTY, ABORTED, TIMED_OUT
 * @throws RevertedError such as ConstitutionUnknownAction
 * @example
 * ```ts
 * const { quorum, executionDelay } = await getRule(client, { calls: [call] });
 * ```
 */
export async function getRule(client: Client, parameters: GetRuleParameters): Promise<GetRuleReturnType> {
  return await withLimits(parameters, client, "reading a rule", async () => {
    const ruling = await client.contracts.constitution.rulingOn(toChainCalls(parameters.calls));
    return { ...decodeRule(ruling.rule), version: ruling.version };
  });
}
