import { FetchRequest, JsonRpcProvider, Network } from "ethers";

import { QuorateError } from "#sdk";

const DEFAULT_TIMEOUT_MS = 30_000;

/** Which node, and which chain it has to be on. */
export interface ConnectChainParameters {
  readonly url: string;
  readonly chainId: bigint;
  readonly timeoutMs?: number;
}

/**
 * Connects to a node and checks the chain before anything else is asked. Close it with `destroy()`.
 *
 * @throws QuorateError CHAIN_UNREACHABLE, CHAIN_FOREIGN
 */
export async function connectChain(parameters: ConnectChainParameters): Promise<JsonRpcProvider> {
  const { url, chainId, timeoutMs = DEFAULT_TIMEOUT_MS } = parameters;
  const request = new FetchRequest(url);
  request.timeout = timeoutMs;
  // A known network keeps ethers from asking for it again and again when nobody answers. Answers are not kept.
  const network = Network.from(chainId);
  const provider = new JsonRpcProvider(request, network, {
    staticNetwork: network,
    batchMaxCount: 1,
    cacheTimeout: -1,
    pollingInterval: 250,
  });
  try {
    const found = await askChainId(provider, url);
    if (found !== chainId) throw foreignChain(url, found, chainId);
    return provider;
  } catch (error) {
    provider.destroy();
    throw error;
  }
}

async function askChainId(provider: JsonRpcProvider, url: string): Promise<bigint> {
  try {
    return BigInt(String(await provider.send("eth_chainId", [])));
  } catch (cause) {
    // Only the host is named: paths and user parts of such addresses hold access tokens.
    const { host } = new URL(url);
    throw new QuorateError({
      code: "CHAIN_UNREACHABLE",
      summary: `No node answers at ${host}.`,
      remedy: "Start the local chain with npm start, or name another node with --rpc.",
      facts: { host },
      cause: cause instanceof Error && "code" in cause ? new Error(String(cause.code)) : undefined,
    });
  }
}

function foreignChain(url: string, found: bigint, expected: bigint): QuorateError {
  const { host } = new URL(url);
  return new QuorateError({
    code: "CHAIN_FOREIGN",
    summary: `The node at ${host} is on chain ${found}, and the consortium lives on chain ${expected}.`,
    remedy: "Name a node of the consortium's chain with --rpc, or correct chainId in its constitution.json.",
    facts: { host, found, expected },
  });
}
