import { BatcherError, type BatcherFacts } from "../../errors.ts";

/** What a node answered to one request. */
export type RpcResult = unknown;

/** A node that is asked over HTTP. */
export interface JsonRpc {
  /** Asks once. @throws BatcherError CHAIN_UNAVAILABLE (ask again), CHAIN_REFUSED (the node said no) */
  ask(method: string, parameters: readonly unknown[]): Promise<RpcResult>;
}

/** Where the node is, and how long it may take. */
export interface JsonRpcSettings {
  readonly url: string;
  readonly timeoutMs: number;
}

/** Errors that say that a node is busy, whatever their HTTP status. Sources: EIP-1474 (-32005), and what providers answer. */
const BUSY_CODES: readonly number[] = [-32005, -32097, 429];
const MAX_ANSWER_BYTES = 64 * 1_024 * 1_024;

/** Speaks JSON-RPC. Anything but an answer to the very question is a node that does not answer. */
export function createJsonRpc({ url, timeoutMs }: JsonRpcSettings): JsonRpc {
  let lastId = 0;
  return {
    async ask(method, parameters) {
      lastId += 1;
      const id = lastId;
      const body = JSON.stringify({ jsonrpc: "2.0", id, method, params: parameters });
      const answer = await fetchText({ url, timeoutMs, body, method });
      return readAnswer(answer, id, method);
    },
  };
}

async function fetchText({
  url,
  timeoutMs,
  body,
  method,
}: JsonRpcSettings & { body: string; method: string }): Promise<string> {
  let status = 0;
  let text = "";
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    status = response.status;
    const length = Number(response.headers.get("content-length") ?? 0);
    if (length > MAX_ANSWER_BYTES) throw unavailable(method, "its answer is too large", { status });
    text = await response.text();
  } catch (cause) {
    if (cause instanceof BatcherError) throw cause;
    throw unavailable(
      method,
      cause instanceof Error && cause.name === "TimeoutError" ? "it took too long" : "it cannot be reached",
      {},
      cause,
    );
  }
  // Some nodes tell of a refusal by their status too: what the body says counts, where it says something.
  if (status !== 200 && !text.startsWith("{"))
    throw unavailable(method, `it answered with status ${status}`, { status });
  if (status === 429 || status === 503) throw unavailable(method, `it answered with status ${status}`, { status });
  return text;
}

function readAnswer(text: string, id: number, method: string): RpcResult {
  const answer = parse(text, method);
  if (typeof answer !== "object" || answer === null) throw unavailable(method, "its answer is no object");
  if ("error" in answer && answer.error !== null && answer.error !== undefined) throw refused(method, answer.error);
  if (!("id" in answer) || answer.id !== id) throw unavailable(method, "it answered another question");
  if (!("result" in answer)) throw unavailable(method, "its answer has no result");
  return answer.result;
}

function parse(text: string, method: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unavailable(method, "its answer is no JSON", {}, cause);
  }
}

function refused(method: string, error: unknown): BatcherError {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  const message =
    typeof error === "object" && error !== null && "message" in error ? String(error.message) : "no reason";
  if (typeof code === "number" && BUSY_CODES.includes(code))
    return unavailable(method, "it is busy", { rpcCode: code });
  return new BatcherError({
    code: "CHAIN_REFUSED",
    summary: `The node refused ${method}: ${message.slice(0, 300)}.`,
    remedy: "Read what it says; the request is not made again as it was.",
    facts: { method, ...(typeof code === "number" ? { rpcCode: code } : {}) },
  });
}

function unavailable(method: string, why: string, facts: BatcherFacts = {}, cause?: unknown): BatcherError {
  return new BatcherError({
    code: "CHAIN_UNAVAILABLE",
    summary: `The node did not answer ${method}: ${why}.`,
    remedy: "It is asked again; check the node where this goes on.",
    facts: { method, why, ...facts },
    cause,
  });
}
