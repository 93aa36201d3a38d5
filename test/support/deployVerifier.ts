import type { Signer } from "ethers";

import { type Address, parseAddress, type VerifierKind } from "#sdk";

import { deployContract } from "./deployContract.ts";
import { readPublishedVerifier } from "./readPublishedVerifier.ts";

/** Deploys one of OpenZeppelin's verifiers. No key may use it before members approved it. */
export async function deployVerifier(deployer: Signer, kind: VerifierKind): Promise<Address> {
  return parseAddress(await deployContract(deployer, await readPublishedVerifier(kind)));
}
