import type { VerifiedKeyKind } from "../founding/FoundingKeys.ts";
import { createKeyMaterial } from "./createKeyMaterial.ts";
import { toVotingKey } from "./toVotingKey.ts";
import type { VerifiedKey } from "./VotingKey.ts";

/** Draws a key in software that is no account and is checked by a verifier contract (ERC-7913). */
export async function drawVerifiedKey(kind: VerifiedKeyKind): Promise<VerifiedKey> {
  const key = await toVotingKey(await createKeyMaterial({ kind }));
  if ("signDigest" in key) return key;
  throw new TypeError(`${kind} is the kind of an account`);
}
