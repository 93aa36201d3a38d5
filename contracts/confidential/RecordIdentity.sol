// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IConfidentialRegistry} from "../interfaces/IConfidentialRegistry.sol";

/// @title What a record's id commits to, and what a field's leaf is bound to.
library RecordIdentity {
  bytes32 internal constant CONTEXT_TYPEHASH = keccak256(
    "RecordContext(uint256 chainId,address registry,uint32 group,uint32 epoch,uint16 sender,uint256 senderNonce)"
  );
  bytes32 internal constant BODY_TYPEHASH = keccak256(
    "RecordBody(bytes32 headerHash,bytes32 ciphertextHash,bytes32 keyCommit,bytes32 slotsHash,bytes32 schemaId)"
  );
  bytes32 internal constant RECORD_TYPEHASH = keccak256(
    "Record(bytes32 recordContext,bytes32 contentRoot,bytes32 bodyHash)"
  );
  bytes32 internal constant LEAF_TYPEHASH = keccak256(
    "RecordLeaf(bytes32 recordContext,uint32 index,bytes32 pathHash,uint8 valueType,bytes32 salt,bytes32 valueHash)"
  );

  /// @notice Where a record belongs: chain, registry, group, epoch, sender. A leaf shown under another context is another leaf.
  function context(
    address registry,
    uint32 group,
    uint32 epoch,
    uint16 sender,
    uint256 senderNonce
  ) internal view returns (bytes32) {
    return keccak256(abi.encode(CONTEXT_TYPEHASH, block.chainid, registry, group, epoch, sender, senderNonce));
  }

  function body(IConfidentialRegistry.Body calldata from) internal pure returns (bytes32) {
    return
      keccak256(
        abi.encode(BODY_TYPEHASH, from.headerHash, from.ciphertextHash, from.keyCommit, from.slotsHash, from.schemaId)
      );
  }

  function identify(bytes32 recordContext, bytes32 contentRoot, bytes32 bodyHash) internal pure returns (bytes32) {
    return keccak256(abi.encode(RECORD_TYPEHASH, recordContext, contentRoot, bodyHash));
  }

  /// @notice Hashed twice, so that no inner node of the tree can be taken for a leaf.
  function leaf(bytes32 recordContext, IConfidentialRegistry.Opening calldata opening) internal pure returns (bytes32) {
    bytes32 once = keccak256(
      abi.encode(
        LEAF_TYPEHASH,
        recordContext,
        opening.index,
        keccak256(opening.path),
        opening.valueType,
        opening.salt,
        keccak256(opening.value)
      )
    );
    return keccak256(abi.encode(once));
  }
}
