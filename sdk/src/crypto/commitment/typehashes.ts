import { utf8ToBytes } from "@noble/hashes/utils.js";
import { keccak256 } from "../hashing/keccak.ts";

/**
 * What is hashed, in EIP-712's notation. The hash of each line is the first word of what it names, so that no commitment can be
 * taken for one of another kind.
 */
export const recordTypes = {
  context:
    "RecordContext(uint256 chainId,address registry,uint32 group,uint32 epoch,uint16 sender,uint256 senderNonce)",
  leaf: "RecordLeaf(bytes32 recordContext,uint32 index,bytes32 pathHash,uint8 valueType,bytes32 salt,bytes32 valueHash)",
  body: "RecordBody(bytes32 headerHash,bytes32 ciphertextHash,bytes32 keyCommit,bytes32 slotsHash,bytes32 schemaId)",
  record: "Record(bytes32 recordContext,bytes32 contentRoot,bytes32 bodyHash)",
  key: "EncryptionKey(uint8 suite,bytes publicKey)",
} as const;

/** The name of a kind of commitment. */
export type RecordTypeName = keyof typeof recordTypes;

/** The first word of each kind of commitment. */
export const recordTypehashes: Readonly<Record<RecordTypeName, Uint8Array>> = {
  context: hashType(recordTypes.context),
  leaf: hashType(recordTypes.leaf),
  body: hashType(recordTypes.body),
  record: hashType(recordTypes.record),
  key: hashType(recordTypes.key),
};

function hashType(type: string): Uint8Array {
  return keccak256(utf8ToBytes(type));
}
