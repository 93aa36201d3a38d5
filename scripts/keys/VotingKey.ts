import type { Signer, TypedDataDomain, TypedDataField } from "ethers";

import type { PublicKey, VerifiedKeyKind } from "../founding/FoundingKeys.ts";
import type { Hex } from "../founding/Hex.ts";

/** What is signed: structured data in the sense of EIP-712. */
export interface TypedData {
  readonly domain: TypedDataDomain;
  readonly types: Readonly<Record<string, readonly TypedDataField[]>>;
  readonly message: Readonly<Record<string, unknown>>;
}

/** A key that signs for a member, whatever its kind. It says who it is, and signs what it is shown. */
export interface VotingKey<Public extends PublicKey = PublicKey> {
  readonly publicKey: Public;
  /** Signs structured data; the signature is what the contracts hand to `SignatureChecker` for this kind of key. */
  signTypedData(data: TypedData): Promise<Hex>;
}

/** A key that is an account, and can send transactions as well. */
export interface AccountKey extends VotingKey<Extract<PublicKey, { kind: "account" }>> {
  readonly signer: Signer;
}

/** A key that is no account and is checked by a verifier contract (ERC-7913). */
export interface VerifiedKey extends VotingKey<Extract<PublicKey, { kind: VerifiedKeyKind }>> {
  /** Signs 32 bytes as they are. */
  signDigest(digest: Hex): Hex;
}
