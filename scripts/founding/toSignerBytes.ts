import { concat } from "ethers";

import type { PublicKey, VerifiedKeyKind } from "./FoundingKeys.ts";
import type { Hex } from "./Hex.ts";
import { toHex } from "./toHex.ts";

/** Addresses of the verifier contracts, by the kind of key they check. */
export type Verifiers = Readonly<Record<VerifiedKeyKind, Hex>>;

/** The signer as the contracts keep it: the 20 bytes of an account, or `verifier || key` (ERC-7913). */
export function toSignerBytes(publicKey: PublicKey, verifiers: Verifiers): Hex {
  return publicKey.kind === "account" ? publicKey.address : toHex(concat([verifiers[publicKey.kind], publicKey.key]));
}
