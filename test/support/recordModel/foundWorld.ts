import { ZeroHash } from "ethers";
import type { GroupPolicy } from "#sdk";
import { createGroup, type GroupContent } from "./groups.ts";
import { encodeMandatory, encodePolicy, encodeSeats, Play, type Turn } from "./Play.ts";
import { RecordStage, SEATS } from "./Stage.ts";
import type { World } from "./World.ts";

const POLICY: GroupPolicy = {
  minAcks: 2n,
  suites: [1, 3],
  waivesLeavers: false,
  needsAttested: false,
  ackPeriod: 60n,
  answerPeriod: 20n,
  timeToLive: 0n,
  shredPeriod: 40n,
  shredQuorum: 2n,
  historyQuorum: 2n,
  changeQuorum: 2n,
};

/** Policies in all the ways in which they can make a record end; the last two cannot work. */
export const POLICIES: readonly GroupPolicy[] = [
  POLICY,
  { ...POLICY, waivesLeavers: true, timeToLive: 90n, shredQuorum: 1n },
  { ...POLICY, minAcks: 3n, suites: [1], historyQuorum: 0n, changeQuorum: 3n },
  { ...POLICY, minAcks: 1n, answerPeriod: 1n, shredQuorum: 0n, timeToLive: 30n, historyQuorum: 1n },
  { ...POLICY, minAcks: 4n, waivesLeavers: true, ackPeriod: 200n },
  { ...POLICY, minAcks: 0n },
  { ...POLICY, shredPeriod: 0n },
];

/** A consortium with two groups in both worlds, as it stands when the story begins. */
export interface Opening {
  readonly stage: RecordStage;
  readonly world: World;
}

export async function foundWorld(): Promise<Opening> {
  const stage = await RecordStage.open();
  const admissions = await stage.readAdmissions();
  const seats = admissions.map((admittedAt, holder) => {
    return { holder, admittedAt, accepted: true, leftAt: null, suspendedUntil: 0 };
  });
  const time = await stage.readTime();
  const play = new Play(stage, { time, seats, groups: [], keys: [], records: [], grants: new Set() });
  const [first, second] = [POLICIES[0] ?? POLICY, POLICIES[4] ?? POLICY];
  const all = Array.from({ length: SEATS }, (_, seat) => seat);
  await play.take(formGroup(stage, { seats: all.slice(0, 4), mandatory: [0], policy: first }), time + 1);
  await play.take(formGroup(stage, { seats: all.slice(1), mandatory: [2, 4], policy: second }), time + 2);
  await stage.keep();
  return { stage, world: play.world };
}

/** A story that begins where the opening left off. */
export async function startPlay({ stage, world }: Opening): Promise<Play> {
  await stage.setBack();
  return new Play(stage, structuredClone(world));
}

export function formGroup({ suite }: RecordStage, content: GroupContent): Turn {
  const { seats, mandatory, policy } = content;
  const values = [ZeroHash, encodeSeats(seats), encodeMandatory(mandatory), encodePolicy(policy)];
  return {
    label: `a group of ${seats.join()} with ${mandatory.join()} is formed under policy ${POLICIES.indexOf(policy)}`,
    from: suite.governor.address,
    to: suite.groups.address,
    encode: () => suite.groups.artifact.abi.encodeFunctionData("createGroup", values),
    inModel: (world) => {
      createGroup(world, content);
      return [];
    },
  };
}
