import { type Address, type BallotSigner, joinSigner, parseHex, type VerifierKind } from "#sdk";

import { drawVerifiedKey } from "../../scripts/keys/drawVerifiedKey.ts";

/** Signs with a new key in software that `verifier` checks. */
export async function createVerifiedSigner(kind: VerifierKind, verifier: Address): Promise<BallotSigner> {
  const key = await drawVerifiedKey(kind);
  const signer = joinSigner(verifier, parseHex(key.publicKey.key));
  return { signer, sign: async (digest) => parseHex(key.signDigest(digest)) };
}
