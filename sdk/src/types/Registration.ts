import type { Bytes32 } from "./Hex.ts";
import type { RecordContext } from "./RecordContext.ts";
import type { Suite } from "./Suite.ts";

/** What the chain says of a record from its registration on; its id binds all of it but suite and `previous`. */
export interface Registration {
  readonly recordId: Bytes32;
  readonly context: RecordContext;
  readonly contentRoot: Bytes32;
  readonly bodyHash: Bytes32;
  readonly suite: Suite;
  /** The record that it follows, or 32 zero bytes. */
  readonly previous: Bytes32;
  /** When it was registered, in unix seconds. */
  readonly registeredAt: bigint;
}
