import type { IncomingMessage, ServerResponse } from "node:http";

import type { Pipeline } from "../pipeline.ts";
import type { Level } from "../stages/LevelBoard.ts";
import { levels } from "../stages/LevelBoard.ts";
import type { ProblemCode } from "../stages/refusals.ts";
import type { Submission } from "../stages/Submission.ts";
import { send, sendProblem } from "./answer.ts";
import { createOpenApi } from "./createOpenApi.ts";
import { type BodyLimits, readBody } from "./readBody.ts";
import { readJsonRecords } from "./readJsonRecords.ts";
import { ACKNOWLEDGED_TYPE, commonRefusal, encodeAnswer, formatAnswer, JSON_TYPE, PACKED_TYPE } from "./wire.ts";

/** What the public routes need. */
export interface PublicRoutesParameters {
  readonly pipeline: Pipeline;
  readonly chainId: bigint;
  /** Lower case. */
  readonly anchor: string;
  readonly registry: string;
  readonly executor: string | undefined;
  readonly maxBodyBytes: number;
  /** Bytes of all bodies that are in memory at the same time. */
  readonly maxBufferedBytes: number;
  /** Requests that wait for a level at the same time. */
  readonly maxWaits: number;
  readonly onFault: (error: unknown) => void;
}

/** Answers one request. */
export type Route = (request: IncomingMessage, response: ServerResponse) => void;

const MAX_WAIT_MS = 60_000;
const RECEIPTS = "/v1/receipts/";
const RECEIPT = /^\/v1\/receipts\/(0x[0-9a-fA-F]{64})\/(0|[1-9][0-9]{0,15})$/;

