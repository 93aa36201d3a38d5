import { dataSlice } from "ethers";

import type { Bytes32, Hex } from "../types/Hex.ts";
import { parseAddress } from "../types/parseAddress.ts";
import { parseHex, sizeOf } from "../types/parseHex.ts";
import type { Verifiers } from "../types/VerifierKind.ts";
import { isAccountSignature } from "./isAccountSignature.ts";
import { verifyP256 } from "./verifyP256.ts";
import { verifyRsa } from "./verifyRsa.ts";
import { verifyWebAuthn } from "./verifyWebAuthn.ts";

/** A signature, what it is over, and what is known of verifier contracts. */
export interface CheckSignatureParameters {
  /** 20 bytes of an account, or `verifier || key`. */
  readonly signer: Hex;
  readonly digest: Bytes32;
  readonly signature: Hex;
  /** Verifier contracts by address; without its entry, a key of a verifier cannot be checked here. */
  readonly verifiers?: Verifiers;
}

/**
 * What can be said of a signature without a chain. `unknowable`: the signer is a contract account (ERC-1271), or is checked by a
 * contract that is not in the table; an account's signature that does not fit is unknowable too, because a contract may stand at
 * that account.
 */
export type SignatureVerdict = "valid" | "invalid" | "unknowable";

/** Checks a signature without a chain, as OpenZeppelin's contracts check it. */
export async function checkSignature(parameters: CheckSignatureParameters): Promise<SignatureVerdict> {
  const { signer, digest, signature, verifiers = {} } = parameters;
  if (sizeOf(signer) < 20) return "invalid";
  const account = parseAddress(dataSlice(signer, 0, 20));
  if (sizeOf(signer) === 20) return isAccountSignature(account, digest, signature) ? "valid" : "unknowable";
  const kind = verifiers[account];
  if (kind === undefined) return "unknowable";
  const key = parseHex(dataSlice(signer, 20));
  return (await checks[kind](key, digest, signature)) ? "valid" : "invalid";
}

const checks = {
  p256: verifyP256,
  webauthn: verifyWebAuthn,
  rsa: verifyRsa,
} as const satisfies Record<string, (key: Hex, digest: Bytes32, signature: Hex) => boolean | Promise<boolean>>;
