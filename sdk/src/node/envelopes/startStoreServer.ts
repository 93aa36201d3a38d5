import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import { QuorateError } from "../../errors/QuorateError.ts";
import { ENVELOPES_PATH, isAnswer, type StoreAnswer, storeStatuses } from "../../internal/storeAnswers.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { OFF_LINE, withLimits } from "../../internal/withLimits.ts";
import type { EnvelopeStore } from "../../types/EnvelopeStore.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import { parseBytes32 } from "../../types/parseHex.ts";
import { codeOfFault } from "../files/codeOfFault.ts";
import { limitBytes } from "./limitBytes.ts";

const DEFAULT_MAX_BYTES = 2 ** 31;
const DEFAULT_IDLE_MS = 30_000;
const DEFAULT_TRANSFER_MS = 3_600_000;
const DEFAULT_MAX_TRANSFERS = 32;
/** What a caller that goes away in the middle leaves. */
const LEFT: readonly string[] = ["ERR_STREAM_PREMATURE_CLOSE", "ECONNRESET"];
const METHODS = ["GET", "HEAD", "PUT", "DELETE"] as const;

/** What an operator is asked before anything is done. */
export interface StoreAccess {
  readonly method: (typeof METHODS)[number];
  /** Null for the list of all addresses. */
  readonly address: Bytes32 | null;
  /** What the caller sent as proof, or undefined. */
  readonly authorization: string | undefined;
  /** Where the caller is, as the connection says. */
  readonly remoteAddress: string | undefined;
}

/** Which store is served, to whom and within which bounds. */
export interface StartStoreServerParameters extends WaitLimits {
  readonly store: EnvelopeStore;
  /** Whether the caller may do this. There is no default: an operator says who may. */
  readonly authorize: (access: StoreAccess) => boolean | Promise<boolean>;
  /** This machine alone (127.0.0.1) unless given. Put TLS before it when others are to reach it. */
  readonly host?: string | undefined;
  /** A free one unless given. */
  readonly port?: number | undefined;
  /** How large an envelope may be; 2 GiB unless given. */
  readonly maxBytes?: number | undefined;
  /** A connection on which nothing moves for so long is closed; 30 seconds unless given. */
  readonly idleMs?: number | undefined;
  /** A request must have come in whole after so long; an hour unless given. */
  readonly transferMs?: number | undefined;
  /** How many transfers go on at the same time, further ones are told to come back; 32 unless given. */
  readonly maxTransfers?: number | undefined;
  /** What is told of faults that are no caller's. */
  readonly onFault?: ((error: unknown) => void) | undefined;
}

/** A server that runs. */
export interface StoreServer {
  readonly url: string;
  /** Takes no more requests and ends when those that run are done. */
  readonly drain: () => Promise<void>;
  /** Ends at once; transfers break off, and nothing half-written stays. */
  readonly stop: () => Promise<void>;
}

/**
 * Serves a store of envelopes over HTTP: GET, HEAD, PUT and DELETE below `/envelopes/`, the list of addresses at `/envelopes`. What is put
 * becomes visible when its address has been verified; what is not the address's is not served.
 *
 * @throws QuorateError STORE_FAILED where it cannot listen, ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const server: StoreServer = await startStoreServer({ store, authorize: ({ authorization }) => isKnown(authorization) });
 * ```
 */
