// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {BatchHeader} from "../types/Batches.sol";

/// @title What a log's id, a record's leaf, an item's leaf and a batch's hash are computed from.
library BatchLeaf {
  bytes32 internal constant LOG_TYPEHASH = keccak256("Log(uint256 chainId,address anchor,uint16 seat,bytes32 salt)");

  function identifyLog(address anchor, uint16 seat, bytes32 salt) internal view returns (bytes32) {
    return keccak256(abi.encode(LOG_TYPEHASH, block.chainid, anchor, seat, salt));
  }

  /// @notice A record's leaf. Hashed twice, so that no inner node of the tree can be taken for one.
  function leaf(bytes32 logId, uint64 sequence, bytes32 digest) internal pure returns (bytes32) {
    return keccak256(bytes.concat(keccak256(abi.encode(logId, sequence, digest))));
  }

  /// @notice An item's leaf in the tree of a bundle.
  function item(uint256 index, bytes32 digest) internal pure returns (bytes32) {
    return keccak256(bytes.concat(keccak256(abi.encode(index, digest))));
  }

  /// @notice What a log keeps of a batch; each holds the one before, so that the last one holds all.
  function header(BatchHeader memory from) internal pure returns (bytes32) {
    return keccak256(abi.encode(from.root, from.firstSequence, from.count, from.anchoredAt, from.previous));
  }
}
