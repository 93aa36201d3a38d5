import type { Call } from "./BuiltCall.ts";
import type { Bytes32 } from "./Hex.ts";

/** 32 zero bytes: the salt of a proposal that was given none. */
export type Salt = Bytes32;

/** What a proposal would do and why. */
export interface ProposalContent {
  readonly calls: readonly Call[];
  readonly description: string;
  /** Makes equal contents different proposals. */
  readonly salt: Salt;
}
