import { id } from "ethers";
import { pick } from "../model/anyDeed.ts";
import type { Consent } from "./consents.ts";
import type { Play, Turn } from "./Play.ts";
import { SEATS } from "./Stage.ts";
import { encodeConsent, type Message, senderOf } from "./signing.ts";
import type { World } from "./World.ts";

/** Numbers that a turn is made of once the state is known that it is about. */
export interface Seed {
  readonly who: number;
  readonly which: number;
  readonly how: number;
}

/** What a turn is written from. */
export type Scene = Pick<Play, "stage" | "world" | "story">;

/** Writes a turn, or nothing where the world has nothing for it. */
export type Write = (play: Scene, seed: Seed) => Turn | null;

type Module = "records" | "groups" | "keys" | "members";
const MANNERS: readonly Consent["manner"][] = ["stranger", "late", "forged"];
/** Of no record and no key. */
export const STRANGE_ID = id("no record has this id");

/** What an act does to the world, where it tells of nothing. */
export function plainly(act: (world: World) => void): Turn["inModel"] {
  return (world) => {
    act(world);
    return [];
  };
}

/** One call from an account, with what the model makes of it. */
export function turn(
  { stage }: Scene,
  label: string,
  from: string,
  [module, verb]: readonly [Module, string],
  values: () => Promise<readonly unknown[]> | readonly unknown[],
  inModel: Turn["inModel"],
): Turn {
  const { address, artifact } = stage.suite[module];
  return {
    label,
    from,
    to: address,
    encode: async () => artifact.abi.encodeFunctionData(verb, await values()),
    inModel,
  };
}

/** A call in the name of governance. */
export function decree(
  play: Scene,
  call: readonly [Module, string],
  values: readonly unknown[],
  act: (world: World) => void,
): Turn {
  const label = `decree ${call.join(".")} ${values.map(String).join(" ")}`;
  return turn(play, label, play.stage.suite.governor.address, call, () => values, plainly(act));
}

/** Usually the seat's own holder, by itself or by a signature; now and then somebody or something else. */
export function consentOf({ world }: Scene, seat: number, { how, who }: Seed): Consent {
  const organisation = how % 23 === 0 ? who % SEATS : (world.seats[seat]?.holder ?? seat);
  const manner = how % 17 === 0 ? pick(MANNERS, who) : how % 3 === 0 ? "signed" : "caller";
  return { seat, organisation, manner };
}

/** Signed consents of several seats, in the order that is asked for now and then in another one. */
export function consentsOf(play: Scene, seats: readonly number[], { how, who }: Seed): readonly Consent[] {
  const ordered = how % 13 === 0 ? seats.toReversed() : seats.toSorted((a, b) => a - b);
  return ordered.map((seat, place) => {
    const organisation = play.world.seats[seat]?.holder ?? seat;
    const manner = how % 19 === 0 && place === who % seats.length ? pick(["late", "forged"] as const, who) : "signed";
    return { seat, organisation, manner };
  });
}

interface MemberTurn {
  readonly call: readonly [Module, string];
  readonly consent: Consent;
  readonly before: readonly unknown[];
  readonly message: Message;
  readonly act: (world: World) => void;
}

/** A call that a member's consent goes with. */
export function byMember(play: Scene, { call, consent, before, message, act }: MemberTurn): Turn {
  const { seat, organisation, manner } = consent;
  const label = `${call[1]} by ${organisation} for seat ${seat}, ${manner}: ${before.map(String).join(" ")}`;
  const values = async (): Promise<readonly unknown[]> => [
    ...before,
    await encodeConsent(play.stage, consent, message),
  ];
  return turn(play, label, senderOf(play.stage, consent), call, values, plainly(act));
}

/** The consents as the ABI takes them. */
export async function encodeAll(
  play: Scene,
  consents: readonly Consent[],
  message: Message,
): Promise<readonly unknown[]> {
  const encoded: unknown[] = [];
  for (const consent of consents) encoded.push(await encodeConsent(play.stage, consent, message));
  return encoded;
}
