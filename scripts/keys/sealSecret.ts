import { createCipheriv, createDecipheriv, randomBytes, scrypt } from "node:crypto";
import { promisify } from "node:util";

/** Cost of scrypt (RFC 7914): memory and time grow with `n`. */
export interface SealCost {
  readonly n: number;
  readonly r: number;
  readonly p: number;
}

/** A secret under a password: scrypt makes the key, AES-256-GCM (SP 800-38D) hides the bytes and proves what stands beside them. */
export interface Seal {
  readonly cost: SealCost;
  readonly salt: Uint8Array;
  readonly nonce: Uint8Array;
  readonly tag: Uint8Array;
  readonly ciphertext: Uint8Array;
}

/** The cost that Ethereum keystores have as well: 128 MiB, about a second of one core. */
export const DEFAULT_SEAL_COST: SealCost = { n: 2 ** 17, r: 8, p: 1 };

const KEY_BYTES = 32;
const deriveKey = promisify<string, Uint8Array, number, object, Buffer>(scrypt);

/**
 * Seals a secret under a password.
 *
 * @param beside text that is kept in the open with the secret and that nobody may exchange
 */
export async function sealSecret(
  secret: Uint8Array,
  password: string,
  { beside, cost = DEFAULT_SEAL_COST }: { readonly beside: string; readonly cost?: SealCost },
): Promise<Seal> {
  const salt = randomBytes(32);
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", await derive(password, salt, cost), nonce).setAAD(Buffer.from(beside));
  const ciphertext = Buffer.concat([cipher.update(secret), cipher.final()]);
  return { cost, salt, nonce, tag: cipher.getAuthTag(), ciphertext };
}

/** Opens a seal; throws Node's error when the password is wrong, or the secret or what stands beside it was altered. */
export async function openSeal(seal: Seal, password: string, beside: string): Promise<Uint8Array> {
  const key = await derive(password, seal.salt, seal.cost);
  const cipher = createDecipheriv("aes-256-gcm", key, seal.nonce, { authTagLength: 16 })
    .setAAD(Buffer.from(beside))
    .setAuthTag(seal.tag);
  return Buffer.concat([cipher.update(seal.ciphertext), cipher.final()]);
}

function derive(password: string, salt: Uint8Array, { n, r, p }: SealCost): Promise<Buffer> {
  return deriveKey(password.normalize("NFKC"), salt, KEY_BYTES, { N: n, r, p, maxmem: 256 * n * r });
}
