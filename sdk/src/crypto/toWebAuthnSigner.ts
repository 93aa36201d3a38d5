import { AbiCoder, getBytes, hexlify, toUtf8Bytes } from "ethers";

import { QuorateError } from "../errors/QuorateError.ts";
import type { BallotSigner } from "../types/BallotSigner.ts";
import type { Address, Hex } from "../types/Hex.ts";
import { parseHex } from "../types/parseHex.ts";
import { joinSigner } from "./joinSigner.ts";
import { parseP256Signature } from "./parseP256Signature.ts";
import { WEB_AUTHN_FIELDS } from "./verifyWebAuthn.ts";

/** What a passkey answers, as `navigator.credentials.get` gives it in `response`. */
export interface WebAuthnAssertion {
  readonly authenticatorData: ArrayBuffer | Uint8Array;
  readonly clientDataJSON: ArrayBuffer | Uint8Array;
  /** In DER. */
  readonly signature: ArrayBuffer | Uint8Array;
}

/** A passkey. */
export interface WebAuthnSignerParameters {
  /** The verifier contract that checks passkeys on chain. */
  readonly verifier: Address;
  /** x and y of the public key, 64 bytes. */
  readonly publicKey: Hex;
  /** Asks the person; the challenge is the ballot's digest. User verification is required. The signal is one for `credentials.get`. */
  readonly assert: (challenge: Uint8Array, signal?: AbortSignal) => Promise<WebAuthnAssertion>;
}

/**
 * A passkey as a ballot signer. Source: Web Authentication level 2, 5.2.2.
 *
 * @throws QuorateError SIGNATURE_MALFORMED from `sign`
 * @example
 * ```ts
 * const signer: BallotSigner = toWebAuthnSigner({ verifier, publicKey, assert: (challenge) => passkey.assert(challenge) });
 * ```
 */
export function toWebAuthnSigner({ verifier, publicKey, assert }: WebAuthnSignerParameters): BallotSigner {
  return {
    signer: joinSigner(verifier, parseHex(publicKey, 64)),
    sign: async (digest, _, signal) => {
      const assertion = await assert(getBytes(digest), signal);
      const pair = parseP256Signature(parseHex(hexlify(toBytes(assertion.signature))));
      const clientData = new TextDecoder().decode(toBytes(assertion.clientDataJSON));
      return parseHex(
        AbiCoder.defaultAbiCoder().encode(WEB_AUTHN_FIELDS, [
          pair.slice(0, 66),
          `0x${pair.slice(66)}`,
          findByte(clientData, '"challenge":'),
          findByte(clientData, '"type":'),
          toBytes(assertion.authenticatorData),
          clientData,
        ]),
      );
    },
  };
}

function toBytes(buffer: ArrayBuffer | Uint8Array): Uint8Array {
  return buffer instanceof Uint8Array ? buffer : new Uint8Array(buffer);
}

/** Contracts count bytes where JavaScript counts UTF-16 units. */
function findByte(text: string, part: string): number {
  const place = text.indexOf(part);
  if (place < 0) {
    throw new QuorateError({
      code: "SIGNATURE_MALFORMED",
      summary: `The passkey's client data has no ${part}`,
      remedy: "Hand the assertion on as the browser gave it.",
    });
  }
  return toUtf8Bytes(text.slice(0, place)).length;
}
