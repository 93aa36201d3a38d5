import type { Hex } from "../types/Hex.ts";
import { parseHex } from "../types/parseHex.ts";
import type { ErrorCode } from "./codes.ts";
import { decodeRevert } from "./decodeRevert.ts";
import { QuorateError } from "./QuorateError.ts";
import { RevertedError } from "./RevertedError.ts";

const MAX_DEPTH = 6;
const INNER = ["data", "error", "info", "cause", "result"] as const;

interface Fault {
  readonly code: ErrorCode;
  readonly summary: string;
  readonly remedy: string;
}

// What the system calls a peer that does not answer.
const UNREACHABLE =
  /^(?:E(?:CONN(?:REFUSED|RESET|ABORTED)|NOTFOUND|AI_AGAIN|HOSTUNREACH|NETUNREACH|PIPE|TIMEDOUT)|UND_ERR_\w+)$/;

// The codes of ethers that tell us what happened; every other one is the node's refusal.
const FAULTS: Readonly<Record<string, Fault>> = {
  ACTION_REJECTED: {
    code: "SIGNER_REFUSED",
    summary: "The signer declined to sign.",
    remedy: "Look at what was shown and sign it, or leave it.",
  },
  INSUFFICIENT_FUNDS: {
    code: "FUNDS_MISSING",
    summary: "The sending account cannot pay for the transaction.",
    remedy: "Fund the account, or send from another one: ballots signed off line can be submitted by anybody.",
  },
  NONCE_EXPIRED: {
    code: "NONCE_TAKEN",
    summary: "Another transaction of the same account took the nonce.",
    remedy: "Wait until it is mined, look at its outcome and send again.",
  },
  REPLACEMENT_UNDERPRICED: {
    code: "NONCE_TAKEN",
    summary: "A pending transaction of the same account has the nonce.",
    remedy: "Wait until it is mined, look at its outcome and send again.",
  },
  NETWORK_ERROR: {
    code: "CHAIN_UNREACHABLE",
    summary: "The node cannot be reached.",
    remedy: "Check the node's address and that it runs.",
  },
  SERVER_ERROR: {
    code: "CHAIN_UNREACHABLE",
    summary: "The node answered with a fault of its own.",
    remedy: "Try again; if it stays, look at the node's log.",
  },
  TIMEOUT: {
    code: "TIMED_OUT",
    summary: "The node did not answer in time.",
    remedy: "Try again, or allow more time.",
  },
  CANCELLED: {
    code: "ABORTED",
    summary: "The request was cancelled.",
    remedy: "Start it again when it is wanted.",
  },
  UNSUPPORTED_OPERATION: {
    code: "SIGNER_MISSING",
    summary: "The runner cannot do this.",
    remedy: "Give createClient a signer that is connected to a provider.",
  },
};

/**
 * Turns whatever ethers or a node threw into an error of ours. Decides by revert data and by code, never by message. The raw
 * transaction that ethers keeps inside its errors is left behind.
 *
 * @param doing what was being done, as in "casting a ballot"
 * @example
 * ```ts
 * const { code, remedy } = toQuorateError(error, "deploying the suite");
 * ```
 */
export function toQuorateError(error: unknown, doing: string): QuorateError {
  if (error instanceof QuorateError) return error;
  const cause = withoutPayload(error);
  const data = findRevertData(error);
  if (data !== undefined) return new RevertedError(decodeRevert(data), cause);
  const given = codeOf(error);
  const fault = given === undefined ? undefined : FAULTS[UNREACHABLE.test(given) ? "NETWORK_ERROR" : given];
  if (fault !== undefined) {
    return new QuorateError({ ...fault, facts: { doing, code: given ?? null }, cause });
  }
  return new QuorateError({
    code: "CHAIN_REFUSED",
    summary: `The node refused while ${doing}.`,
    remedy: "Look at the cause and at the node's log.",
    facts: { doing, code: given ?? null },
    cause,
  });
}

/**
 * The revert data in an error of ethers, of an EIP-1193 provider or of Hardhat. Undefined where the error is no revert; empty
 * bytes where it is one without a reason.
 */
export function findRevertData(error: unknown): Hex | undefined {
  return search(error, 0) ?? (codeOf(error) === "CALL_EXCEPTION" ? parseHex("0x") : undefined);
}

function search(value: unknown, depth: number): Hex | undefined {
  if (typeof value !== "object" || value === null || depth > MAX_DEPTH) return undefined;
  if ("data" in value && isRevertData(value.data)) return parseHex(value.data);
  const fields = new Map<string, unknown>(Object.entries(value));
  if (value instanceof Error) fields.set("cause", value.cause);
  for (const field of INNER) {
    const found = search(fields.get(field), depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Four bytes of an error and then whole words; a transaction's own data also fits, so only fields called `data` are asked. */
function isRevertData(data: unknown): data is string {
  return typeof data === "string" && /^0x(?:[0-9a-fA-F]{2}){4,}$/.test(data) && (data.length - 10) % 64 === 0;
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  const { code } = error;
  if (code === 4001) return "ACTION_REJECTED";
  return typeof code === "string" || typeof code === "number" ? String(code) : undefined;
}

/** A copy of an error that carries its words only. */
function withoutPayload(error: unknown): Error {
  if (!(error instanceof Error))
    return new Error(typeof error === "string" ? error : "something that is no error was thrown");
  const isEthers = "shortMessage" in error && typeof error.shortMessage === "string";
  const said = "error" in error && error.error instanceof Object && "message" in error.error ? error.error.message : "";
  const words = isEthers ? `${error.shortMessage}${said === "" ? "" : `: ${said}`}` : error.message;
  const copy = new Error(`${codeOf(error) ?? error.name}: ${words.replace(/0x[0-9a-fA-F]{200,}/g, "0x...")}`);
  copy.stack = copy.message;
  return copy;
}
