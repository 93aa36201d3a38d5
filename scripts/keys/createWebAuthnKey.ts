import { concat, getBytes, sha256, toBeHex, toUtf8Bytes } from "ethers";

import type { Hex } from "../founding/Hex.ts";
import { toP256PublicKey } from "./createP256Key.ts";
import { encodeWebAuthnSignature } from "./encodeWebAuthnSignature.ts";
import { hashTypedData } from "./hashTypedData.ts";
import { signP256 } from "./signP256.ts";
import type { VerifiedKey } from "./VotingKey.ts";

/** Flags of authenticator data (WebAuthn level 2, 6.1): the user was present, and was verified. */
const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;

/** What a passkey is bound to. The contracts check neither: browsers do, and a person can read them in the assertion. */
export interface WebAuthnKeyParameters {
  /** 32 bytes of a P-256 secret. */
  readonly secret: Hex;
  /** Domain for which the key was made, as in `bank.example`. */
  readonly relyingParty: string;
  /** Where the person signs, as in `https://bank.example`. */
  readonly origin: string;
}

/**
 * Makes a voting key that signs the way a passkey does: an authenticator in software, for machines without one and for tests.
 * Its signature is the assertion that OpenZeppelin's `ERC7913WebAuthnVerifier` takes, with the digest as its challenge.
 *
 * Source: Web Authentication level 2, 6.3.3 (the authenticatorGetAssertion operation). The signature counter stays 0, which
 * means that the authenticator keeps none.
 */
export function createWebAuthnKey({ secret, relyingParty, origin }: WebAuthnKeyParameters): VerifiedKey {
  const relyingPartyHash = sha256(toUtf8Bytes(relyingParty));
  const authenticatorData = concat([relyingPartyHash, toBeHex(USER_PRESENT | USER_VERIFIED, 1), toBeHex(0, 4)]);

  const signDigest = (digest: Hex): Hex => {
    const challenge = Buffer.from(getBytes(digest)).toString("base64url");
    const clientData = JSON.stringify({ type: "webauthn.get", challenge, origin, crossOrigin: false });
    const signed = sha256(concat([authenticatorData, sha256(toUtf8Bytes(clientData))]));
    return encodeWebAuthnSignature({ signature: signP256(secret, getBytes(signed)), authenticatorData, clientData });
  };
  return {
    publicKey: { kind: "webauthn", key: toP256PublicKey(secret) },
    signDigest,
    signTypedData: async (data) => signDigest(hashTypedData(data)),
  };
}
