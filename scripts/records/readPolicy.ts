import type { GroupPolicy } from "#sdk";

import type { OptionDescription } from "../terminal/Command.ts";
import { type Input, malformed } from "../terminal/Input.ts";
import { readSuite, readTime, readWhole } from "../terminal/readValues.ts";

const DAY = 86_400n;

/** Options of commands that give a group its policy. */
export const policyOptions = {
  acks: {
    value: "NUMBER",
    says: "acknowledgements that make a record final (default for a new group: all its members)",
  },
  suites: { value: "NUMBERS", says: "suites of algorithms, joined by commas (default: 1)" },
  "ack-period": { value: "TIME", says: "time to acknowledge (default: 7d)" },
  "answer-period": { value: "TIME", says: "time for the sender to answer a rejection (default: 1d)" },
  "time-to-live": {
    value: "TIME",
    says: "time after which anybody may have a record shredded, or none (default: none)",
  },
  "shred-period": { value: "TIME", says: "time to confirm a shredding (default: 7d)" },
  "shred-quorum": {
    value: "NUMBER",
    says: "members that may have a record shredded without a vote, 0 for none (default: all)",
  },
  "history-quorum": {
    value: "NUMBER",
    says: "members that may grant an earlier record without a vote, 0 for none (default: all)",
  },
  "change-quorum": {
    value: "NUMBER",
    says: "members that may change the group without a vote, 0 for none (default: 0)",
  },
  "waive-leavers": { value: "yes|no", says: "whether a mandatory member that left is not waited for (default: no)" },
} as const satisfies Readonly<Record<string, OptionDescription>>;

/** What a new group of so many members asks of its records, unless something else is typed. */
export function createPolicy(members: number): GroupPolicy {
  const all = BigInt(members);
  return {
    minAcks: all,
    suites: [1],
    waivesLeavers: false,
    needsAttested: false,
    ackPeriod: 7n * DAY,
    answerPeriod: DAY,
    timeToLive: 0n,
    shredPeriod: 7n * DAY,
    shredQuorum: all,
    historyQuorum: all,
    changeQuorum: 0n,
  };
}

/** A policy with what was typed in the place of what was before. @throws QuorateError OPTION_MALFORMED */
export function readPolicy(input: Input, before: GroupPolicy): GroupPolicy {
  const number = (name: string, otherwise: bigint, min: bigint): bigint => {
    const text = input.optional(name);
    return text === null ? otherwise : readWhole(`--${name}`, text, { min, max: 512n });
  };
  const time = (name: string, otherwise: bigint): bigint => {
    const text = input.optional(name);
    return text === null ? otherwise : readTime(`--${name}`, text);
  };
  const suites = input.optional("suites");
  const waive = input.optional("waive-leavers");
  if (waive !== null && waive !== "yes" && waive !== "no") throw malformed("--waive-leavers", waive, "yes or no");
  return {
    minAcks: number("acks", before.minAcks, 1n),
    suites: suites === null ? before.suites : suites.split(",").map((word) => readSuite("--suites", word.trim())),
    waivesLeavers: waive === null ? before.waivesLeavers : waive === "yes",
    needsAttested: before.needsAttested,
    ackPeriod: time("ack-period", before.ackPeriod),
    answerPeriod: time("answer-period", before.answerPeriod),
    timeToLive: input.optional("time-to-live") === "none" ? 0n : time("time-to-live", before.timeToLive),
    shredPeriod: time("shred-period", before.shredPeriod),
    shredQuorum: number("shred-quorum", before.shredQuorum, 0n),
    historyQuorum: number("history-quorum", before.historyQuorum, 0n),
    changeQuorum: number("change-quorum", before.changeQuorum, 0n),
  };
}