/** Makes the routes that members use. */
export function createPublicRoutes(parameters: PublicRoutesParameters): Route {
  const { pipeline, chainId, anchor, onFault } = parameters;
  const limits: BodyLimits = {
    maxBytes: parameters.maxBodyBytes,
    maxBufferedBytes: parameters.maxBufferedBytes,
    buffered: 0,
  };
  const openApi = JSON.stringify(createOpenApi());
  let waits = 0;

  function isForeign({ headers }: IncomingMessage): boolean {
    const [chain, contract] = [headers["quorate-chain-id"], headers["quorate-anchor"]];
    if (chain !== undefined && chain !== String(chainId)) return true;
    return contract !== undefined && String(contract).toLowerCase() !== anchor;
  }

  /** Why a request is refused by its head alone. */
  function judgeHead(request: IncomingMessage, type: string): ProblemCode | undefined {
    if (type !== PACKED_TYPE && type !== JSON_TYPE) return "content-type-unsupported";
    if (!accepts(request, type === PACKED_TYPE ? ACKNOWLEDGED_TYPE : JSON_TYPE)) return "not-acceptable";
    if (isForeign(request)) return "wrong-domain"; // DEFENCE: batcher-named-domain
    return undefined;
  }

  function postRecords(request: IncomingMessage, response: ServerResponse, query: URLSearchParams | undefined): void {
    const type = contentTypeOf(request);
    const wait = readWait(query);
    const problem = judgeHead(request, type) ?? (wait === undefined ? "query-malformed" : undefined);
    if (problem !== undefined || wait === undefined) sendProblem(response, problem ?? "query-malformed");
    else readBody(request, response, limits, (body) => takeRecords(response, body, type === PACKED_TYPE, wait));
  }

  function takeRecords(response: ServerResponse, body: Uint8Array, isPacked: boolean, wait: Wait): void {
    const records = isPacked ? body : readJsonRecords(body);
    if (!(records instanceof Uint8Array)) {
      const { code, ...told } = records;
      sendProblem(response, code, told);
      return;
    }
    const problem = pipeline.submit(records, (submission) => {
      if (wait.level === "durable") answerRecords(response, submission, isPacked);
      else void answerLater(response, { submission, isPacked, ...wait });
    });
    if (problem !== undefined) sendProblem(response, problem);
  }

  function answerRecords(response: ServerResponse, submission: Submission, isPacked: boolean, level?: Level): void {
    const refusal = commonRefusal(submission);
    if (refusal !== undefined) {
      sendProblem(response, refusal);
      return;
    }
    const headers = level === undefined ? {} : { "quorate-level": level };
    if (isPacked) send(response, 200, encodeAnswer(submission), { "content-type": ACKNOWLEDGED_TYPE, ...headers });
    else send(response, 200, formatAnswer(submission), { "content-type": JSON_TYPE, ...headers });
  }

  async function answerLater(
    response: ServerResponse,
    { submission, isPacked, level, waitMs }: Wait & { readonly submission: Submission; readonly isPacked: boolean },
  ): Promise<void> {
    const last = submission.parts.reduce<Submission["parts"][number] | undefined>(
      (latest, part) => (part.firstSequence >= (latest?.firstSequence ?? 0) ? part : latest),
      undefined,
    );
    let reached: Level | undefined;
    try {
      if (last !== undefined && waits < parameters.maxWaits) {
        waits += 1;
        const sequence = last.firstSequence + last.count - 1;
        reached = await pipeline.receipts.waitFor({ logId: last.logId, sequence, level, waitMs }).finally(() => {
          waits -= 1;
        });
      }
    } catch (error) {
      // What is stored is stored: the answer says so whatever became of waiting.
      onFault(error);
    }
    answerRecords(response, submission, isPacked, reached ?? "durable");
  }

  async function getReceipt(
    response: ServerResponse,
    place: { readonly logId: string; readonly sequence: number },
    { level, waitMs }: Wait,
  ): Promise<void> {
    if (level !== "durable") {
      if (waits >= parameters.maxWaits) return sendProblem(response, "too-many-waits");
      waits += 1;
      try {
        await pipeline.receipts.waitFor({ ...place, level, waitMs });
      } finally {
        waits -= 1;
      }
    }
    const found = await pipeline.receipts.get(place.logId, place.sequence);
    if (found === undefined) return sendProblem(response, "receipt-unknown");
    send(response, 200, JSON.stringify(found.receipt), { "content-type": JSON_TYPE, "quorate-level": found.level });
  }

  function formatStatus(): string {
    const { logId, seat, nextSequence, head, chainTime, isDraining, isOnDuty, suspendedSince } = pipeline.status();
    const { maxRecords, promiseTime, maxDeadlineAhead, confirmations, callGas } = pipeline.view.parameters;
    const { registry, executor } = parameters;
    return JSON.stringify({
      chainId: String(chainId),
      anchor,
      registry,
      executor: executor ?? null,
      logId,
      seat,
      nextSequence,
      block: head,
      chainTime,
      takesRecords: !isDraining && isOnDuty && suspendedSince === 0,
      parameters: { maxRecords, promiseTime, maxDeadlineAhead, confirmations, callGas },
    });
  }

  function get(path: string, query: URLSearchParams | undefined, response: ServerResponse): void {
    if (path === "/v1/status") send(response, 200, formatStatus(), { "content-type": JSON_TYPE });
    else if (path === "/v1/openapi.json") send(response, 200, openApi, { "content-type": JSON_TYPE });
    else if (path.startsWith(RECEIPTS)) getReceiptAt(path, query, response);
    else sendProblem(response, "not-found");
  }

  function getReceiptAt(path: string, query: URLSearchParams | undefined, response: ServerResponse): void {
    const [, logId, digits] = RECEIPT.exec(path) ?? [];
    const sequence = Number(digits);
    const wait = readWait(query);
    if (logId === undefined || wait === undefined || !Number.isSafeInteger(sequence)) {
      sendProblem(response, "query-malformed");
      return;
    }
    getReceipt(response, { logId: logId.toLowerCase(), sequence }, wait).catch((error) => {
      onFault(error);
      sendProblem(response, "internal");
    });
  }

  return (request, response) => {
    const { method = "", url = "" } = request;
    const mark = url.indexOf("?");
    const path = mark < 0 ? url : url.slice(0, mark);
    const query = mark < 0 ? undefined : new URLSearchParams(url.slice(mark + 1));
    const isRecords = path === "/v1/records";
    if (isRecords && method === "POST") return postRecords(request, response, query);
    if (!isRecords && (method === "GET" || method === "HEAD")) return get(path, query, response);
    const isKnown = isRecords || path === "/v1/status" || path === "/v1/openapi.json" || path.startsWith(RECEIPTS);
    if (!isKnown) return sendProblem(response, "not-found");
    return sendProblem(response, "method-not-allowed", { headers: { allow: isRecords ? "POST" : "GET, HEAD" } });
  };
}

interface Wait {
  readonly level: Level;
  readonly waitMs: number;
}

/** `level` and `waitMs` of a query, which has nothing else; undefined where it is no such query. */
function readWait(query: URLSearchParams | undefined): Wait | undefined {
  if (query === undefined) return { level: "durable", waitMs: 0 };
  const names = [...query.keys()];
  const isKnown = names.every((name) => name === "level" || name === "waitMs") && new Set(names).size === names.length;
  const level = levels.find((known) => known === (query.get("level") ?? "durable"));
  const waitMs = query.get("waitMs") ?? "0";
  if (!isKnown || level === undefined || !/^(0|[1-9][0-9]{0,5})$/.test(waitMs)) return undefined;
  return { level, waitMs: Math.min(Number(waitMs), MAX_WAIT_MS) };
}

function contentTypeOf({ headers }: IncomingMessage): string {
  const type = headers["content-type"] ?? "";
  const end = type.indexOf(";");
  return (end < 0 ? type : type.slice(0, end)).trim().toLowerCase();
}

function accepts({ headers }: IncomingMessage, type: string): boolean {
  const { accept } = headers;
  if (accept === undefined) return true;
  return accept
    .split(",")
    .map((each) => each.split(";")[0]?.trim().toLowerCase())
    .some((each) => each === type || each === "*/*" || each === "application/*");
}
