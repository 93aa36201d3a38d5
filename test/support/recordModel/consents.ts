import { refuseFor } from "../model/Refusal.ts";
import { mayAct, type World } from "./World.ts";

/** Who consents to something, and how: by its own transaction, or by a signature that is good, late or somebody else's. */
export interface Consent {
  readonly seat: number;
  /** The organisation whose account is named. */
  readonly organisation: number;
  readonly manner: "caller" | "stranger" | "signed" | "late" | "forged";
}

/** Everything that is wrong with a consent. */
export function faultsOf(world: World, { seat, organisation, manner }: Consent): readonly string[] {
  const faults: string[] = [];
  if (!mayAct(world, organisation, seat)) faults.push("MemberActionNotAllowed");
  if (manner === "stranger" || manner === "forged") faults.push("MemberActionBadSignature");
  if (manner === "late") faults.push("MemberActionExpired");
  return faults;
}

/** Refuses where one of the reasons holds, or something is wrong with the consent. */
export function refuse(
  world: World,
  consent: Consent | null,
  reasons: readonly (readonly [holds: boolean, reason: string])[],
): void {
  const faults = consent === null ? [] : faultsOf(world, consent).map((fault) => [true, fault] as const);
  refuseFor([...faults, ...reasons]);
}

/** What is wrong with several consents together, of which so many are needed. */
export function faultsOfAll(
  world: World,
  consents: readonly Consent[],
  needed: number | null,
  isParty: (seat: number) => boolean,
  stranger: string,
): readonly (readonly [boolean, string])[] {
  const isOrdered = consents.every(({ seat }, place) => place === 0 || seat > (consents[place - 1]?.seat ?? seat));
  return [
    [needed !== null && (needed === 0 || consents.length < needed), "MemberActionTooFew"],
    [!isOrdered, "MemberActionOutOfOrder"],
    ...consents.flatMap((consent) => faultsOf(world, consent).map((fault) => [true, fault] as const)),
    [consents.some(({ seat }) => !isParty(seat)), stranger],
  ];
}
