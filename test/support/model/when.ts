import fc from "fast-check";

import { closingOf } from "./lifecycle.ts";
import type { Realm } from "./Realm.ts";

/** When a turn is taken: in the same second as the one before, a little later, or at, just before or just after a date. */
export type When =
  | { readonly kind: "after"; readonly seconds: number }
  | { readonly kind: "edge"; readonly pick: number; readonly offset: number };

const SECONDS = [0, 0, 0, 1, 1, 2, 7, 25];

export const anyWhen: fc.Arbitrary<When> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...SECONDS).map((seconds): When => ({ kind: "after", seconds })) },
  {
    weight: 2,
    arbitrary: fc
      .record({ pick: fc.nat(63), offset: fc.constantFrom(-1, 0, 1) })
      .map(({ pick, offset }): When => ({ kind: "edge", pick, offset })),
  },
);

/** The second that is meant; never before now. */
export function timeOf(realm: Realm, when: When): number {
  const { time } = realm.now;
  if (when.kind === "after") return time + when.seconds;
  const edges = edgesOf(realm).filter((edge) => edge + 1 >= time);
  const edge = edges[when.pick % edges.length];
  return edge === undefined ? time + 1 : Math.max(time, edge + when.offset);
}

/** Every date in this history at which something begins or ends by itself, the next ones first. */
function edgesOf(realm: Realm): readonly number[] {
  const votes = realm.proposals.flatMap((proposal) => {
    const closing = closingOf(realm, proposal);
    const eta = closing + proposal.terms.executionDelay;
    return [closing, eta, eta + proposal.terms.executionWindow];
  });
  const suspensions = realm.seats.flatMap((seat) => seat.suspensions.map(({ until }) => until));
  const rotations = realm.seats.flatMap((seat) => seat.keys.flatMap(({ rotation }) => rotation?.dueAt ?? []));
  const acts = realm.acts.map(({ lapsesAt }) => lapsesAt);
  const coolDowns = [...realm.parameters.values()].map(({ changedAt, coolDown }) => changedAt + coolDown);
  return [...new Set([...votes, ...suspensions, ...rotations, ...acts, ...coolDowns])].sort((a, b) => a - b);
}
