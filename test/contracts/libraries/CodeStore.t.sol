// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CodeStore} from "../../../contracts/libraries/CodeStore.sol";
import {Tested} from "../../support/contracts/Tested.sol";

contract CodeStoreTest is Tested {
  // REQ-GOV-25
  function testFuzz_read_whatWasWritten_isTheSame(uint256[] memory words) external {
    vm.assume(words.length <= 512);
    address pointer = CodeStore.write(words);

    vm.assertEq(CodeStore.read(pointer).length, words.length, "length");
    vm.assertEq(keccak256(abi.encodePacked(CodeStore.read(pointer))), keccak256(abi.encodePacked(words)), "words");
    for (uint256 i = 0; i < words.length; ++i) vm.assertEq(CodeStore.wordAt(pointer, i), words[i], "word");
    vm.assertEq(CodeStore.wordAt(pointer, words.length), 0, "behind the end");
    vm.assertEq(pointer.code.length, words.length * 32 + 1, "code");
    vm.assertEq(uint8(pointer.code[0]), 0, "nobody can run it");
  }

  function test_read_noCode_isEmpty() external view {
    vm.assertEq(CodeStore.read(address(0xdead)).length, 0, "length");
    vm.assertEq(CodeStore.wordAt(address(0xdead), 0), 0, "word");
  }

  function test_read_leavesMemoryAlone() external {
    uint256[] memory words = new uint256[](3);
    (words[0], words[1], words[2]) = (1, 2, 3);
    address pointer = CodeStore.write(words);
    uint256[] memory first = CodeStore.read(pointer);
    uint256[] memory second = CodeStore.read(pointer);
    second[0] = 9;
    bytes memory after_ = new bytes(64);
    vm.assertEq(first[0], 1, "first");
    vm.assertEq(words[2], 3, "written");
    vm.assertEq(keccak256(after_), keccak256(new bytes(64)), "fresh memory is clean");
  }

  function write(uint256[] memory words) external returns (address) {
    return CodeStore.write(words);
  }

  function test_write_creationFails_reverts() external {
    vm.expectRevert(CodeStore.CodeStoreFailed.selector);
    this.write{gas: 1_000_000}(new uint256[](512));
  }
}
