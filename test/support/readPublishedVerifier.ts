import { readFile } from "node:fs/promises";

import { type ContractArtifact, parseContractArtifact } from "./ContractArtifact.ts";

const NAMES = { p256: "ERC7913P256Verifier", webauthn: "ERC7913WebAuthnVerifier", rsa: "ERC7913RSAVerifier" } as const;
const ARTIFACTS = new URL("./build/contracts/", import.meta.resolve("@openzeppelin/contracts/package.json"));

/** One of OpenZeppelin's ERC-7913 verifiers as its package ships it. */
export async function readPublishedVerifier(kind: keyof typeof NAMES): Promise<ContractArtifact> {
  return parseContractArtifact(await readFile(new URL(`${NAMES[kind]}.json`, ARTIFACTS), "utf8"));
}
