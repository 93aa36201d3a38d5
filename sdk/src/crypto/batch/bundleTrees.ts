import type { Bytes } from "../../types/Bytes.ts";
import type { PackedCallItem } from "../../types/PackedRecord.ts";
import { hashWords } from "../commitment/hashWords.ts";
import { keccak256, keccak256Twice } from "../hashing/keccak.ts";
import { buildTree } from "./batchTree.ts";
import { copyBytes, writeUint } from "./byteFields.ts";
import { countItems, malformed, sizeOfCall } from "./packedLength.ts";
import { BUNDLE, CALL_ITEM, DIGEST_BYTES } from "./recordLayout.ts";

const WORD = 32;

/**
 * The leaf of an item of a bundle: hashed twice, with its place in it.
 *
 * @example
 * ```ts
 * const leaf: Uint8Array = computeItemLeaf(0, digests.subarray(0, 32));
 * ```
 */
export function computeItemLeaf(index: number, digest: Uint8Array): Uint8Array {
  const item = new Uint8Array(2 * WORD);
  writeUint(item, WORD - 4, 4, index);
  item.set(digest, WORD);
  return keccak256Twice(item);
}

/**
 * The leaf of a call of a bundle: hashed twice, with its place in it.
 *
 * @example
 * ```ts
 * const leaf: Uint8Array = computeCallLeaf(0, { target: packedRecord.subarray(37, 57), gas: 90_000, data: payload });
 * ```
 */
export function computeCallLeaf(index: number, { target, gas, data }: PackedCallItem): Uint8Array {
  return keccak256(hashWords([index, target, gas, keccak256(data)]));
}

/**
 * The tree over the items of a bundle: its root is what the member signs.
 *
 * @param digests 32 bytes each
 * @throws RangeError without an item, or for bytes that are no digests
 * @example
 * ```ts
 * const itemsRoot: Uint8Array = rootOfTree(buildItemsTree(digests));
 * ```
 */
export function buildItemsTree(digests: Uint8Array): Bytes {
  const leaves = new Uint8Array(digests.length);
  const item = new Uint8Array(2 * WORD);
  for (let at = 0; at < digests.length; at += DIGEST_BYTES) {
    writeUint(item, WORD - 4, 4, at / DIGEST_BYTES);
    copyBytes(digests, at, item, WORD, WORD);
    leaves.set(keccak256Twice(item), at);
  }
  return buildTree(leaves);
}

/**
 * The tree over the calls of a packed bundle of calls: its root is what the member signs.
 *
 * @throws QuorateError RECORD_MALFORMED
 * @example
 * ```ts
 * const callsRoot: Uint8Array = rootOfTree(buildCallsTree(packedRecord));
 * ```
 */
export function buildCallsTree(packed: Uint8Array, offset = 0): Bytes {
  const count = countItems(packed, offset);
  const leaves = new Uint8Array(WORD * count);
  const call = new Uint8Array(4 * WORD);
  let at = offset + BUNDLE.items;
  for (let index = 0; index < count; index += 1) {
    const size = sizeOfCall(packed, at + CALL_ITEM.size);
    const data = packed.subarray(at + CALL_ITEM.data, at + CALL_ITEM.data + size);
    if (data.length !== size) throw malformed("it ends before its last byte");
    writeUint(call, WORD - 4, 4, index);
    copyBytes(packed, at + CALL_ITEM.target, call, 2 * WORD - 20, 20);
    copyBytes(packed, at + CALL_ITEM.gas, call, 3 * WORD - 4, 4);
    call.set(keccak256(data), 3 * WORD);
    leaves.set(keccak256Twice(call), WORD * index);
    at += CALL_ITEM.data + size;
  }
  return buildTree(leaves);
}
