import type { Bytes32 } from "./Hex.ts";

/** The state that a member joins: three versions with their roots. */
export interface AcceptedState {
  readonly rulesVersion: bigint;
  readonly rulesRoot: Bytes32;
  readonly parametersVersion: bigint;
  readonly parametersRoot: Bytes32;
  readonly membershipVersion: bigint;
  readonly membershipRoot: Bytes32;
}
