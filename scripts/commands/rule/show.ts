import { listRules } from "#sdk";

import { connectReader } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { malformed } from "../../terminal/Input.ts";
import { nameRule } from "./nameRule.ts";

export const ruleShow: Command = {
  name: "rule show",
  summary: "Show the rules of one action, as in MemberRegistry.admit or fallback.",
  arguments: ["action"],
  run: async (place, input) => {
    const all = await listRules(await connectReader(place));
    const action = input.argument("action");
    const rules = all.filter((rule) => rule.action === action || rule.action.startsWith(`${action} `));
    if (rules.length === 0) throw malformed("ACTION", action, `one of ${all.map((rule) => rule.action).join(", ")}`);
    return { json: rules, lines: rules.map((rule) => `${nameRule(rule)} (version ${rule.version}): ${rule.sentence}`) };
  },
};
