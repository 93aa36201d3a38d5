import { type CheckSignatureParameters, checkSignature, type SignatureVerdict } from "../../crypto/checkSignature.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { OFF_LINE, withLimits } from "../../internal/withLimits.ts";

/** A signature, what it is over, and what is known of verifier contracts. */
export interface VerifySignatureParameters extends CheckSignatureParameters, WaitLimits {}

/**
 * Checks a signature without a chain: of an account (ECDSA), of P-256 and WebAuthn keys and of RSA keys, as OpenZeppelin's
 * contracts check them.
 *
 * @throws QuorateError ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const verdict = await verifySignature({ signer: newSigner, digest, signature }); // "valid"
 * ```
 */
export async function verifySignature(parameters: VerifySignatureParameters): Promise<SignatureVerdict> {
  return await withLimits(parameters, OFF_LINE, "checking a signature", async () => await checkSignature(parameters));
}
