import { createServer } from "node:net";

import { QuorateError } from "#sdk";

const ANSWER_WITHIN_MS = 2_000;

/** A place to listen at. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

/**
 * Makes sure that nobody listens at a place, and says who does.
 *
 * @throws QuorateError NODE_RUNNING for our own local chain, NODE_FOREIGN for another node, PORT_TAKEN for anything else
 */
export async function assertPortFree(place: Place, chainId: bigint): Promise<void> {
  if (await canListen(place)) return;
  const { host, port } = place;
  const found = await askChainId(`http://${host}:${port}`);
  const facts = { host, port, chainId: found };
  if (found === chainId) {
    throw new QuorateError({
      code: "NODE_RUNNING",
      summary: `A node of chain ${chainId} answers at port ${port} already.`,
      remedy: "Use it, stop it with Ctrl-C where it was started, or choose another port with --port.",
      facts,
    });
  }
  if (found !== null) {
    throw new QuorateError({
      code: "NODE_FOREIGN",
      summary: `Somebody else's node, of chain ${found}, answers at port ${port}.`,
      remedy: "Leave it alone and choose another port with --port.",
      facts,
    });
  }
  throw new QuorateError({
    code: "PORT_TAKEN",
    summary: `Another program listens at port ${port}.`,
    remedy: "End it, or choose another port with --port.",
    facts,
  });
}

async function canListen({ host, port }: Place): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      if ("code" in error && (error.code === "EADDRINUSE" || error.code === "EACCES")) resolve(false);
      else reject(error);
    });
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/** Asks whether a node answers there; null where nobody speaks JSON-RPC. */
async function askChainId(url: string): Promise<bigint | null> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] }),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const answer: unknown = await response.json();
    if (typeof answer !== "object" || answer === null || !("result" in answer)) return null;
    return typeof answer.result === "string" && /^0x[0-9a-f]+$/i.test(answer.result) ? BigInt(answer.result) : null;
  } catch {
    return null;
  }
}
