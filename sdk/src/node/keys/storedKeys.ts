import { stateOfKey } from "../../crypto/keys/stateOfKey.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { StoredKey } from "../../types/StoredKey.ts";
import type { Suite } from "../../types/Suite.ts";
import type { SecretKey, StoredContent } from "./storedContent.ts";

/** What may be seen of a key. */
export function showKey({ secret: _, ...shown }: SecretKey): StoredKey {
  return shown;
}

/** A key of a store. @throws QuorateError DECRYPTION_KEY_UNKNOWN */
export function findKey({ keys }: StoredContent, keyId: Bytes32): SecretKey {
  const key = keys.find((each) => each.keyId === keyId);
  if (key !== undefined) return key;
  throw unknownKey(
    { keyId },
    "Look at the keys of the store with listStoredKeys, or open the store that holds this one.",
  );
}

/** The key of a suite that nothing has replaced, compromised or not, or undefined. */
export function findUnrotated({ keys }: StoredContent, suite: Suite, now: bigint): SecretKey | undefined {
  return keys.find(
    (key) => key.suite === suite && key.rotatedAt === null && (key.notAfter === null || now < key.notAfter),
  );
}

/** Adds a key. @throws QuorateError DECRYPTION_KEY_ACTIVE where it is there, or one of its suite is in use at that time */
export function addKey(content: StoredContent, key: SecretKey): StoredContent {
  const { keys } = content;
  const rival = keys.find(
    (each) =>
      each.keyId === key.keyId ||
      (each.suite === key.suite && ["current", "upcoming"].includes(stateOfKey(each, key.notBefore)) && isInUse(key)),
  );
  if (rival === undefined) return { ...content, keys: [...keys, key] };
  throw new QuorateError({
    code: "DECRYPTION_KEY_ACTIVE",
    summary: `The key store has the key ${rival.keyId} of suite ${rival.suite} already.`,
    remedy: "Rotate it with rotateStoredKey; a member has one current key for each suite.",
    facts: { keyId: rival.keyId, suite: rival.suite },
  });
}

/** Puts another state of a key in its place. */
export function replaceKey(content: StoredContent, key: SecretKey): StoredContent {
  return { ...content, keys: content.keys.map((each) => (each.keyId === key.keyId ? key : each)) };
}

/** An error about a key that is not there. */
export function unknownKey(facts: Readonly<Record<string, string | number>>, remedy: string): QuorateError {
  return new QuorateError({
    code: "DECRYPTION_KEY_UNKNOWN",
    summary: "The key store has no such key.",
    remedy,
    facts,
  });
}

function isInUse({ rotatedAt, notAfter }: SecretKey): boolean {
  return rotatedAt === null && notAfter === null;
}
