import { createServer, type Server } from "node:http";
import type { Duplex } from "node:stream";

import { BatcherError } from "../errors.ts";
import { formatProblem, sendProblem } from "./answer.ts";
import type { Route } from "./createPublicRoutes.ts";

/** Where a server listens, and what it bears. */
export interface ServerSettings {
  readonly host: string;
  readonly port: number;
  readonly maxConnections: number;
  /** A request has come in whole after so long. */
  readonly requestMs: number;
  readonly onFault: (error: unknown) => void;
}

/** A server that runs. */
export interface RunningServer {
  readonly url: string;
  /** Takes no more connections and resolves when the requests that run are answered. */
  close(): Promise<void>;
  /** Breaks everything off. */
  stop(): void;
}

const HEADERS_MS = 5_000;
const KEEP_ALIVE_MS = 60_000;
const CHECK_MS = 500;
const MAX_HEADER_BYTES = 16_384;

/** Starts a server. @throws BatcherError PORT_TAKEN */
export async function startServer(route: Route, settings: ServerSettings): Promise<RunningServer> {
  const { host, port, requestMs, onFault } = settings;
  const server = createServer(
    {
      requestTimeout: requestMs,
      headersTimeout: Math.min(HEADERS_MS, requestMs),
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: CHECK_MS,
      maxHeaderSize: MAX_HEADER_BYTES,
      noDelay: true,
    },
    (request, response) => {
      try {
        route(request, response);
      } catch (error) {
        onFault(error);
        sendProblem(response, "internal");
      }
    },
  );
  server.maxConnections = settings.maxConnections;
  server.maxRequestsPerSocket = 0;
  server.on("clientError", refuseBroken);
  await listen(server, host, port);
  const place = server.address();
  const bound = typeof place === "object" && place !== null ? place.port : port;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** What came in is no HTTP, or came in too slowly. */
function refuseBroken(error: Error, socket: Duplex): void {
  if (!socket.writable) return void socket.destroy();
  const code = "code" in error && error.code === "ERR_HTTP_REQUEST_TIMEOUT" ? "request-too-slow" : "body-malformed";
  const status = code === "request-too-slow" ? "408 Request Timeout" : "400 Bad Request";
  const body = formatProblem(code);
  const head = `HTTP/1.1 ${status}\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n`;
  socket.end(head + body);
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject);
  server.listen(port, host, resolve);
  try {
    await promise;
  } catch (cause) {
    throw new BatcherError({
      code: "PORT_TAKEN",
      summary: `The batcher cannot listen at ${host}:${port}.`,
      remedy: "Choose another port, or a host of this machine.",
      facts: { host, port },
      cause,
    });
  } finally {
    server.removeListener("error", reject);
  }
}
