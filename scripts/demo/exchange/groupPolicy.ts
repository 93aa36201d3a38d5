import type { GroupPolicy } from "#sdk";

const DAY = 86_400n;

/** What the group of the story asks of its records: three hold it before it is final, and what is decided later is decided by votes. */
export const groupPolicy: GroupPolicy = {
  minAcks: 3n,
  suites: [1],
  waivesLeavers: false,
  needsAttested: false,
  ackPeriod: 7n * DAY,
  answerPeriod: DAY,
  timeToLive: 0n,
  shredPeriod: 7n * DAY,
  shredQuorum: 2n,
  historyQuorum: 0n,
  changeQuorum: 0n,
};
