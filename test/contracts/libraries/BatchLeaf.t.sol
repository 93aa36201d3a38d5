// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {BatchLeaf} from "../../../contracts/libraries/BatchLeaf.sol";
import {BatchHeader} from "../../../contracts/types/Batches.sol";
import {Tested} from "../../support/contracts/Tested.sol";

/// @title Leaves and headers, against values that were computed elsewhere.
contract BatchLeafTest is Tested {
  // REQ-BATCH-04
  function test_leaf_knownValues_areTheirs() external pure {
    vm.assertEq(
      BatchLeaf.leaf(bytes32(uint256(1)), 2, bytes32(uint256(3))),
      bytes32(0x6bf4e61b5cdb00b5d13973040b7e7c9690fc0e3e3509eabf38ee45a4fe1a3c0a),
      "leaf"
    );
    vm.assertEq(
      BatchLeaf.item(4, bytes32(uint256(5))),
      bytes32(0x38b68c657c30fe30e8944704632a22b96d47016fb6852aa0431846e2d48b194b),
      "item"
    );
    vm.assertEq(
      BatchLeaf.header(BatchHeader(bytes32(uint256(1)), 2, 3, 4, bytes32(uint256(5)))),
      bytes32(0x5917e5a395fb9b454434de59651d36822a9e29c5ec57474df3e67937b969460c),
      "header"
    );
  }

  // REQ-BATCH-04
  function testFuzz_leaf_anyOtherPlace_differs(
    bytes32 logId,
    uint64 sequence,
    bytes32 digest,
    uint64 other
  ) external pure {
    bytes32 leaf = BatchLeaf.leaf(logId, sequence, digest);
    vm.assertEq(leaf, keccak256(bytes.concat(keccak256(abi.encode(logId, sequence, digest)))), "leaf");
    vm.assertEq(
      BatchLeaf.item(sequence, digest),
      keccak256(bytes.concat(keccak256(abi.encode(uint256(sequence), digest)))),
      "item"
    );
    if (other != sequence) vm.assertNotEq(leaf, BatchLeaf.leaf(logId, other, digest), "another number");
    vm.assertNotEq(leaf, BatchLeaf.item(sequence, digest), "no item");
  }
}
