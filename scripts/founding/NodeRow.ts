import type { Hex } from "./Hex.ts";

/** What a node does in the network: it seals blocks, or it does not. */
export const nodeRoles = ["validator", "regular"] as const;

export type NodeRole = (typeof nodeRoles)[number];

/** One row of the members file: a node and the organisation that says it runs it. */
export interface NodeRow {
  /** Line of the file, counted from 1; the header is line 1. */
  readonly line: number;
  /** The organisation as this row spells it, before folding. */
  readonly spelling: string;
  /** Name of the node. */
  readonly node: string;
  readonly role: NodeRole;
  /** Address derived from the node id, or null where the row has none. A machine holds its key: it never votes. */
  readonly nodeAddress: Hex | null;
  /** Public key of the node (64 bytes, 128 lower-case hexadecimal digits, no prefix), as in an enode URL. */
  readonly nodeId: string;
}
