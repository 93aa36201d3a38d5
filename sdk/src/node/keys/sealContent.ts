import { argon2id } from "hash-wasm";

import { fromHex, toHex } from "../../crypto/commitment/toBytes32.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import type { Bytes } from "../../types/Bytes.ts";
import type { NativeKey } from "../../types/NativeKey.ts";
import { parseHex } from "../../types/parseHex.ts";

const FORMAT = "quorate-decryption-keys";
const VERSION = 1;
/** What a file may ask of whoever opens it. */
const MAX_COST: PasswordCost = { memoryKiB: 1_048_576, iterations: 16, parallelism: 16 };

/** What trying one password costs: Argon2id (RFC 9106). */
export interface PasswordCost {
  readonly memoryKiB: number;
  readonly iterations: number;
  readonly parallelism: number;
}

/** The second choice of RFC 9106, section 4: 64 MiB, a third of a second of one core. */
export const DEFAULT_PASSWORD_COST: PasswordCost = { memoryKiB: 65_536, iterations: 3, parallelism: 4 };

/** How the key of a file follows from its password. */
export interface Derivation extends PasswordCost {
  readonly salt: Uint8Array;
}

/** A file as it is written, before it is opened. */
export interface SealedFile {
  readonly derivation: Derivation;
  readonly nonce: Bytes;
  readonly ciphertext: Bytes;
}

/** The key of a file; its bytes are overwritten. @throws QuorateError KEY_PASSWORD_MISSING */
export async function deriveFileKey(
  password: string,
  { memoryKiB, iterations, parallelism, salt }: Derivation,
): Promise<NativeKey> {
  if (password === "") {
    throw new QuorateError({
      code: "KEY_PASSWORD_MISSING",
      summary: "The password is empty.",
      remedy: "Give the key store's password; a new one is only as safe as its password.",
    });
  }
  const bytes = await argon2id({
    password: password.normalize("NFKC"),
    salt,
    memorySize: memoryKiB,
    iterations,
    parallelism,
    hashLength: 32,
    outputType: "binary",
  });
  const key = await crypto.subtle.importKey("raw", new Uint8Array(bytes), "AES-GCM", false, ["encrypt", "decrypt"]);
  bytes.fill(0);
  return key;
}

/** Seals a content into the text of a file: AES-256-GCM with a nonce of its own, bound to what stands beside it. */
export async function sealContent(key: NativeKey, derivation: Derivation, content: Uint8Array): Promise<string> {
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const algorithm = { name: "AES-GCM", iv: nonce, additionalData: toBeside(derivation) };
  const ciphertext = new Uint8Array(await crypto.subtle.encrypt(algorithm, key, new Uint8Array(content)));
  const cipher = { name: "aes-256-gcm", nonce: toHex(nonce) };
  return `${JSON.stringify({ ...toLabel(derivation), cipher, ciphertext: toHex(ciphertext) }, null, 2)}\n`;
}

/** The content of a file. @throws DOMException where the key or the file is another */
export async function openContent(key: NativeKey, { derivation, nonce, ciphertext }: SealedFile): Promise<Uint8Array> {
  const algorithm = { name: "AES-GCM", iv: nonce, additionalData: toBeside(derivation) };
  return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, ciphertext));
}

/** Reads the text of a file. @throws Error where it is none, or asks more than a file may */
export function parseSealed(text: string): SealedFile {
  const file: unknown = JSON.parse(text);
  if (pick(file, "format") !== FORMAT || pick(file, "version") !== VERSION) throw new TypeError("not a key store");
  const [kdf, cipher] = [pick(file, "kdf"), pick(file, "cipher")];
  if (pick(kdf, "name") !== "argon2id" || pick(cipher, "name") !== "aes-256-gcm") throw new TypeError("not its cipher");
  const derivation = {
    memoryKiB: readCount(pick(kdf, "memoryKiB"), MAX_COST.memoryKiB),
    iterations: readCount(pick(kdf, "iterations"), MAX_COST.iterations),
    parallelism: readCount(pick(kdf, "parallelism"), MAX_COST.parallelism),
    salt: fromHex(parseHex(pick(kdf, "salt"), 32)),
  };
  // What RFC 9106 asks, section 3.1.
  if (derivation.memoryKiB < 8 * derivation.parallelism) throw new RangeError("no cost");
  const nonce = new Uint8Array(fromHex(parseHex(pick(cipher, "nonce"), 12)));
  return { derivation, nonce, ciphertext: new Uint8Array(fromHex(parseHex(pick(file, "ciphertext")))) };
}

function toLabel({ memoryKiB, iterations, parallelism, salt }: Derivation): object {
  const kdf = { name: "argon2id", memoryKiB, iterations, parallelism, salt: toHex(salt) };
  return { format: FORMAT, version: VERSION, kdf };
}

function toBeside(derivation: Derivation): Bytes {
  return new TextEncoder().encode(JSON.stringify(toLabel(derivation)));
}

function pick(value: unknown, name: string): unknown {
  const fields: Readonly<Record<string, unknown>> = typeof value === "object" && value !== null ? { ...value } : {};
  return fields[name];
}

function readCount(value: unknown, max: number): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < 1 || value > max)
    throw new RangeError("no cost");
  return value;
}
