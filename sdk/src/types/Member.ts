import type { Duty, Scope } from "./Duty.ts";
import type { Address, Bytes32, Hex } from "./Hex.ts";
import type { Standing } from "./Standing.ts";

/** A member: one organisation, one seat. Dates are unix seconds, 0 where it has not happened. */
export interface Member {
  readonly seat: bigint;
  /** What the client's names call it; null where they do not. */
  readonly name: string | null;
  readonly standing: Standing;
  readonly weight: bigint;
  /** How many of its keys must agree on a ballot. */
  readonly ballotsNeeded: bigint;
  readonly duties: readonly Duty[];
  readonly admittedAt: bigint;
  readonly acceptedAt: bigint;
  /** From when on its present weight counts. */
  readonly eligibleSince: bigint;
  readonly leftAt: bigint;
  /** Until when it is suspended; 0 where it is not. */
  readonly suspendedUntil: bigint;
  /** The account that manages its keys. */
  readonly cold: Address;
  /** Salted commitment to its name and identifiers. */
  readonly metadata: Bytes32;
}

/** A key of a member. Dates are unix seconds. */
export interface Key {
  /** The name under which the registry keeps it: an account's 20 bytes, left-padded, or a signer's hash. */
  readonly key: Bytes32;
  readonly seat: bigint;
  /** 20 bytes of an account, or `verifier || key`. */
  readonly signer: Hex;
  readonly scopes: readonly Scope[];
  readonly activeFrom: bigint;
  /** FOREVER for no end. */
  readonly expiresAt: bigint;
  /** Until when guardians suspended it; 0 or a past date where they did not. */
  readonly suspendedUntil: bigint;
  /** The signer that is going to replace it, and from when on that can be completed; null where no rotation is under way. */
  readonly rotation: { readonly signer: Hex; readonly effectiveAt: bigint } | null;
}
