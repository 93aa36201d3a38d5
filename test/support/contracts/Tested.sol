// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Vm} from "./Vm.sol";

/// @title What every test needs: the cheatcodes and the clock.
abstract contract Tested {
  Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

  /// @dev Asked of the runner: the optimizer takes `block.timestamp` for constant within a call.
  function _now() internal view returns (uint256) {
    return vm.getBlockTimestamp();
  }

  function _skip(uint256 time) internal {
    vm.warp(_now() + time);
  }

  /// @dev Asked of the runner, too.
  function _block() internal view returns (uint64) {
    return uint64(vm.getBlockNumber());
  }

  function _mine(uint256 blocks) internal {
    vm.roll(_block() + blocks);
  }

  /// @notice Somebody calls what it has no authority for, and is told so.
  function _refused(address caller, address target, bytes memory data, bytes memory expected) internal {
    vm.prank(caller);
    (bool success, bytes memory reason) = target.call(data);
    vm.assertFalse(success, "somebody without authority was obeyed");
    vm.assertEq(reason, expected, "reason");
  }

  /// @dev By artifact, so that a test need not be compiled again when the contract changes.
  function _create(string memory artifact, bytes memory constructorArguments) internal returns (address created) {
    bytes memory code = bytes.concat(vm.getCode(artifact), constructorArguments);
    assembly ("memory-safe") {
      created := create(0, add(code, 32), mload(code))
    }
    require(created != address(0), artifact);
  }
}
