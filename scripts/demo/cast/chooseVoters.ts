import type { Member } from "./Member.ts";

/** Who may be chosen, in the order of preference, and what they have to weigh together. */
export interface ChooseVotersParameters {
  readonly weight: bigint;
  /** They vote in any case, and come first. */
  readonly first?: readonly Member[];
  readonly without?: readonly Member[];
}

/** Chooses members that weigh enough together, and nobody that is not needed for it. */
export function chooseVoters(
  members: readonly Member[],
  { weight, first = [], without = [] }: ChooseVotersParameters,
): readonly Member[] {
  const others = members.filter((member) => !first.includes(member) && !without.includes(member));
  const chosen: Member[] = [...first];
  let sum = first.reduce((total, member) => total + member.weight, 0);
  for (const member of others) {
    if (BigInt(sum) >= weight) break;
    chosen.push(member);
    sum += member.weight;
  }
  if (BigInt(sum) < weight) throw new TypeError(`the members together do not weigh ${weight}`);
  return chosen;
}
