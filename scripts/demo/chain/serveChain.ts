import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { json } from "node:stream/consumers";

import type { Eip1193Provider } from "ethers";

/** Any fault of a server. Source: JSON-RPC 2.0, section 5.1. */
const FAULT = -32_000;

/** The embedded chain as programs in other processes reach it. */
export interface ServedChain extends AsyncDisposable {
  /** JSON-RPC over HTTP, on this machine only. */
  readonly url: string;
}

/** Serves the embedded chain at a free port of this machine, for as long as the run takes. */
export async function serveChain(provider: Eip1193Provider): Promise<ServedChain> {
  const server = createServer((request, response) => void answer(provider, request, response));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("a listening server has a port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function answer(provider: Eip1193Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const asked: unknown = await json(request).catch(() => null);
  const answers = Array.isArray(asked)
    ? await Promise.all(asked.map((one) => call(provider, one)))
    : await call(provider, asked);
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answers));
}

async function call(provider: Eip1193Provider, asked: unknown): Promise<object> {
  if (typeof asked !== "object" || asked === null || !("method" in asked) || typeof asked.method !== "string")
    return { jsonrpc: "2.0", id: null, error: { code: -32_600, message: "no request" } };
  const id = "id" in asked ? asked.id : null;
  const params = "params" in asked && Array.isArray(asked.params) ? asked.params : [];
  try {
    return { jsonrpc: "2.0", id, result: await provider.request({ method: asked.method, params }) };
  } catch (error) {
    return { jsonrpc: "2.0", id, error: toRpcError(error) };
  }
}

/** With what a contract said when it reverted. */
function toRpcError(error: unknown): object {
  if (!(error instanceof Error)) return { code: FAULT, message: String(error) };
  const code = "code" in error && typeof error.code === "number" ? error.code : FAULT;
  return { code, message: error.message, data: "data" in error ? error.data : undefined };
}
