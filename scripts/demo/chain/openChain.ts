import { BrowserProvider, Network, toQuantity, Wallet } from "ethers";
import { network } from "hardhat";

import type { Chain } from "./Chain.ts";
import { serveChain } from "./serveChain.ts";

const BALANCE = 10n ** 21n;
const POLLING_INTERVAL_MS = 50;

/** Starts the embedded chain under the id of the consortium that will live on it. */
export async function openChain(chainId: bigint): Promise<Chain> {
  const connection = await network.create({ network: "node", override: { chainId: Number(chainId) } });
  const staticNetwork = Network.from(chainId);
  const provider = new BrowserProvider(connection.provider, staticNetwork, { staticNetwork, cacheTimeout: -1 });
  provider.pollingInterval = POLLING_INTERVAL_MS;
  return {
    provider,
    createAccount: async () => {
      const account = new Wallet(Wallet.createRandom().privateKey, provider);
      await provider.send("hardhat_setBalance", [account.address, toQuantity(BALANCE)]);
      return account;
    },
    now: async () => {
      const block = await provider.getBlock("latest");
      if (block === null) throw new TypeError("a chain has a newest block");
      return block.timestamp;
    },
    travel: async (seconds) => {
      await provider.send("evm_increaseTime", [seconds]);
      await provider.send("evm_mine", []);
    },
    mine: async (blocks) => {
      await provider.send("hardhat_mine", [toQuantity(blocks)]);
    },
    serve: () => serveChain(connection.provider),
    close: async () => {
      provider.destroy();
      await connection.close();
    },
  };
}
