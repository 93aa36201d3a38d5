import type { Artifact } from "@nomicfoundation/ignition-core";

import type { VerifiedKeyKind } from "../founding/FoundingKeys.ts";
import { readArtifactFile } from "./readArtifactFile.ts";

/** OpenZeppelin's ERC-7913 verifiers, by the kind of key they check. */
export const verifierContracts = {
  p256: "ERC7913P256Verifier",
  webauthn: "ERC7913WebAuthnVerifier",
  rsa: "ERC7913RSAVerifier",
} as const satisfies Readonly<Record<VerifiedKeyKind, string>>;

const FOLDER = new URL("./build/contracts/", import.meta.resolve("@openzeppelin/contracts/package.json"));

/** Reads the verifiers as OpenZeppelin ships them: their bytecode is OpenZeppelin's own, the one that others have looked at. */
export async function readVerifierArtifacts(): Promise<Readonly<Record<VerifiedKeyKind, Artifact>>> {
  const [p256, webauthn, rsa] = await Promise.all([
    readVerifier(verifierContracts.p256),
    readVerifier(verifierContracts.webauthn),
    readVerifier(verifierContracts.rsa),
  ]);
  return { p256, webauthn, rsa };
}

async function readVerifier(contractName: string): Promise<Artifact> {
  return await readArtifactFile(new URL(`${contractName}.json`, FOLDER), contractName, "@openzeppelin/contracts");
}
