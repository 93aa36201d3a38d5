import type { KeySignature } from "./Ballot.ts";

/** A member's consent to one action, signed off line by one of its keys with the scope `records`; anybody can send it. */
export interface MemberConsent extends KeySignature {
  readonly seat: bigint;
  /** Unix seconds after which the signature must not be taken. */
  readonly deadline: bigint;
}
