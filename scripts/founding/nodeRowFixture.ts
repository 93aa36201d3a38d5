import { computeAddress, id, SigningKey } from "ethers";

import type { NodeRow } from "./NodeRow.ts";
import { toHex } from "./toHex.ts";

/** Makes a sound row for tests: the node's key follows from its name, so that equal names give equal node ids. */
export function createNodeRow(spelling: string, line: number, overrides: Partial<NodeRow> = {}): NodeRow {
  const node = overrides.node ?? `${spelling}-${line}`;
  const key = new SigningKey(id(node)).publicKey;
  return {
    line,
    spelling,
    node,
    role: "validator",
    nodeAddress: toHex(computeAddress(key)),
    nodeId: key.slice(4),
    ...overrides,
  };
}

/** Writes a row the way a members file has it. */
export function toCsvLine({ spelling, node, role, nodeAddress, nodeId }: NodeRow): string {
  return [spelling, node, role, nodeAddress ?? "", nodeId].join(",");
}
