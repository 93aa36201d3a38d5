import type { Rule } from "#sdk";

import type { Stage } from "./Stage.ts";

const ALL_BPS = 10_000n;

/** Weight in favour that decides a vote under a rule at once, whatever the others still say. */
export async function weightNeeded({ client }: Stage, rule: Rule): Promise<bigint> {
  const { total } = await client.contracts.memberRegistry.strength();
  const share = rule.quorum > rule.threshold ? rule.quorum : rule.threshold;
  return (total * share + ALL_BPS - 1n) / ALL_BPS;
}
