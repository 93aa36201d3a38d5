import type { Bytes } from "../../types/Bytes.ts";
import { keccak256Twice } from "../hashing/keccak.ts";
import { copyBytes } from "./byteFields.ts";

const WORD = 32;
/** `abi.encode(logId, sequence, digest)`, kept because new memory costs as much as hashing it. */
const PLACE = new Uint8Array(3 * WORD);
const VIEW = new DataView(PLACE.buffer);

/**
 * The leaf of a record in its log's trees: hashed twice, so that no inner node can pass for one.
 *
 * @example
 * ```ts
 * const leaf: Uint8Array = computeLeaf(logId, 0, createRecordDigester(recordPlace)(packedRecord));
 * ```
 */
export function computeLeaf(logId: Uint8Array, sequence: number, digest: Uint8Array): Uint8Array {
  return computeLeaves(logId, sequence, digest);
}

/**
 * The leaves of records that follow one another in their log, 32 bytes each.
 *
 * @param digests 32 bytes each
 * @throws RangeError for bytes of another length, or a sequence that is no safe integer
 * @example
 * ```ts
 * const root: Uint8Array = rootOfTree(buildTree(computeLeaves(logId, 4_096, digests)));
 * ```
 */
export function computeLeaves(logId: Uint8Array, firstSequence: number, digests: Uint8Array): Bytes {
  const count = digests.length / WORD;
  const isWhole = logId.length === WORD && Number.isInteger(count);
  if (!isWhole || firstSequence < 0 || !Number.isSafeInteger(firstSequence + count))
    throw new RangeError(`${digests.length} bytes of digests from ${firstSequence} on have no leaves`);
  const leaves = new Uint8Array(digests.length);
  PLACE.set(logId);
  for (let index = 0; index < count; index += 1) {
    const sequence = firstSequence + index;
    VIEW.setUint32(2 * WORD - 8, Math.floor(sequence / 2 ** 32));
    VIEW.setUint32(2 * WORD - 4, sequence);
    copyBytes(digests, WORD * index, PLACE, 2 * WORD, WORD);
    leaves.set(keccak256Twice(PLACE), WORD * index);
  }
  return leaves;
}
