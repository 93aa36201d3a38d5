import { concat, type Wallet } from "ethers";

import { type Address, parseAddress } from "#sdk";

import type { Artifact } from "./readArtifact.ts";
import { sendTransaction } from "./sendTransaction.ts";

/** Creates a contract. */
export async function createContract(
  account: Wallet,
  { name, abi, bytecode }: Artifact,
  values: readonly unknown[] = [],
): Promise<Address> {
  const { contractAddress } = await sendTransaction(account, { data: concat([bytecode, abi.encodeDeploy(values)]) });
  if (contractAddress === null) throw new TypeError(`${name} was not created`);
  return parseAddress(contractAddress);
}
