import { keccak256, type Provider, toBeHex, toUtf8Bytes, Wallet } from "ethers";
import { config, network } from "hardhat";

/** A fresh chain in this process. Everything on it is the same in every run, down to the last unit of gas. */
export interface Chain {
  readonly provider: Provider;
  /** Pays for deployments and for what anybody may send; belongs to no group. */
  readonly relayer: Wallet;
  /** Members' accounts, funded: the same addresses in every run. */
  readonly createMembers: (count: number) => Promise<readonly Wallet[]>;
  /** Lets `blocks` blocks of one second each go by. */
  readonly mineBlocks: (blocks: number) => Promise<void>;
  /** Asks the node itself, as in `ask("evm_snapshot")`. */
  readonly ask: (method: string, ...parameters: readonly unknown[]) => Promise<unknown>;
}

const BALANCE = toBeHex(10n ** 21n);

/** Opens a chain of the hardfork that hardhat.config.ts names, under another id where one is given. */
export async function openChain(chainId?: number): Promise<Chain> {
  const { ethers, provider: rpc } = await network.create(chainId === undefined ? {} : { override: { chainId } });
  const provider = ethers.provider;
  const createAccount = async (label: string): Promise<Wallet> => {
    const wallet = new Wallet(keccak256(toUtf8Bytes(`quorate test account: ${label}`)), provider);
    await rpc.request({ method: "hardhat_setBalance", params: [wallet.address, BALANCE] });
    return wallet;
  };
  return {
    provider,
    relayer: await createAccount("relayer"),
    createMembers: async (count) => {
      const members: Wallet[] = [];
      for (let index = 0; index < count; index++) members.push(await createAccount(`member ${index}`));
      return members;
    },
    mineBlocks: async (blocks) => {
      await rpc.request({ method: "hardhat_mine", params: [toBeHex(blocks).replace(/^0x0/, "0x")] });
    },
    ask: async (method, ...params) => await rpc.request({ method, params }),
  };
}

/** The hardfork of the chains that openChain opens. */
export function readHardfork(): string {
  const chain = config.networks.default;
  if (chain?.type !== "edr-simulated")
    throw new Error("the default network of hardhat.config.ts is no simulated chain");
  return chain.hardfork;
}
