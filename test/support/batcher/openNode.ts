import { JsonRpcProvider, keccak256, toBeHex, toUtf8Bytes, Wallet } from "ethers";
import hre from "hardhat";

import type { Chain } from "../../peers/openChain.ts";

/** A chain of its own behind a URL, as another process sees it. */
export interface ServedChain extends Chain {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const BALANCE = toBeHex(10n ** 21n);

/** Opens a chain and serves it on a free port of this machine. */
export async function openNode(chainId: number): Promise<ServedChain> {
  const server = await hre.network.createServer({ network: "node", override: { chainId } }, "127.0.0.1", 0);
  const place = await server.listen();
  const url = `http://${place.address}:${place.port}`;
  const provider = new JsonRpcProvider(url, chainId, { staticNetwork: true, cacheTimeout: -1, pollingInterval: 20 });
  const ask = async (method: string, ...parameters: readonly unknown[]): Promise<unknown> =>
    await provider.send(method, [...parameters]);
  const createAccount = async (label: string): Promise<Wallet> => {
    const wallet = new Wallet(keccak256(toUtf8Bytes(`quorate test account: ${label}`)), provider);
    await ask("hardhat_setBalance", wallet.address, BALANCE);
    return wallet;
  };
  return {
    url,
    provider,
    relayer: await createAccount("relayer"),
    createMembers: async (count) => {
      const members: Wallet[] = [];
      for (let index = 0; index < count; index++) members.push(await createAccount(`member ${index}`));
      return members;
    },
    mineBlocks: async (blocks) => {
      await ask("hardhat_mine", toBeHex(blocks).replace(/^0x0/, "0x"));
    },
    ask,
    close: async () => {
      provider.destroy();
      await server.close();
    },
  };
}
