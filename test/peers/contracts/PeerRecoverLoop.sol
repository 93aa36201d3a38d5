// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @title The least that any execution of signed calls has to do: recover each signer.
contract PeerRecoverLoop {
  error PeerRecoverLoopInvalid(uint256 offset);

  /// @notice 97 bytes each: digest, r, s, v.
  function recoverAll(bytes calldata signed) external view {
    assembly ("memory-safe") {
      let free := mload(0x40)
      for {
        let offset := 0
      } lt(offset, signed.length) {
        offset := add(offset, 97)
      } {
        let from := add(signed.offset, offset)
        mstore(free, calldataload(from))
        mstore(add(free, 32), byte(0, calldataload(add(from, 96))))
        mstore(add(free, 64), calldataload(add(from, 32)))
        mstore(add(free, 96), calldataload(add(from, 64)))
        mstore(0, 0)
        pop(staticcall(gas(), 1, free, 128, 0, 32))
        if iszero(mload(0)) {
          mstore(0, 0x1dd0c1b3)
          revert(28, 4)
        }
      }
    }
  }
}
