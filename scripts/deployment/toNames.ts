import type { FoundingPlan } from "../founding/FoundingPlan.ts";

/** What people call the seats and what the values of parameters mean, as `names.json` keeps it. The chain confirms none of it. */
export interface WrittenNames {
  /** Organisations by seat number. */
  readonly seats: Readonly<Record<string, string>>;
  /** Organisations by their metadata commitment. */
  readonly commitments: Readonly<Record<string, string>>;
  /** Types and units of parameters by name. */
  readonly parameters: Readonly<Record<string, { readonly kind: string; readonly unit: string }>>;
}

/** Gathers from a plan what the chain does not say. */
export function toNames({ seats, parameters }: FoundingPlan): WrittenNames {
  return {
    seats: Object.fromEntries(seats.map(({ seat, organisation }) => [String(seat), organisation])),
    commitments: Object.fromEntries(seats.map(({ metadata, organisation }) => [metadata, organisation])),
    parameters: Object.fromEntries(parameters.map(({ name, type, unit }) => [name, { kind: type, unit }])),
  };
}
