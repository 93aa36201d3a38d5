import type { ParameterType } from "./Parameter.ts";

/** What a person calls the things that the chain knows by numbers. All of it is local knowledge: the chain confirms none of it. */
export interface Names {
  /** Organisations by seat number, as in `{ "3": "ACME Bank" }`. */
  readonly seats?: Readonly<Record<string, string>>;
  /** Organisations by the metadata commitment that an admission carries, in lower case. */
  readonly commitments?: Readonly<Record<string, string>>;
  /** Accounts and contracts by address, with checksum. */
  readonly accounts?: Readonly<Record<string, string>>;
  /** What the values of parameters mean, by key, so that they can be shown in their units. */
  readonly parameters?: Readonly<Record<string, { readonly kind: ParameterType; readonly unit: string }>>;
}
