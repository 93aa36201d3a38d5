import { type Address, type BallotSigner, joinSigner, parseHex, type VerifierKind, type Verifiers } from "#sdk";

import type { ChosenDeployment } from "../deployment/chooseDeployment.ts";
import { verifierContracts } from "../deployment/verifierArtifacts.ts";
import type { PublicKey, VerifiedKeyKind } from "../founding/FoundingKeys.ts";
import { toHex } from "../founding/toHex.ts";
import type { AnyKey } from "../keys/toVotingKey.ts";
import { addressOf, isAccountKey } from "./connect.ts";

/** The signer bytes of a public key: an account, or `verifier || key` with the verifier that was deployed with the suite. */
export function toSigner(publicKey: PublicKey, chosen: ChosenDeployment) {
  if (publicKey.kind === "account") return parseHex(publicKey.address);
  return joinSigner(verifierOf(publicKey.kind, chosen), parseHex(publicKey.key));
}

/** A key as the SDK lets it sign ballots. */
export function toBallotSigner(key: AnyKey, chosen: ChosenDeployment): BallotSigner {
  const signer = toSigner(key.publicKey, chosen);
  if (isAccountKey(key)) return { signer, sign: async (_, data) => parseHex(await key.signTypedData(data)) };
  return { signer, sign: async (digest) => parseHex(key.signDigest(toHex(digest))) };
}

/** The verifiers that were deployed with the suite, for checking signatures without a chain. */
export function listVerifiers(chosen: ChosenDeployment): Verifiers {
  const kinds: readonly VerifierKind[] = ["p256", "webauthn", "rsa"];
  return Object.fromEntries(kinds.map((kind) => [verifierOf(kind, chosen), kind]));
}

function verifierOf(kind: VerifiedKeyKind, chosen: ChosenDeployment): Address {
  return addressOf(chosen, verifierContracts[kind]);
}
