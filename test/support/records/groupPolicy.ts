import type { GroupPolicy } from "#sdk";

const DAY = 86_400n;

/** What the groups of the journeys ask of their records. */
export const usualPolicy: GroupPolicy = {
  minAcks: 2n,
  suites: [1],
  waivesLeavers: false,
  needsAttested: false,
  ackPeriod: 7n * DAY,
  answerPeriod: DAY,
  timeToLive: 0n,
  shredPeriod: DAY,
  shredQuorum: 2n,
  historyQuorum: 2n,
  changeQuorum: 0n,
};