export async function startStoreServer(parameters: StartStoreServerParameters): Promise<StoreServer> {
  const { host = "127.0.0.1", port = 0, idleMs = DEFAULT_IDLE_MS, transferMs = DEFAULT_TRANSFER_MS } = parameters;
  const running = new Set<ServerResponse>();
  const server = createServer(
    { requestTimeout: transferMs, headersTimeout: Math.min(idleMs, transferMs), keepAliveTimeout: 5_000 },
    (request, response) => {
      running.add(response);
      const isFull = running.size > (parameters.maxTransfers ?? DEFAULT_MAX_TRANSFERS);
      answer(parameters, { request, response, isFull })
        .catch((error) => refuse(parameters, response, error))
        .finally(() => running.delete(response));
    },
  );
  server.setTimeout(idleMs);
  await withLimits(parameters, OFF_LINE, "starting a store's server", (signal) =>
    listen(server, { host, port, signal }),
  );
  const bound = server.address();
  const place = typeof bound === "object" && bound !== null ? bound.port : port;
  const close = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${place}`,
    drain: () => {
      const closed = close();
      server.closeIdleConnections();
      for (const response of running) response.shouldKeepAlive = false;
      return closed;
    },
    stop: () => {
      const closed = close();
      server.closeAllConnections();
      return closed;
    },
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

async function answer(
  parameters: StartStoreServerParameters,
  { request, response, isFull }: Exchange & { readonly isFull: boolean },
): Promise<void> {
  const { store, authorize, maxBytes = DEFAULT_MAX_BYTES } = parameters;
  const method = METHODS.find((known) => known === request.method);
  const address = readPath(request.url ?? "");
  if (method === undefined) return end(response, 405);
  if (address === undefined) return end(response, 400);
  const { authorization } = request.headers;
  const access = { method, address, authorization, remoteAddress: request.socket.remoteAddress };
  if ((await authorize(access)) !== true) return end(response, storeStatuses.STORE_REFUSED);
  if (isFull) return end(response, storeStatuses.STORE_BUSY, { "retry-after": "1" });
  if (address === null) {
    if (method !== "GET") return end(response, 405);
    return stream(response, "text/plain", toLines(store));
  }
  if (method === "GET") return stream(response, "application/octet-stream", store.get(address));
  if (method === "HEAD") return end(response, (await store.has(address)) ? 200 : storeStatuses.ENVELOPE_MISSING);
  if (method === "DELETE") return end(response, (await store.delete(address)) ? 200 : storeStatuses.ENVELOPE_MISSING);
  const limits = { address, maxBytes, declared: Number(request.headers["content-length"] ?? 0) };
  await store.put(address, limitBytes(request.iterator({ destroyOnReturn: false }), limits));
  return end(response, 200);
}

/** An address, null for the list, undefined for anything else. */
function readPath(path: string): Bytes32 | null | undefined {
  if (path === ENVELOPES_PATH) return null;
  const text = path.startsWith(`${ENVELOPES_PATH}/`) ? path.slice(ENVELOPES_PATH.length + 1) : "";
  return /^0x[0-9a-f]{64}$/.test(text) ? parseBytes32(text) : undefined;
}

/** The first piece is waited for, so that what is wrong with an envelope is said by the status. */
async function stream(response: ServerResponse, type: string, source: AsyncIterable<Uint8Array>): Promise<void> {
  const pieces = source[Symbol.asyncIterator]();
  const first = await pieces.next();
  response.writeHead(200, { "content-type": type, "x-content-type-options": "nosniff" });
  async function* whole(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      for (let step = first; step.done !== true; step = await pieces.next()) yield step.value;
    } finally {
      await pieces.return?.();
    }
  }
  await pipeline(Readable.from(whole(), { objectMode: false }), response);
}

async function* toLines(store: EnvelopeStore): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const address of store.list()) yield Buffer.from(`${address}\n`);
}

function refuse({ onFault }: StartStoreServerParameters, response: ServerResponse, error: unknown): void {
  const code = codeOf(error);
  if (code === "STORE_FAILED" && !LEFT.includes(codeOfFault(error) ?? "")) onFault?.(error);
  // Half an answer was broken off where its stream failed, so that nobody takes it for a whole one.
  if (!response.headersSent) end(response, storeStatuses[code]);
}

function codeOf(error: unknown): StoreAnswer {
  if (!(error instanceof QuorateError)) return "STORE_FAILED";
  if (error.code === "ENVELOPE_UNSUPPORTED") return "ENVELOPE_CORRUPT";
  return isAnswer(error.code) ? error.code : "STORE_FAILED";
}

/** An answer without a body. What was not read of a request is not waited for: the connection ends. */
function end(response: ServerResponse, status: number, headers: Readonly<Record<string, string>> = {}): void {
  const isRead = response.req.complete;
  response.writeHead(status, { ...headers, "content-length": "0", ...(isRead ? {} : { connection: "close" }) });
  response.end(() => {
    if (!isRead) response.req.resume();
  });
}

interface ListenParameters {
  readonly host: string;
  readonly port: number;
  readonly signal: AbortSignal;
}

async function listen(server: Server, { host, port, signal }: ListenParameters): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject);
  server.listen(port, host, resolve);
  try {
    await promise;
    if (signal.aborted) server.close();
  } catch (cause) {
    throw new QuorateError({
      code: "STORE_FAILED",
      summary: `The store cannot be served at ${host}:${port}.`,
      remedy: "Choose another port, or a host of this machine.",
      facts: { store: `${host}:${port}` },
      cause,
    });
  } finally {
    server.removeListener("error", reject);
  }
}
