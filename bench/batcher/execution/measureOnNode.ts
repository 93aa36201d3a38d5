import { hexlify, JsonRpcProvider, Wallet } from "ethers";

import { encodeExecute } from "../../../batcher/src/adapters/chain/encodeExecute.ts";
import { createWalletSigner } from "../../../batcher/src/adapters/signer/createWalletSigner.ts";
import { toPlace } from "../load/drawLoad.ts";
import { HttpConnection } from "../load/HttpConnection.ts";
import type { Site } from "../site/Site.ts";
import { callData, type SignedCall, signCalls } from "./signCalls.ts";

/** Calls a second through the executor, and transactions a second that each make one call, on the same node. */
export interface NodeFigures {
  readonly executed: number;
  readonly direct: number;
}

/** As many as a batcher puts into one, where each was signed for as much gas as these. */
const PER_TRANSACTION = 384;
const CONNECTIONS = 8;
const GAS_LIMIT = 16_000_000n;
const DIRECT_GAS = 60_000;
/** What both ways offer for a unit of gas. */
const FEES = { maxFeePerGas: 10n ** 11n, maxPriorityFeePerGas: 1n };

/** How many calls each way has in one measurement. */
export interface NodeCounts {
  readonly executed: number;
  readonly direct: number;
}

/** Measures both, signed before; `round` keeps nonces apart. */
export async function measureOnNode(site: Site, counts: NodeCounts, round: number): Promise<NodeFigures> {
  const provider = new JsonRpcProvider(site.url, site.chainId, { staticNetwork: true, cacheTimeout: -1 });
  try {
    const direct = await measureDirect(site, provider, counts.direct);
    const executed = await measureExecuted(site, provider, counts.executed, round);
    return { direct, executed };
  } finally {
    provider.destroy();
  }
}

/** Opened right before they are used: the node closes those that are idle for seconds. */
async function openPool({ url }: Site): Promise<readonly HttpConnection[]> {
  return await Promise.all(Array.from({ length: CONNECTIONS }, () => HttpConnection.open(new URL(url))));
}

/** One transaction for each call, by each member its own, over connections that are kept. */
async function measureDirect(site: Site, provider: JsonRpcProvider, count: number): Promise<number> {
  const each = Math.ceil(count / site.signerSecrets.length);
  const queues: string[][] = [];
  for (const secret of site.signerSecrets) {
    const wallet = new Wallet(secret);
    const first = await provider.getTransactionCount(wallet.address);
    const signed = Array.from({ length: each }, (_, index) => {
      const [data, nonce] = [hexlify(callData(index)), first + index];
      const call = { type: 2, chainId: site.chainId, to: site.sink, data, nonce, gasLimit: DIRECT_GAS, ...FEES };
      return wallet.signTransaction(call);
    });
    queues.push(await Promise.all(signed));
  }
  const pool = await openPool(site);
  const start = performance.now();
  await Promise.all(
    queues.map(async (queue, index) => {
      for (const raw of queue) await sendRaw(pool[index % pool.length], raw);
    }),
  );
  const taken = performance.now() - start;
  for (const connection of pool) connection.close();
  return (each * queues.length * 1_000) / taken;
}

/** Many calls in each transaction: put together and signed as a batcher does, and sent, within the window. */
async function measureExecuted(site: Site, provider: JsonRpcProvider, count: number, round: number): Promise<number> {
  const perSigner = PER_TRANSACTION / site.signerSecrets.length;
  const transactions = Math.ceil(count / PER_TRANSACTION);
  const batcher = createWalletSigner({ secret: site.batcherSecret, chainId: BigInt(site.chainId), isLegacy: false });
  const first = await provider.getTransactionCount(batcher.address);
  // One more than are measured: the first that a node sees of a contract takes it a second.
  const groups = Array.from({ length: transactions + 1 }, (_, index) =>
    signCalls({
      place: toPlace(site),
      target: site.sink,
      secrets: site.signerSecrets,
      perSigner,
      firstNonce: (round * (transactions + 1) + index) * perSigner,
      firstSeat: 1,
    }),
  );
  const pool = await openPool(site);
  const send = async (calls: readonly SignedCall[], index: number): Promise<string> => {
    const input = encodeExecute(calls.map(({ packed }) => packed));
    const unsigned = { to: site.executor, input, nonce: first + index, gasLimit: GAS_LIMIT, ...FEES };
    return sendRaw(pool[0], batcher.signTransaction(unsigned).raw);
  };
  const [warmUp = [], ...measured] = groups;
  await send(warmUp, 0);
  const start = performance.now();
  const hashes = await Promise.all(measured.map((calls, index) => send(calls, index + 1)));
  const taken = performance.now() - start;
  for (const connection of pool) connection.close();
  for (const hash of hashes) {
    const receipt = await provider.getTransactionReceipt(hash);
    if (receipt?.status !== 1 || receipt.logs.length !== 1) throw new Error(`not all calls of ${hash} were executed`);
  }
  return (transactions * PER_TRANSACTION * 1_000) / taken;
}

async function sendRaw(connection: HttpConnection | undefined, raw: string): Promise<string> {
  if (connection === undefined) throw new RangeError("there is no connection");
  const request = `{"jsonrpc":"2.0","id":1,"method":"eth_sendRawTransaction","params":["${raw}"]}`;
  const { body } = await connection.post("/", "application/json", Buffer.from(request));
  const answer: unknown = JSON.parse(Buffer.from(body).toString());
  const hash = typeof answer === "object" && answer !== null && "result" in answer ? answer.result : undefined;
  if (typeof hash !== "string") throw new Error(`the node refuses: ${Buffer.from(body).toString().slice(0, 300)}`);
  return hash;
}
