import { pick } from "../anyDeed.ts";
import { type State, stateOf } from "../lifecycle.ts";
import type { Play } from "../Play.ts";
import { proposalAt } from "../proposing.ts";

/** Mostly in favour, now and then something that is no choice. */
export const SUPPORT = [1, 1, 0, 2, 1, 0, 1, 2, 1, 0, 1, 1, 2, 0, 1, 1, 3];

/** An account: mostly the key of a member, now and then one that is none, or none any more. */
export function accountOf({ realm, stage }: Play, who: number): string {
  const keys = realm.seats.flatMap((seat) => seat.keys.map(({ account }) => account));
  const others = [...stage.cast.hot.slice(0, realm.seats.length).flat(), stage.cast.stranger];
  return who % 12 === 11 || keys.length === 0 ? pick(others, Math.floor(who / 12)).address : pick(keys, who);
}

/** The number of a proposal: mostly one in a state in which the verb means something. */
export function numberOf({ realm }: Play, which: number, fitting: readonly State[]): number | null {
  const all = [...realm.proposals.keys()];
  const fit = all.filter((index) => fitting.includes(stateOf(realm, proposalAt(realm, index))));
  if (all.length === 0) return null;
  return pick(fit.length > 0 && which % 9 !== 8 ? fit : all, which);
}
