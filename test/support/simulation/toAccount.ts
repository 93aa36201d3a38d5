import { keccak256 } from "../../../batcher/src/adapters/verifier/keccak256.ts";

/** The account of an uncompressed public key of 65 bytes. */
export function toAccount(publicKey: Uint8Array): Uint8Array {
  return Uint8Array.from(keccak256(publicKey.slice(1)).slice(12));
}
