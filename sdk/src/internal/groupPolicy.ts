import { QuorateError } from "../errors/QuorateError.ts";
import type { AbiValues } from "../types/AbiValues.ts";
import type { GroupPolicy } from "../types/GroupPolicy.ts";
import { suites } from "../types/Suite.ts";
import { formatDuration } from "./formatDuration.ts";
import { parseInteger } from "./parseInteger.ts";
import { fieldOf } from "./readFields.ts";

/** A policy as the ABI encodes it: the suites are bits. */
export type EncodedGroupPolicy = Omit<GroupPolicy, "suites"> & { readonly suites: bigint };

/** A policy as the ABI encodes it. @throws QuorateError OBJECT_MALFORMED, INTEGER_MALFORMED */
export function encodeGroupPolicy(value: unknown): EncodedGroupPolicy {
  const integer = (name: string, bits: number): bigint => parseInteger(fieldOf(value, name), bits);
  return {
    minAcks: integer("minAcks", 16),
    suites: encodeSuites(fieldOf(value, "suites")),
    waivesLeavers: encodeFlag(value, "waivesLeavers"),
    needsAttested: encodeFlag(value, "needsAttested"),
    ackPeriod: integer("ackPeriod", 32),
    answerPeriod: integer("answerPeriod", 32),
    timeToLive: integer("timeToLive", 32),
    shredPeriod: integer("shredPeriod", 32),
    shredQuorum: integer("shredQuorum", 16),
    historyQuorum: integer("historyQuorum", 16),
    changeQuorum: integer("changeQuorum", 16),
  };
}

/** A policy as the ABI decodes it; null where it names a suite that there is not. */
export function readGroupPolicy(values: AbiValues): GroupPolicy | null {
  return decodeGroupPolicy({
    minAcks: values.integer(0),
    suites: values.integer(1),
    waivesLeavers: values.flag(2),
    needsAttested: values.flag(3),
    ackPeriod: values.integer(4),
    answerPeriod: values.integer(5),
    timeToLive: values.integer(6),
    shredPeriod: values.integer(7),
    shredQuorum: values.integer(8),
    historyQuorum: values.integer(9),
    changeQuorum: values.integer(10),
  });
}

/** A policy by its suites and not their bits; null where it names a suite that there is not. */
export function decodeGroupPolicy(encoded: EncodedGroupPolicy): GroupPolicy | null {
  const allowed = suites.filter((suite) => (encoded.suites >> BigInt(suite)) & 1n);
  return encodeSuites(allowed) === encoded.suites ? { ...encoded, suites: allowed } : null;
}

/** A policy in words; nothing of it is left out. */
export function formatGroupPolicy(policy: GroupPolicy): string {
  return [
    `a record is final with ${count(policy.minAcks, "acknowledgement")} within ${formatDuration(policy.ackPeriod)}`,
    `mandatory members that left the consortium are ${policy.waivesLeavers ? "waived" : "not waived"}`,
    `a rejection is answered within ${formatDuration(policy.answerPeriod)}`,
    `sealed with ${policy.suites.length === 0 ? "no suite" : `suite ${policy.suites.join(" or ")}`}`,
    policy.needsAttested
      ? "to attested recipients only, whom this release cannot tell"
      : "to recipients attested or not",
    policy.timeToLive === 0n
      ? "kept without end"
      : `anybody may have it shredded after ${formatDuration(policy.timeToLive)}`,
    `shredded within ${formatDuration(policy.shredPeriod)} of a decision by ${quorum(policy.shredQuorum)}`,
    `earlier records granted by ${quorum(policy.historyQuorum)}`,
    `the group changed by ${quorum(policy.changeQuorum)}`,
  ].join(", ");
}

function quorum(members: bigint): string {
  return members === 0n ? "vote of the consortium" : `${count(members, "member")} or by vote of the consortium`;
}

function count(number: bigint, what: string): string {
  return `${number} ${what}${number === 1n ? "" : "s"}`;
}

function encodeSuites(given: unknown): bigint {
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  return list.reduce((mask: bigint, each) => {
    const suite = suites.find((known) => known === each);
    if (suite !== undefined) return mask | (1n << BigInt(suite));
    throw new QuorateError({
      code: "OBJECT_MALFORMED",
      summary: `${String(each)} is no suite of algorithms.`,
      remedy: `Use ${suites.join(", ")}.`,
    });
  }, 0n);
}

function encodeFlag(value: unknown, name: string): boolean {
  const flag = fieldOf(value, name);
  if (typeof flag === "boolean") return flag;
  throw new QuorateError({
    code: "OBJECT_MALFORMED",
    summary: `${name} is neither true nor false.`,
    remedy: "Give one of the two.",
    facts: { field: name },
  });
}
