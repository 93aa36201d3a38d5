import { fromShortText, type ListRulesReturnType } from "#sdk";

/** What a rule is for, as in `Constitution.setParameter` or, where it is for one parameter alone, `... of network.gasLimit`. */
export function nameRule({ action, firstWord }: Pick<ListRulesReturnType[number], "action" | "firstWord">): string {
  if (firstWord === null) return action;
  return `${action} of ${fromShortText(firstWord) ?? firstWord}`;
}
