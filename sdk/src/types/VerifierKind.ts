/** The kinds of keys whose signatures can be checked without a chain beside those of accounts. */
export const verifierKinds = ["p256", "webauthn", "rsa"] as const;

/** What the verifier contract of an ERC-7913 signer checks. */
export type VerifierKind = (typeof verifierKinds)[number];

/** Known verifier contracts by address, with checksum. Whoever gives this table vouches for it. */
export type Verifiers = Readonly<Record<string, VerifierKind>>;
