/** Where a member can stand, in the order of the numbers on chain. */
export const standings = ["none", "applicant", "active", "suspended", "former"] as const;

/** Where a member stands: never a member, admitted, accepted, suspended for now, or removed. */
export type Standing = (typeof standings)[number];
