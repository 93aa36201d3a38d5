import type { Role } from "./Role.ts";

/** What an organisation has to be able to play. */
export interface Candidate {
  readonly seat: bigint;
  readonly ballotsNeeded: number;
  readonly isGuardian: boolean;
  readonly hasDuties: boolean;
}

const PLAIN_ROLES = ["safe", "device", "passkey", "proposer", "rival", "rotating", "suspended", "stopped"] as const;

/** Gives every part to another organisation; which ones depends on nothing but the founding, so every run has the same cast. */
export function assignRoles(candidates: readonly Candidate[]): ReadonlyMap<Role, bigint> {
  const council = candidates.find(({ ballotsNeeded }) => ballotsNeeded > 1);
  const guardian = candidates.find(({ isGuardian, ballotsNeeded }) => isGuardian && ballotsNeeded === 1);
  const plain = candidates.filter(({ hasDuties, ballotsNeeded }) => !hasDuties && ballotsNeeded === 1);
  const assigned: (readonly [Role, bigint | undefined])[] = [
    ["council", council?.seat],
    ["guardian", guardian?.seat],
    ...PLAIN_ROLES.map((role, index) => [role, plain[index]?.seat] as const),
  ];
  return new Map(
    assigned.map(([role, seat]) => {
      if (seat === undefined) throw new TypeError(`the founding has nobody who could play ${role}`);
      return [role, seat] as const;
    }),
  );
}
