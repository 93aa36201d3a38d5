import { computeAddress, getAddress, isAddress } from "ethers";

import type { Facts, FoundingCode } from "#sdk";
import type { Hex } from "./Hex.ts";
import { type NodeRole, type NodeRow, nodeRoles } from "./NodeRow.ts";
import { toHex } from "./toHex.ts";

/** A fault of one row, before it knows its line. */
export interface RowFault {
  readonly code: FoundingCode;
  /** What is wrong, as it stands after "Line 7: " and before a full stop. */
  readonly summary: string;
  readonly remedy: string;
  readonly facts?: Facts;
}

/** The fields of a row as they stand in the file. */
export interface RawNodeRow {
  readonly spelling: string;
  readonly node: string;
  readonly role: string;
  readonly address: string;
  readonly nodeId: string;
}

/** The row if it is sound, or all of its faults. */
export type CheckedNodeRow =
  | { readonly row: Omit<NodeRow, "line">; readonly faults: readonly [] }
  | { readonly row: null; readonly faults: readonly RowFault[] };

const NODE_ID_DIGITS = 128;

// Control and format characters (zero width, direction marks), private and unassigned ones, and blanks other than the plain one.
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;

/** Checks every field of a row and collects all of its faults. */
export function checkNodeRow(raw: RawNodeRow): CheckedNodeRow {
  const faults: RowFault[] = [...findTextFaults(raw)];
  const role = parseRole(raw.role, faults);
  const nodeKey = parseNodeId(raw.nodeId, faults);
  const nodeAddress = parseNodeAddress(raw.address, nodeKey, faults);
  if (faults.length > 0 || role === null) return { row: null, faults };
  const { spelling, node } = raw;
  return { row: { spelling, node, role, nodeAddress, nodeId: raw.nodeId.toLowerCase() }, faults: [] };
}

function* findTextFaults({ spelling, node, role, address, nodeId }: RawNodeRow): Generator<RowFault> {
  for (const [column, text] of Object.entries({ organisation: spelling, node, role, address, nodeId })) {
    const hidden = INVISIBLE.exec(text)?.[0];
    if (hidden !== undefined) {
      const point = `U+${(hidden.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
      yield {
        code: "MEMBERS_FILE_INVISIBLE_CHARACTER",
        summary: `${column} holds the invisible character ${point}`,
        remedy: "Type the text again by hand.",
        facts: { column, character: point },
      };
    } else if (text !== text.trim()) {
      yield {
        code: "MEMBERS_FILE_STRAY_BLANK",
        summary: `${column} ${JSON.stringify(text)} begins or ends with a blank`,
        remedy: "Remove the blank, also inside the quotation marks.",
        facts: { column, found: text },
      };
    }
  }
  if (spelling.trim() === "") {
    yield {
      code: "MEMBERS_FILE_ORGANISATION_EMPTY",
      summary: "organisation is empty",
      remedy: "Write the organisation that runs this node, or delete the row.",
    };
  }
  if (node.trim() === "") {
    yield { code: "MEMBERS_FILE_NODE_EMPTY", summary: "node is empty", remedy: "Write the name of the node." };
  }
}

function parseRole(text: string, faults: RowFault[]): NodeRole | null {
  const role = nodeRoles.find((known) => known === text);
  if (role !== undefined) return role;
  faults.push({
    code: "MEMBERS_FILE_ROLE_UNKNOWN",
    summary: `role is ${JSON.stringify(text)}`,
    remedy: `Write ${nodeRoles.join(" or ")}, in lower case.`,
    facts: { found: text, known: nodeRoles },
  });
  return null;
}

/** The uncompressed public key behind a node id, or null after noting why there is none. */
function parseNodeId(text: string, faults: RowFault[]): string | null {
  if (text.length !== NODE_ID_DIGITS) {
    const prefixed = /^(?:0x|enode:)/i.test(text) ? " Leave out what stands before and after the digits." : "";
    faults.push({
      code: "MEMBERS_FILE_NODE_ID_LENGTH",
      summary: `nodeId has ${text.length} characters and not ${NODE_ID_DIGITS}`,
      remedy: `Copy the whole public key from the node's enode URL.${prefixed}`,
      facts: { found: text.length, expected: NODE_ID_DIGITS },
    });
    return null;
  }
  const wrong = /[^0-9a-f]/i.exec(text);
  if (wrong !== null) {
    faults.push({
      code: "MEMBERS_FILE_NODE_ID_NOT_HEX",
      summary: `nodeId holds ${JSON.stringify(wrong[0])} at digit ${wrong.index + 1}`,
      remedy: "Copy the public key from the node's enode URL; its digits are 0-9 and a-f.",
      facts: { found: wrong[0], digit: wrong.index + 1 },
    });
    return null;
  }
  const key = `0x04${text}`;
  try {
    computeAddress(key);
    return key;
  } catch {
    faults.push({
      code: "MEMBERS_FILE_NODE_ID_NOT_A_KEY",
      summary: "nodeId is not a public key on the curve secp256k1",
      remedy: "Copy the public key again from the node's enode URL; at least one digit is wrong.",
      facts: { nodeId: text },
    });
    return null;
  }
}

function parseNodeAddress(text: string, nodeKey: string | null, faults: RowFault[]): Hex | null {
  if (text === "") return null;
  // ethers also reads addresses without 0x and in ICAP form; the format knows one way to write an address.
  if (!/^0x[0-9a-f]{40}$/i.test(text) || !isAddress(text)) {
    faults.push({
      code: "MEMBERS_FILE_ADDRESS_MALFORMED",
      summary: `address is ${JSON.stringify(text.slice(0, 60))}, not 0x and 40 hexadecimal digits with a right checksum`,
      remedy: "Copy the node's address again, write it in lower case, or leave the column empty.",
      facts: { found: text.slice(0, 60) },
    });
    return null;
  }
  const address = toHex(getAddress(text));
  const derived = nodeKey === null ? address : computeAddress(nodeKey);
  if (derived !== address) {
    faults.push({
      code: "MEMBERS_FILE_ADDRESS_MISMATCH",
      summary: `address is ${address} but the node id gives ${derived}`,
      remedy: "One of the two was copied from another node: correct it.",
      facts: { found: address, expected: derived },
    });
  }
  return address;
}
