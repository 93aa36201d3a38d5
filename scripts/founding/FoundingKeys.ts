import type { Hex } from "./Hex.ts";

/** What one key may do for its member, in the order of their bits on chain (1, 2, 4, 8). */
export const keyScopes = ["vote", "propose", "records", "duty"] as const;

export type KeyScope = (typeof keyScopes)[number];

/** Kinds of keys that are not accounts and are checked by a verifier contract (ERC-7913). */
export const verifiedKeyKinds = ["p256", "webauthn", "rsa"] as const;

export type VerifiedKeyKind = (typeof verifiedKeyKinds)[number];

/** The public part of a key: an account (ECDSA, or a contract with ERC-1271), or what a verifier needs to know. */
export type PublicKey =
  | { readonly kind: "account"; readonly address: Hex }
  | {
      readonly kind: VerifiedKeyKind;
      /** p256 and webauthn: the coordinates x and y, 64 bytes. rsa: `abi.encode(bytes exponent, bytes modulus)`. */
      readonly key: Hex;
    };

/** A key that acts for a member every day. */
export interface HotKey {
  readonly publicKey: PublicKey;
  readonly scopes: readonly KeyScope[];
  /** Unix seconds, or null for no end. */
  readonly expiresAt: number | null;
}

/** The keys with which one organisation enters the consortium. No private key is here, and yet the file is not public: see salt. */
export interface MemberKeys {
  readonly organisation: string;
  /** The account that manages the member's keys: kept cold, an account or a contract such as a Safe. */
  readonly cold: Hex;
  readonly hot: readonly HotKey[];
  /** 32 random bytes that keep the metadata commitment from being guessed. Whoever has them can prove the name. */
  readonly salt: Hex;
}

/** The founding keys of all organisations. */
export type FoundingKeys = readonly MemberKeys[];
