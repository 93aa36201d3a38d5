import { createKeccak, createSHA256, type IHasher } from "hash-wasm";

/** Hashes that WebAssembly computes several times as fast as JavaScript. */
export interface CompiledHashes {
  readonly keccak: IHasher;
  readonly sha256: IHasher;
}

let compiled: CompiledHashes | undefined;
let compiling: Promise<void> | undefined;

/** The compiled hashes, or undefined before they are loaded and where a page forbids WebAssembly. */
export function compiledHashes(): CompiledHashes | undefined {
  return compiled;
}

/**
 * Compiles them, once. Every hash is the same with them and without; await it before hashing many records.
 *
 * @example
 * ```ts
 * await loadHashes();
 * const digestOf = createRecordDigester(recordPlace);
 * ```
 */
export async function loadHashes(): Promise<void> {
  compiling ??= Promise.all([createKeccak(256), createSHA256()]).then(
    ([keccak, sha256]) => {
      compiled = { keccak, sha256 };
    },
    () => undefined,
  );
  await compiling;
}
