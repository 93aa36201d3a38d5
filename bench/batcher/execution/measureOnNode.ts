import { Interface, JsonRpcProvider, Wallet } from "ethers";
import { toPlace } from "../load/drawLoad.ts";
import { HttpConnection } from "../load/HttpConnection.ts";
import type { Site } from "../site/Site.ts";
import { CALL_GAS, callData, concatenate, signCalls } from "./signCalls.ts";

/** Calls a second through the executor, and transactions a second that each make one call, on the same node. */
export interface NodeFigures {
  readonly executed: number;
  readonly direct: number;
}

const PER_TRANSACTION = 416;
const CONNECTIONS = 8;
const EXECUTE = new Interface(["function execute(bytes packed)"]);
const GAS_LIMIT = 12_000_000;

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
      const [data, nonce] = [callData(index), first + index];
      return signTransaction(wallet, site.chainId, { to: site.sink, data, nonce, gasLimit: CALL_GAS });
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

/** Many calls in each transaction: packed, signed by the batcher and sent within the window. */
async function measureExecuted(site: Site, provider: JsonRpcProvider, count: number, round: number): Promise<number> {
  const perSigner = PER_TRANSACTION / site.signerSecrets.length;
  const transactions = Math.ceil(count / PER_TRANSACTION);
  const batcher = new Wallet(site.batcherSecret);
  const first = await provider.getTransactionCount(batcher.address);
  const groups = Array.from({ length: transactions }, (_, index) =>
    signCalls({
      place: toPlace(site),
      target: site.sink,
      secrets: site.signerSecrets,
      perSigner,
      firstNonce: (round * transactions + index) * perSigner,
      firstSeat: 1,
    }),
  );
  const pool = await openPool(site);
  const start = performance.now();
  const hashes = await Promise.all(
    groups.map(async (calls, index) => {
      const data = EXECUTE.encodeFunctionData("execute", [concatenate(calls.map(({ packed }) => packed))]);
      const call = { to: site.executor, data, nonce: first + index, gasLimit: GAS_LIMIT };
      return sendRaw(pool[0], await signTransaction(batcher, site.chainId, call));
    }),
  );
  const taken = performance.now() - start;
  for (const connection of pool) connection.close();
  for (const hash of hashes) {
    const receipt = await provider.getTransactionReceipt(hash);
    if (receipt?.status !== 1 || receipt.logs.length !== 1) throw new Error(`not all calls of ${hash} were executed`);
  }
  return (transactions * PER_TRANSACTION * 1_000) / taken;
}

function signTransaction(
  wallet: Wallet,
  chainId: number,
  call: { readonly to: string; readonly data: string | Uint8Array; readonly nonce: number; readonly gasLimit: number },
): Promise<string> {
  const data = typeof call.data === "string" ? call.data : `0x${Buffer.from(call.data).toString("hex")}`;
  return wallet.signTransaction({
    ...call,
    data,
    type: 2,
    chainId,
    maxFeePerGas: 10n ** 11n,
    maxPriorityFeePerGas: 1n,
  });
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
