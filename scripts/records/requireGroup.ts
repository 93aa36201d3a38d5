import { type Group, QuorateError } from "#sdk";

/** A group that is there. @throws QuorateError GROUP_UNKNOWN */
export function requireGroup(group: Group | null, number: bigint): Group {
  if (group !== null) return group;
  throw new QuorateError({
    code: "GROUP_UNKNOWN",
    summary: `There is no group ${number}, or not in that epoch.`,
    remedy: "Look at quorate group list, or have the group formed by vote (quorate group form).",
    facts: { group: number },
  });
}
