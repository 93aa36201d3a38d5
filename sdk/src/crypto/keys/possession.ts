import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";

import { QuorateError } from "../../errors/QuorateError.ts";
import type { Bytes } from "../../types/Bytes.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { EncryptionKey } from "../../types/Suite.ts";
import { fromHex, toBytes32 } from "../commitment/toBytes32.ts";
import { keccak256 } from "../hashing/keccak.ts";
import type { DecryptionKey } from "./decryptionKey.ts";
import { computeKeyId, parseEncryptionKey } from "./encryptionKey.ts";
import { createHpke } from "./hpke.ts";
import { kemOf } from "./kemOf.ts";

const POSSESSION = utf8ToBytes("quorate/v1/possession");
const ANSWER_BYTES = 32;

/** A question that only the owner of a key can answer. */
export interface PossessionChallenge {
  /** For the key's owner. */
  readonly challenge: Bytes;
  /** What `challengeKey` puts on chain. */
  readonly answerHash: Bytes32;
}

/**
 * Seals 32 random bytes to a key: the chain proves who published it, not that they can open what is sealed to it. Put the hash on
 * chain with `challengeKey`, and send the challenge to the key's member.
 *
 * @throws QuorateError ENCRYPTION_KEY_MALFORMED, SUITE_UNKNOWN
 * @example
 * ```ts
 * const { challenge, answerHash }: PossessionChallenge = await createChallenge(auditorsKey);
 * ```
 */
export async function createChallenge(to: EncryptionKey): Promise<PossessionChallenge> {
  const { suite, publicKey } = parseEncryptionKey(to);
  const kem = kemOf(suite);
  const answer = draw(ANSWER_BYTES);
  const reader = await kem.importPublic(new Uint8Array(fromHex(publicKey)));
  const hpke = createHpke(kem, POSSESSION);
  const { enc, ciphertext } = await hpke.seal(reader, draw(kem.ephemeralBytes), bind(computeKeyId(to)), answer);
  return { challenge: new Uint8Array(concatBytes(enc, ciphertext)), answerHash: toBytes32(keccak256(answer)) };
}

/**
 * The answer to a challenge, for `answerChallenge`.
 *
 * @throws QuorateError CHALLENGE_UNREADABLE
 * @example
 * ```ts
 * const answer: Bytes32 = await openChallenge(ownKey, challenge);
 * ```
 */
export async function openChallenge(key: DecryptionKey, challenge: Uint8Array): Promise<Bytes32> {
  const kem = kemOf(key.suite);
  try {
    const secret = await key.secret.decapsulate(new Uint8Array(challenge.slice(0, kem.encBytes)));
    return toBytes32(await createHpke(kem, POSSESSION).open(secret, bind(key.keyId), challenge.slice(kem.encBytes)));
  } catch (cause) {
    throw new QuorateError({
      code: "CHALLENGE_UNREADABLE",
      summary: "The challenge was not sealed to this key.",
      remedy: "Ask the challenger for it again, and give the key that it names.",
      facts: { keyId: key.keyId },
      cause,
    });
  }
}

function bind(keyId: Bytes32): Bytes {
  return new Uint8Array(fromHex(keyId));
}

function draw(bytes: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(bytes));
}
