// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @title A target that harms whoever calls it, in the way it is told.
contract Hostile {
  /// How it answers whether it trusts: 0 plainly, 1 with all gas, 2 with much data, 3 with 31 bytes, 4 with another number, 5 by
  /// reverting with the right word.
  uint8 public trust;
  bytes public attempt;
  bool public entered;
  bytes public answer;

  function setTrust(uint8 trust_) external {
    trust = trust_;
  }

  function prepare(bytes calldata attempt_) external {
    attempt = attempt_;
  }

  /// @notice Spends whatever gas it is given.
  function burn() external pure {
    while (true) {}
  }

  function refuse(uint256 size) external pure {
    assembly ("memory-safe") {
      mstore(mload(0x40), not(0))
      revert(mload(0x40), size)
    }
  }

  function flood(uint256 size) external pure {
    assembly ("memory-safe") {
      return(mload(0x40), size)
    }
  }

  /// @notice Calls whoever called.
  function reenter() external {
    (entered, answer) = msg.sender.call(attempt);
  }

  function isTrustedForwarder(address) external view returns (bool) {
    uint8 how = trust;
    if (how == 1) while (true) {}
    assembly ("memory-safe") {
      let free := mload(0x40)
      mstore(free, 1)
      if eq(how, 2) {
        return(free, 30000)
      }
      if eq(how, 3) {
        return(add(free, 1), 31)
      }
      if eq(how, 4) {
        mstore(free, 2)
      }
      if eq(how, 5) {
        revert(free, 32)
      }
      return(free, 32)
    }
  }
}
