import type { Bytes32 } from "../../types/Hex.ts";
import { hashWords } from "./hashWords.ts";
import { fromHex, toBytes32 } from "./toBytes32.ts";
import { recordTypehashes } from "./typehashes.ts";

/** What a record's body consists of; each part by its hash. */
export interface RecordBody {
  readonly headerHash: Bytes32;
  readonly ciphertextHash: Bytes32;
  readonly keyCommit: Bytes32;
  readonly slotsHash: Bytes32;
  readonly schemaId: Bytes32;
}

/** What a record's id binds. */
export interface RecordParts {
  readonly recordContext: Bytes32;
  readonly contentRoot: Bytes32;
  readonly bodyHash: Bytes32;
}

/**
 * The hash of everything that is stored off chain for a record, as the registry computes it.
 *
 * @example
 * ```ts
 * const bodyHash: Bytes32 = computeBodyHash({ headerHash, ciphertextHash, keyCommit, slotsHash, schemaId });
 * ```
 */
export function computeBodyHash({ headerHash, ciphertextHash, keyCommit, slotsHash, schemaId }: RecordBody): Bytes32 {
  const words = [headerHash, ciphertextHash, keyCommit, slotsHash, schemaId].map((word) => fromHex(word));
  return toBytes32(hashWords([recordTypehashes.body, ...words]));
}

/**
 * A record's id, as the registry computes it. It commits to place, content and envelope.
 *
 * @example
 * ```ts
 * const recordId: Bytes32 = computeRecordId({ recordContext, contentRoot, bodyHash });
 * ```
 */
export function computeRecordId({ recordContext, contentRoot, bodyHash }: RecordParts): Bytes32 {
  const words = [recordContext, contentRoot, bodyHash].map((word) => fromHex(word));
  return toBytes32(hashWords([recordTypehashes.record, ...words]));
}
