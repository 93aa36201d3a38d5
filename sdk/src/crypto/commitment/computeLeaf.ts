import { utf8ToBytes } from "@noble/hashes/utils.js";
import { type FieldType, fieldTypes } from "../../types/FieldType.ts";
import { keccak256 } from "../hashing/keccak.ts";
import { hashWords } from "./hashWords.ts";
import { recordTypehashes } from "./typehashes.ts";

/** What a leaf commits to. */
export interface LeafParts {
  readonly recordContext: Uint8Array;
  readonly index: number;
  readonly path: string;
  readonly type: FieldType;
  readonly salt: Uint8Array;
  readonly value: Uint8Array;
}

/** The commitment to one field, as the registry computes it: hashed twice, so that no inner node of the tree can pass for one. */
export function computeLeaf({ recordContext, index, path, type, salt, value }: LeafParts): Uint8Array {
  const pathHash = keccak256(utf8ToBytes(path));
  return keccak256(
    hashWords([recordTypehashes.leaf, recordContext, index, pathHash, fieldTypes[type], salt, keccak256(value)]),
  );
}
