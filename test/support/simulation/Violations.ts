/** What must hold in every run, each by a name. */
export const properties = [
  "nothing-lost-after-acknowledgement",
  "taken-once",
  "sequences-without-gap",
  "nonces-of-members-once",
  "batches-in-order",
  "anchored-once",
  "kept-before-sent",
  "chain-nonces-without-gap",
  "one-meaning-per-chain-nonce",
  "promises-kept",
  "final-at-last",
  "final-stays-final",
  "receipts-verify",
  "every-request-answered",
  "refused-for-a-reason",
  "memory-bounded",
  "calls-executed-once",
] as const;

/** A property by its name. */
export type Property = (typeof properties)[number];

/** What did not hold. */
export interface Violation {
  readonly property: Property;
  readonly told: string;
}

/** What did not hold in one run. */
export class Violations {
  readonly found: Violation[] = [];

  say(property: Property, told: string): void {
    this.found.push({ property, told });
  }

  /** Says it unless something is so. */
  unless(holds: boolean, property: Property, told: string): void {
    if (!holds) this.say(property, told);
  }
}
