import { parseHex } from "#sdk";

import type { VerifiedKeyKind } from "../../founding/FoundingKeys.ts";
import { toSignerBytes, type Verifiers } from "../../founding/toSignerBytes.ts";
import { drawVerifiedKey } from "../../keys/drawVerifiedKey.ts";
import type { MemberKey } from "./Member.ts";

/** Draws a key that is no account and is checked by a verifier contract (ERC-7913). */
export async function createVerifiedKey(
  kind: VerifiedKeyKind,
  label: string,
  verifiers: Verifiers,
): Promise<MemberKey> {
  const key = await drawVerifiedKey(kind);
  const signer = parseHex(toSignerBytes(key.publicKey, verifiers));
  return { label, wallet: null, signer: { signer, sign: async (digest) => parseHex(key.signDigest(digest)) } };
}
