import { ZeroHash } from "ethers";
import { pick } from "../model/anyDeed.ts";
import { coldOf, hotOf } from "../model/Cast.ts";
import { refuseFor } from "../model/Refusal.ts";
import type { Turn } from "./Play.ts";
import { SEATS } from "./Stage.ts";
import type { Seat, World } from "./World.ts";
import type { Scene, Write } from "./writeTurn.ts";

/** After that a seat is given to somebody else. */
const SEAT_RELEASE = 366 * 86_400;
const FOREVER = 2 ** 40 - 1;
const ALL_SCOPES = 15;
const SPANS = [5, 30, 120];

function decree(play: Scene, verb: string, values: readonly unknown[], act: (world: World) => void): Turn {
  const { members, governor } = play.stage.suite;
  return {
    label: `decree ${verb} ${values.map(String).join(" ")}`,
    from: governor.address,
    to: members.address,
    encode: () => members.artifact.abi.encodeFunctionData(verb, values),
    inModel: (world) => {
      act(world);
      return [];
    },
  };
}

function seatAt({ seats }: World, seat: number): Seat {
  const held = seats[seat];
  if (held === undefined) throw new Error(`there is no seat ${seat}`);
  return held;
}

/** A member is removed, suspended, let in again, or given another weight, which changes nothing here. */
export const changeMember: Write = (play, { who, how }) => {
  const { world } = play;
  const seat = who % SEATS;
  const held = seatAt(world, seat);
  const present = world.seats.filter(({ leftAt }) => leftAt === null).length;
  if (held.leftAt !== null || !held.accepted) return null;
  if (how % 4 === 0 && present > 3)
    return decree(play, "remove", [seat], (next) => {
      seatAt(next, seat).leftAt = next.time;
    });
  if (how % 4 === 1) {
    const until = world.time + pick(SPANS, how >> 2);
    return decree(play, "suspend", [seat, until], (next) => {
      refuseFor([[until <= next.time, "MemberBadDate"]]);
      seatAt(next, seat).suspendedUntil = until;
    });
  }
  if (how % 4 === 2)
    return decree(play, "reinstate", [seat], (next) => {
      refuseFor([[seatAt(next, seat).suspendedUntil <= next.time, "MemberUnchanged"]]);
      seatAt(next, seat).suspendedUntil = 0;
    });
  const weight = 2 + play.story.length;
  return decree(play, "setWeight", [seat, weight], () => undefined);
};

/** The last mandatory member of the second group goes, whom its records wait for no longer. */
export const removeMandatory: Write = (play) => {
  const seat = play.world.groups[1]?.at(-1)?.mandatory.at(-1);
  if (seat === undefined || play.world.seats[seat]?.leftAt !== null) return null;
  return decree(play, "remove", [seat], (next) => {
    seatAt(next, seat).leftAt = next.time;
  });
};

/** The first seat that was left and not given again. */
function releasedSeat({ seats }: World): number | null {
  const left = seats.flatMap(({ leftAt }, seat) => (leftAt === null ? [] : [[leftAt, seat] as const]));
  return left.toSorted(([a], [b]) => a - b)[0]?.[1] ?? null;
}

/** When that seat may be given to somebody else. */
export function whenReleased(world: World): number | null {
  const seat = releasedSeat(world);
  return seat === null ? null : (seatAt(world, seat).leftAt ?? 0) + SEAT_RELEASE + 1;
}

/** Another organisation is given a seat that was left, gets a key and accepts. */
export const rejoin: readonly Write[] = [
  (play) => {
    const seat = releasedSeat(play.world);
    const holder = 1 + Math.max(SEATS - 1, ...play.world.seats.map((each) => each.holder));
    if (seat === null || holder >= play.stage.cast.cold.length) return null;
    const cold = coldOf(play.stage.cast, holder).address;
    return decree(play, "admit", [cold, 1, ZeroHash], (next) => {
      const admittedAt = next.time;
      next.seats[seat] = { holder, admittedAt, accepted: false, leftAt: null, suspendedUntil: 0 };
    });
  },
  (play) =>
    joining(play, (seat, holder) => {
      const { members } = play.stage.suite;
      const key = [hotOf(play.stage.cast, holder, 0).address, ALL_SCOPES, FOREVER];
      return {
        label: `seat ${seat} gets a key`,
        from: coldOf(play.stage.cast, holder).address,
        to: members.address,
        encode: () => members.artifact.abi.encodeFunctionData("addKey", [seat, key]),
        inModel: () => [],
      };
    }),
  (play) =>
    joining(play, (seat, holder) => {
      const { stage } = play;
      const { address, artifact } = stage.suite.accession;
      const cold = coldOf(stage.cast, holder).address;
      return {
        label: `seat ${seat} accepts`,
        from: cold,
        to: address,
        encode: async () => {
          const answer = await stage.ask(address, artifact.abi.encodeFunctionData("currentState"));
          const [state] = artifact.abi.decodeFunctionResult("currentState", answer);
          return artifact.abi.encodeFunctionData("accept", [seat, [...state], 0, cold, "0x"]);
        },
        inModel: (world) => {
          seatAt(world, seat).accepted = true;
          return [];
        },
      };
    }),
];

function joining(play: Scene, write: (seat: number, holder: number) => Turn): Turn | null {
  const seat = play.world.seats.findIndex(({ accepted }) => !accepted);
  return seat < 0 ? null : write(seat, seatAt(play.world, seat).holder);
}
