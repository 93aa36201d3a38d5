/** What a parameter's 160 bits can mean, in the order of their numbers on chain, which begin at 1. */
export const parameterTypes = ["uint", "bool", "duration", "address"] as const;

/** What a parameter's value means: a number, 0 or 1, seconds, or an account's number. */
export type ParameterType = (typeof parameterTypes)[number];

/** A parameter's bounds and manners. Values are the raw 160 bits. */
export interface ParameterBounds {
  readonly kind: ParameterType;
  /** Smallest value allowed. */
  readonly min: bigint;
  /** Largest value allowed. */
  readonly max: bigint;
  /** Largest change in one step, 0 for no limit. */
  readonly maxStep: bigint;
  /** Seconds that must pass between two changes, at least 1. */
  readonly coolDown: bigint;
  /** What the value counts, at most 31 bytes. */
  readonly unit: string;
}

/** A parameter in force. */
export interface Parameter {
  /** Its name, as in `member.keyCoolDown`. */
  readonly key: string;
  /** The raw 160 bits. */
  readonly value: bigint;
  /** The version that a compare-and-set names. */
  readonly version: bigint;
  /** Unix seconds of its last change. */
  readonly changedAt: bigint;
  readonly bounds: ParameterBounds;
}
