import {
  type AccountSignature,
  encodeAccountSignature,
  flipSignature,
  parseAccountSignature,
  recoverSigner,
} from "../crypto/accountSignature.ts";
import { QuorateError } from "../errors/QuorateError.ts";
import type { Bytes32, Hex } from "../types/Hex.ts";
import { parseAddress } from "../types/parseAddress.ts";
import { parseHex, sizeOf } from "../types/parseHex.ts";

/**
 * A signature in the one form that the contracts take from its signer. What an account signed is brought to 65 bytes; what belongs
 * to a contract account or a verifier stays as it is, whatever its length.
 *
 * @throws QuorateError SIGNATURE_MALLEABLE for an account's signature with the high s, SIGNATURE_MALFORMED for a signer of fewer
 * than 20 bytes
 */
export function normaliseSignature(signer: Hex, digest: Bytes32, signature: Hex): Hex {
  if (sizeOf(signer) < 20) {
    throw new QuorateError({
      code: "SIGNATURE_MALFORMED",
      summary: `${signer} names no signer.`,
      remedy: "Give 20 bytes of an account, or a verifier's address and the key.",
      facts: { signer },
    });
  }
  if (sizeOf(signer) > 20) return parseHex(signature);
  const account = parseAddress(signer);
  try {
    const parts = parseAccountSignature(signature);
    return recoverSigner(digest, parts) === account ? encodeAccountSignature(parts) : signature;
  } catch (error) {
    if (!(error instanceof QuorateError)) throw error;
    if (error.code === "SIGNATURE_MALLEABLE" && isOf(account, digest, flipSignature(signature))) throw error;
    return signature;
  }
}

function isOf(account: string, digest: Bytes32, signature: AccountSignature): boolean {
  return recoverSigner(digest, signature) === account;
}
