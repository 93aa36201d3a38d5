// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";

bytes32 constant CONTEXT_TYPEHASH = keccak256(
  "RecordContext(uint256 chainId,address registry,uint32 group,uint32 epoch,uint16 sender,uint256 senderNonce)"
);
bytes32 constant LEAF_TYPEHASH = keccak256(
  "RecordLeaf(bytes32 recordContext,uint32 index,bytes32 pathHash,uint8 valueType,bytes32 salt,bytes32 valueHash)"
);
bytes32 constant BODY_TYPEHASH = keccak256(
  "RecordBody(bytes32 headerHash,bytes32 ciphertextHash,bytes32 keyCommit,bytes32 slotsHash,bytes32 schemaId)"
);
bytes32 constant RECORD_TYPEHASH = keccak256("Record(bytes32 recordContext,bytes32 contentRoot,bytes32 bodyHash)");
bytes32 constant KEY_TYPEHASH = keccak256("EncryptionKey(uint8 suite,bytes publicKey)");

/// @title What a registry computes of a record, by the formulas of the format and OpenZeppelin's proofs: what the SDK is compared with.
contract RecordProofs {
  struct Context {
    uint256 chainId;
    address registry;
    uint32 group;
    uint32 epoch;
    uint16 sender;
    uint256 senderNonce;
  }

  struct Opening {
    uint32 index;
    string path;
    uint8 valueType;
    bytes32 salt;
    bytes value;
  }

  function contextOf(Context calldata context) external pure returns (bytes32) {
    return keccak256(abi.encode(CONTEXT_TYPEHASH, context));
  }

  function bodyOf(bytes32[5] calldata parts) external pure returns (bytes32) {
    return keccak256(abi.encode(BODY_TYPEHASH, parts));
  }

  function recordOf(bytes32 recordContext, bytes32 contentRoot, bytes32 bodyHash) external pure returns (bytes32) {
    return keccak256(abi.encode(RECORD_TYPEHASH, recordContext, contentRoot, bodyHash));
  }

  function keyOf(uint8 suite, bytes calldata publicKey) external pure returns (bytes32) {
    return keccak256(abi.encode(KEY_TYPEHASH, suite, keccak256(publicKey)));
  }

  function isDisclosed(
    bytes32 recordContext,
    bytes32 contentRoot,
    Opening[] calldata openings,
    bytes32[] calldata proof,
    bool[] calldata flags
  ) external pure returns (bool) {
    if (openings.length == 0) return false;
    bytes32[] memory leaves = new bytes32[](openings.length);
    for (uint256 i; i < openings.length; ++i) leaves[i] = leafOf(recordContext, openings[i]);
    return MerkleProof.multiProofVerifyCalldata(proof, flags, contentRoot, leaves);
  }

  function leafOf(bytes32 recordContext, Opening calldata opening) public pure returns (bytes32) {
    bytes32 pathHash = keccak256(bytes(opening.path));
    bytes32 valueHash = keccak256(opening.value);
    bytes memory inner = abi.encode(
      LEAF_TYPEHASH,
      recordContext,
      opening.index,
      pathHash,
      opening.valueType,
      opening.salt,
      valueHash
    );
    return keccak256(bytes.concat(keccak256(inner)));
  }
}
