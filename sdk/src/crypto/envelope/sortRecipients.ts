import { QuorateError } from "../../errors/QuorateError.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { EncryptionKey, Suite } from "../../types/Suite.ts";
import { computeKeyId, parseEncryptionKey } from "../keys/encryptionKey.ts";
import { MAX_RECIPIENTS } from "./countSlots.ts";

/** A key with its id. */
export interface IdentifiedKey extends EncryptionKey {
  readonly keyId: Bytes32;
}

/**
 * The keys that a record is sealed to, by ascending id, each looked at before use.
 *
 * @throws QuorateError RECIPIENTS_MALFORMED, ENCRYPTION_KEY_MALFORMED
 */
export function sortRecipients(keys: readonly EncryptionKey[], suite: Suite): readonly IdentifiedKey[] {
  const known = keys.map((key) => identifyKey(parseEncryptionKey(key)));
  const sorted = known.sort((a, b) => (a.keyId < b.keyId ? -1 : 1));
  if (sorted.length === 0) throw malformed("there are none");
  if (sorted.length > MAX_RECIPIENTS) throw malformed(`there are more than ${MAX_RECIPIENTS}`);
  if (sorted.some((key) => key.suite !== suite)) throw malformed(`one has a key of another suite than ${suite}`);
  if (sorted.some((key, index) => key.keyId === sorted[index + 1]?.keyId)) throw malformed("one is named twice");
  return sorted;
}

/** A key with its id. */
export function identifyKey({ suite, publicKey }: EncryptionKey): IdentifiedKey {
  return { suite, publicKey, keyId: computeKeyId({ suite, publicKey }) };
}

function malformed(fault: string): QuorateError {
  return new QuorateError({
    code: "RECIPIENTS_MALFORMED",
    summary: `The record cannot be sealed to these recipients: ${fault}.`,
    remedy: `Name 1 to ${MAX_RECIPIENTS} keys of one suite, each once.`,
    facts: { fault },
  });
}
