import { QuorateError } from "../../errors/QuorateError.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import { parseHex } from "../../types/parseHex.ts";
import type { EncryptionKey } from "../../types/Suite.ts";
import { hashWords } from "../commitment/hashWords.ts";
import { fromHex, toBytes32 } from "../commitment/toBytes32.ts";
import { recordTypehashes } from "../commitment/typehashes.ts";
import { keccak256 } from "../hashing/keccak.ts";
import { kemOf, parseSuite } from "./kemOf.ts";

/**
 * Reads a public key as a directory publishes it, and refuses what nobody may seal to: another length, another encoding of the same
 * key, a point that is none or of small order.
 *
 * @throws QuorateError ENCRYPTION_KEY_MALFORMED, SUITE_UNKNOWN, HEX_MALFORMED
 * @example
 * ```ts
 * const key: EncryptionKey = parseEncryptionKey({ suite: 1, publicKey: `0x${"09".repeat(32)}` });
 * ```
 */
export function parseEncryptionKey(key: { readonly suite: unknown; readonly publicKey: unknown }): EncryptionKey {
  const suite = parseSuite(key.suite);
  const publicKey = parseHex(key.publicKey);
  const fault = kemOf(suite).findFault(fromHex(publicKey));
  if (fault === null) return { suite, publicKey };
  throw new QuorateError({
    code: "ENCRYPTION_KEY_MALFORMED",
    summary: `This is no public key of suite ${suite}: ${fault}.`,
    remedy: "Ask its owner to register a key that the SDK made, and seal nothing to this one.",
    facts: { suite, fault },
  });
}

/**
 * A key's id, as the key directory computes it.
 *
 * @example
 * ```ts
 * const keyId: Bytes32 = computeKeyId({ suite: 1, publicKey });
 * ```
 */
export function computeKeyId({ suite, publicKey }: EncryptionKey): Bytes32 {
  return toBytes32(hashWords([recordTypehashes.key, suite, keccak256(fromHex(publicKey))]));
}
