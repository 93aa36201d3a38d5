import type { GroupPolicy } from "#sdk";

import { usualPolicy } from "../test/support/records/groupPolicy.ts";

const DAY = 86_400n;

/** The policy of groups whose gas is measured: the usual one, with room for disputes. */
export const measuredPolicy: GroupPolicy = { ...usualPolicy, answerPeriod: 2n * DAY, shredQuorum: 3n };
