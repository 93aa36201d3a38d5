import { createKeccak, type IHasher } from "hash-wasm";

const hasher: IHasher = await createKeccak(256);

/** Keccak-256, compiled. */
export function keccak256(bytes: Uint8Array): Uint8Array {
  return hasher.init().update(bytes).digest("binary");
}
