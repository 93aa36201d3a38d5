import { concat, type Signer } from "ethers";

import type { ContractArtifact } from "./ContractArtifact.ts";
import { sendTransaction } from "./sendTransaction.ts";

/** Deploys `artifact` and returns its address. */
export async function deployContract(
  deployer: Signer,
  artifact: ContractArtifact,
  constructorArguments: readonly unknown[] = [],
): Promise<string> {
  const data = concat([artifact.bytecode, artifact.abi.encodeDeploy(constructorArguments)]);
  const receipt = await sendTransaction(deployer, { data });
  if (receipt.contractAddress === null) throw new Error(`${artifact.contractName} was not created`);
  return receipt.contractAddress;
}
