import { Interface } from "ethers";

/** What is needed to deploy a contract and to speak to it. */
export interface ContractArtifact {
  readonly contractName: string;
  readonly abi: Interface;
  /** Creation code. */
  readonly bytecode: string;
}

/** Reads the text of an artifact file as Hardhat writes it, ours or one that an npm package brings along. */
export function parseContractArtifact(text: string): ContractArtifact {
  const parsed: unknown = JSON.parse(text);
  if (
    typeof parsed === "object" &&
    parsed !== null &&
    "contractName" in parsed &&
    typeof parsed.contractName === "string" &&
    "abi" in parsed &&
    "bytecode" in parsed &&
    typeof parsed.bytecode === "string"
  ) {
    return {
      contractName: parsed.contractName,
      abi: new Interface(JSON.stringify(parsed.abi)),
      bytecode: parsed.bytecode,
    };
  }
  throw new Error("this is no artifact of a contract: it lacks contractName, abi or bytecode");
}
