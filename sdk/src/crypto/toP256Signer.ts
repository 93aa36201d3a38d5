import { getBytes, hexlify } from "ethers";

import type { BallotSigner } from "../types/BallotSigner.ts";
import type { Address, Hex } from "../types/Hex.ts";
import { parseHex } from "../types/parseHex.ts";
import { joinSigner } from "./joinSigner.ts";
import { parseP256Signature } from "./parseP256Signature.ts";

/** A P-256 key in an HSM or a secure element. */
export interface P256SignerParameters {
  /** The verifier contract that checks such keys on chain. */
  readonly verifier: Address;
  /** x and y of the public key, 64 bytes. */
  readonly publicKey: Hex;
  /** Signs 32 bytes as they are, without hashing them again; answers in DER or with r and s side by side. The signal aborts when nobody waits. */
  readonly signDigest: (digest: Uint8Array, signal?: AbortSignal) => Promise<Uint8Array>;
}

/**
 * A P-256 key as a ballot signer.
 *
 * @throws QuorateError SIGNATURE_MALFORMED from `sign`
 * @example
 * ```ts
 * const signer: BallotSigner = toP256Signer({ verifier, publicKey, signDigest: (digest) => hsm.sign(digest) });
 * ```
 */
export function toP256Signer({ verifier, publicKey, signDigest }: P256SignerParameters): BallotSigner {
  return {
    signer: joinSigner(verifier, parseHex(publicKey, 64)),
    sign: async (digest, _, signal) =>
      parseP256Signature(parseHex(hexlify(await signDigest(getBytes(digest), signal)))),
  };
}
