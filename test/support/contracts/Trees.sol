// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @title The complete tree in a flat array, written out once more: 2n - 1 nodes, leaf i at 2n - 2 - i.
library Trees {
  function build(bytes32[] memory leaves) internal pure returns (bytes32[] memory nodes) {
    uint256 count = leaves.length;
    nodes = new bytes32[](2 * count - 1);
    for (uint256 i = 0; i < count; ++i) nodes[2 * count - 2 - i] = leaves[i];
    for (uint256 i = count - 1; i > 0; --i) nodes[i - 1] = join(nodes[2 * i - 1], nodes[2 * i]);
  }

  function rootOf(bytes32[] memory leaves) internal pure returns (bytes32) {
    return build(leaves)[0];
  }

  function proofOf(bytes32[] memory leaves, uint256 index) internal pure returns (bytes32[] memory proof) {
    bytes32[] memory nodes = build(leaves);
    uint256 length;
    uint256 first = nodes.length - 1 - index;
    for (uint256 at = first; at != 0; at = (at - 1) / 2) ++length;
    proof = new bytes32[](length);
    length = 0;
    for (uint256 at = first; at != 0; at = (at - 1) / 2) proof[length++] = nodes[at % 2 == 0 ? at - 1 : at + 1];
  }

  function join(bytes32 a, bytes32 b) internal pure returns (bytes32) {
    return a < b ? keccak256(abi.encode(a, b)) : keccak256(abi.encode(b, a));
  }
}
