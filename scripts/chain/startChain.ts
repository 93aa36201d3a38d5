import hre from "hardhat";

import type { Hex } from "../founding/Hex.ts";
import { assertPortFree, type Place } from "./assertPortFree.ts";

const WEALTH = 10n ** 24n;

/** Which chain, where, and which accounts it pays and signs for. */
export interface StartChainParameters extends Place {
  readonly chainId: bigint;
  readonly secrets: readonly Hex[];
  /** When its first block was made; now where it is left out. */
  readonly beganAt?: Date;
}

/** A chain that runs inside this process. */
export interface RunningChain {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the embedded chain and lets other processes of this machine reach it.
 *
 * @throws QuorateError NODE_RUNNING, NODE_FOREIGN, PORT_TAKEN
 */
export async function startChain(parameters: StartChainParameters): Promise<RunningChain> {
  const { host, port, chainId, secrets, beganAt = new Date() } = parameters;
  await assertPortFree({ host, port }, chainId);
  const accounts = secrets.map((privateKey) => ({ privateKey, balance: WEALTH }));
  const server = await hre.network.createServer(
    { network: "node", override: { chainId: Number(chainId), accounts, initialDate: beganAt } },
    host,
    port,
  );
  const place = await server.listen();
  return { url: `http://${place.address}:${place.port}`, stop: async () => server.close() };
}
