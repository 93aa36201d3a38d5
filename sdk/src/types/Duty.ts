/** The daily jobs that a member's machine may hold, in the order of their bits on chain. */
export const duties = ["batcher", "attester", "guardian"] as const;

/** A daily job of a member's machine. */
export type Duty = (typeof duties)[number];

/** What one key may do for its member, in the order of the bits on chain. */
export const scopes = ["vote", "propose", "records", "duty"] as const;

/** What a key may do for its member. */
export type Scope = (typeof scopes)[number];

/** The date that an expiry which never comes is written as on chain: the largest 40-bit number, in unix seconds. */
export const FOREVER = 2n ** 40n - 1n;
