import type { Bytes32 } from "../../types/Hex.ts";
import type { StoredKey } from "../../types/StoredKey.ts";
import { stateOfKey } from "./stateOfKey.ts";

/** A record that a member can read, as its own index or the chain shows it. */
export interface SealedTo {
  readonly recordId: Bytes32;
  /** When it was registered, or granted to the key, in unix seconds. */
  readonly at: bigint;
  /** The ids of the keys that have a slot or a grant. */
  readonly keyIds: readonly Bytes32[];
}

/** Which keys, which records, and when. */
export interface ListRewrapTasksParameters {
  readonly keys: readonly StoredKey[];
  readonly records: Iterable<SealedTo>;
  /** In unix seconds. */
  readonly now: bigint;
}

/** A record that was sealed to a key which somebody else may have, and that needs a slot for a sound one. */
export interface RewrapTask {
  readonly recordId: Bytes32;
  readonly at: bigint;
  readonly compromisedKeyId: Bytes32;
  /** The current key of the same suite, or null where it has to be made first. */
  readonly replacementKeyId: Bytes32 | null;
}

/**
 * The records to grant to a new key: those sealed to a compromised one since it is, oldest first. A record that the current key of
 * the suite reads already is none. Rewrapping keeps a record readable for its member; whoever took the old key still reads it.
 *
 * @example
 * ```ts
 * const tasks: readonly RewrapTask[] = listRewrapTasks({ keys, records, now: 1_800_000_000n });
 * ```
 */
export function listRewrapTasks({ keys, records, now }: ListRewrapTasksParameters): readonly RewrapTask[] {
  const compromised = keys.filter(({ compromisedSince }) => compromisedSince !== null);
  const currentOf = ({ suite }: StoredKey): Bytes32 | null =>
    keys.find((key) => key.suite === suite && stateOfKey(key, now) === "current")?.keyId ?? null;
  const replacements = new Map(compromised.map((key) => [key.keyId, currentOf(key)]));
  const tasks: RewrapTask[] = [];
  for (const { recordId, at, keyIds } of records) {
    for (const { keyId, compromisedSince } of compromised) {
      const replacementKeyId = replacements.get(keyId) ?? null;
      const isHit = keyIds.includes(keyId) && compromisedSince !== null && at >= compromisedSince;
      if (!isHit || (replacementKeyId !== null && keyIds.includes(replacementKeyId))) continue;
      tasks.push({ recordId, at, compromisedKeyId: keyId, replacementKeyId });
    }
  }
  return tasks.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.recordId < b.recordId ? -1 : 1));
}
