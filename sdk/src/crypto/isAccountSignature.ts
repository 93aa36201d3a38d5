import { QuorateError } from "../errors/QuorateError.ts";
import type { Address, Bytes32, Hex } from "../types/Hex.ts";
import { parseAccountSignature, recoverSigner } from "./accountSignature.ts";

/** Whether a signature in any of its forms is an account's over a digest. */
export function isAccountSignature(account: Address, digest: Bytes32, signature: Hex): boolean {
  try {
    return recoverSigner(digest, parseAccountSignature(signature)) === account;
  } catch (error) {
    if (error instanceof QuorateError) return false;
    throw error;
  }
}
