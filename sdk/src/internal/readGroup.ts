import type { Client } from "../types/Client.ts";
import type { Group } from "../types/Group.ts";
import { decodeGroupPolicy, type EncodedGroupPolicy } from "./groupPolicy.ts";
import { fromMandatoryWord, fromSeatSet } from "./seatSet.ts";

/** A group in an epoch, or in its current one; null where there is none such. */
export async function readGroup(client: Client, group: bigint, asked?: bigint): Promise<Group | null> {
  const { groupDirectory } = client.contracts;
  const epoch = asked ?? (await groupDirectory.epochOf(group));
  const facts = await groupDirectory.epochAt(group, epoch);
  const { startedAt, endedAt } = facts;
  if (startedAt === 0n) return null;
  const policy = decodeGroupPolicy(pickPolicy(facts.policy));
  const mandatory = fromMandatoryWord(facts.mandatory);
  if (policy === null || mandatory === undefined)
    throw new TypeError(`group ${group} is of a kind that this release does not know`);
  const [low, high] = facts.seats.words;
  return { group, epoch, startedAt, endedAt, seats: fromSeatSet([low, high]), mandatory, policy };
}

/** What ethers decoded has its values by place, too. */
function pickPolicy(given: EncodedGroupPolicy): EncodedGroupPolicy {
  const { minAcks, suites, waivesLeavers, needsAttested } = given;
  const { ackPeriod, answerPeriod, timeToLive, shredPeriod } = given;
  const { shredQuorum, historyQuorum, changeQuorum } = given;
  return {
    minAcks,
    suites,
    waivesLeavers,
    needsAttested,
    ackPeriod,
    answerPeriod,
    timeToLive,
    shredPeriod,
    shredQuorum,
    historyQuorum,
    changeQuorum,
  };
}
