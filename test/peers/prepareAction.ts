import type { ContractArtifact } from "../support/ContractArtifact.ts";
import { deployContract } from "../support/deployContract.ts";
import type { Chain } from "./openChain.ts";
import type { Action } from "./Subject.ts";

/** An action on a ledger of its own that obeys `authority`. */
export async function prepareAction(chain: Chain, ledger: ContractArtifact, authority: string): Promise<Action> {
  const target = await deployContract(chain.relayer, ledger, [authority]);
  return { target, data: ledger.abi.encodeFunctionData("record", [1, 7]), description: "Record 7 under 1" };
}
