import type { GroupPolicy } from "#sdk";

import { refuseFor } from "../model/Refusal.ts";
import { type Consent, faultsOfAll } from "./consents.ts";
import { currentEpoch, epochAt, isActive, type World, wasParty } from "./World.ts";

const MAX_PERIOD = 3650n * 86_400n;

/** What a group becomes. */
export interface GroupContent {
  readonly seats: readonly number[];
  readonly mandatory: readonly number[];
  readonly policy: GroupPolicy;
}

export function createGroup(world: World, content: GroupContent): void {
  refuseFor(faultsOf(world, content));
  world.groups.push([{ ...content, startedAt: world.time, endedAt: 0 }]);
}

export function changeGroup(world: World, group: number, expectedEpoch: number, content: GroupContent): void {
  refuseFor([...changeFaults(world, group, expectedEpoch), ...faultsOf(world, content)]);
  startEpoch(world, group, content);
}

export function changeGroupByMembers(
  world: World,
  group: number,
  expectedEpoch: number,
  content: GroupContent,
  consents: readonly Consent[],
): void {
  const needed = Number(epochAt(world, group, expectedEpoch)?.policy.changeQuorum ?? 0n);
  const belongs = (seat: number): boolean => wasParty(world, group, expectedEpoch, seat);
  refuseFor([
    ...faultsOfAll(world, consents, needed, belongs, "MemberActionNotAllowed"),
    ...changeFaults(world, group, expectedEpoch),
    ...faultsOf(world, content),
  ]);
  startEpoch(world, group, content);
}

function startEpoch(world: World, group: number, content: GroupContent): void {
  const epochs = world.groups[group - 1];
  const last = epochs?.at(-1);
  if (epochs === undefined || last === undefined) throw new Error("a group has epochs");
  last.endedAt = world.time;
  epochs.push({ ...content, startedAt: world.time, endedAt: 0 });
}

function changeFaults(world: World, group: number, expected: number): readonly (readonly [boolean, string])[] {
  const current = currentEpoch(world, group);
  return [
    [current === 0, `GroupUnknown(${group})`],
    [current !== 0 && current !== expected, `GroupEpochChanged(${group},${expected},${current})`],
  ];
}

function faultsOf(world: World, content: GroupContent): readonly (readonly [boolean, string])[] {
  const { seats, mandatory, policy } = content;
  const isOrdered = mandatory.every((seat, place) => place === 0 || seat > (mandatory[place - 1] ?? seat));
  const count = BigInt(seats.length);
  const periods = [policy.ackPeriod, policy.answerPeriod, policy.shredPeriod];
  const isSound =
    policy.minAcks >= 1n &&
    policy.minAcks >= BigInt(mandatory.length) &&
    policy.minAcks <= count &&
    policy.suites.length > 0 &&
    periods.every((period) => period > 0n && period <= MAX_PERIOD) &&
    policy.timeToLive <= MAX_PERIOD &&
    [policy.shredQuorum, policy.historyQuorum, policy.changeQuorum].every((quorum) => quorum <= count);
  return [
    ...seats.map((seat) => [!isActive(world, seat), `GroupMemberNotActive(${seat})`] as const),
    [seats.length === 0 || !isOrdered || mandatory.some((seat) => !seats.includes(seat)), "GroupBadMembers"],
    [!isSound, "GroupBadPolicy"],
  ];
}
