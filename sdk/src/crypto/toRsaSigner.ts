import { AbiCoder, getBytes, hexlify } from "ethers";

import type { BallotSigner } from "../types/BallotSigner.ts";
import type { Address, Hex } from "../types/Hex.ts";
import { parseHex } from "../types/parseHex.ts";
import { joinSigner } from "./joinSigner.ts";

/** An RSA key in an HSM or a card. */
export interface RsaSignerParameters {
  /** The verifier contract that checks such keys on chain. */
  readonly verifier: Address;
  /** The public exponent, as in 0x010001. */
  readonly exponent: Hex;
  /** The modulus, at least 256 bytes. */
  readonly modulus: Hex;
  /** Signs a message of 32 bytes by PKCS#1 v1.5 with SHA-256. The signal aborts when nobody waits. */
  readonly signMessage: (message: Uint8Array, signal?: AbortSignal) => Promise<Uint8Array>;
}

/**
 * An RSA key as a ballot signer.
 *
 * @example
 * ```ts
 * const signer: BallotSigner = toRsaSigner({ verifier, exponent, modulus, signMessage: (message) => card.sign(message) });
 * ```
 */
export function toRsaSigner({ verifier, exponent, modulus, signMessage }: RsaSignerParameters): BallotSigner {
  return {
    signer: joinSigner(verifier, parseHex(AbiCoder.defaultAbiCoder().encode(["bytes", "bytes"], [exponent, modulus]))),
    sign: async (digest, _, signal) => parseHex(hexlify(await signMessage(getBytes(digest), signal))),
  };
}
