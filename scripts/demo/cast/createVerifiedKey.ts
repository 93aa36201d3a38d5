import { parseHex } from "#sdk";

import type { VerifiedKeyKind } from "../../founding/FoundingKeys.ts";
import { toSignerBytes, type Verifiers } from "../../founding/toSignerBytes.ts";
import { createKeyMaterial } from "../../keys/createKeyMaterial.ts";
import { toVotingKey } from "../../keys/toVotingKey.ts";
import type { MemberKey } from "./Member.ts";

/** Draws a key that is no account and is checked by a verifier contract (ERC-7913). */
export async function createVerifiedKey(
  kind: VerifiedKeyKind,
  label: string,
  verifiers: Verifiers,
): Promise<MemberKey> {
  const key = await toVotingKey(await createKeyMaterial({ kind }));
  if (!("signDigest" in key)) throw new TypeError(`${kind} is the kind of an account`);
  const signer = parseHex(toSignerBytes(key.publicKey, verifiers));
  return { label, wallet: null, signer: { signer, sign: async (digest) => parseHex(key.signDigest(digest)) } };
}
