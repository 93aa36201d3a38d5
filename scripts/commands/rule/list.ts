import { listRules } from "#sdk";

import { connectReader } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { nameRule } from "./nameRule.ts";

export const ruleList: Command = {
  name: "rule list",
  summary: "List the rules in force: what kind of action needs what to pass.",
  run: async (place) => {
    const rules = await listRules(await connectReader(place));
    return {
      json: rules,
      lines: rules.map((rule) => `${nameRule(rule)} (version ${rule.version}): ${rule.sentence}`),
    };
  },
};
