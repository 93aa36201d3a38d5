import type { GroupPolicy } from "./GroupPolicy.ts";

/** A group during one of its epochs. */
export interface Group {
  readonly group: bigint;
  readonly epoch: bigint;
  /** Unix seconds. */
  readonly startedAt: bigint;
  /** Unix seconds, 0 for the current epoch. */
  readonly endedAt: bigint;
  /** Its members, ascending. */
  readonly seats: readonly bigint[];
  /** The members whose acknowledgement every record needs, ascending. */
  readonly mandatory: readonly bigint[];
  readonly policy: GroupPolicy;
}
