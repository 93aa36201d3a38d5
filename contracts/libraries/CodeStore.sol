// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @title Words kept as contract code: written once, read by `extcodecopy` for 3 gas a word.
/// @dev The code is a STOP byte, so that nobody can run it, then the words.
library CodeStore {
  /// The code could not be deployed.
  error CodeStoreFailed();

  /// @notice Deploys a contract whose code holds `words`.
  function write(uint256[] memory words) internal returns (address pointer) {
    // 61 size 80 60 0a 3d 39 3d f3, then the code: copies everything behind its 10 bytes and returns it.
    bytes memory creation = abi.encodePacked(
      hex"61",
      uint16(words.length * 32 + 1),
      hex"80600a3d393df300",
      abi.encodePacked(words)
    );
    assembly ("memory-safe") {
      pointer := create(0, add(creation, 32), mload(creation))
    }
    if (pointer == address(0)) revert CodeStoreFailed();
  }

  /// @notice All words of a pointer, in a fresh array.
  function read(address pointer) internal view returns (uint256[] memory words) {
    assembly ("memory-safe") {
      let size := extcodesize(pointer)
      if size {
        size := sub(size, 1)
      }
      words := mload(0x40)
      mstore(words, shr(5, size))
      extcodecopy(pointer, add(words, 32), 1, size)
      mstore(0x40, add(add(words, 32), size))
    }
  }

  /// @notice One word, 0 where the index is behind the end.
  function wordAt(address pointer, uint256 index) internal view returns (uint256 word) {
    assembly ("memory-safe") {
      mstore(0, 0)
      extcodecopy(pointer, 0, add(mul(index, 32), 1), 32)
      word := mload(0)
    }
  }
}
