// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IERC7913SignatureVerifier} from "@openzeppelin/contracts/interfaces/IERC7913.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title Signatures of accounts, contracts and ERC-7913 keys, where the checked party cannot harm the checker.
/// @dev OpenZeppelin's `SignatureChecker` forwards all gas and copies all return data; a batch of ballots must do neither.
library SignatureCheck {
  /// Gas an external check may use; a P-256 signature in Solidity, without precompile, needs a good third of it.
  uint256 internal constant GAS_CAP = 1_000_000;

  /// The gas left would not have been enough to give the check its cap.
  error SignatureCheckOutOfGas(uint256 needed);

  /// @notice Whether `signature` is `signer`'s over `digest`.
  /// @param signer 20 bytes of an account, or `verifier || key`.
  function isValid(bytes memory signer, bytes32 digest, bytes memory signature) internal view returns (bool) {
    if (signer.length < 20) return false;
    address account = address(bytes20(signer));
    if (signer.length == 20) {
      if (account.code.length == 0) {
        (address recovered, ECDSA.RecoverError error, ) = ECDSA.tryRecover(digest, signature);
        return error == ECDSA.RecoverError.NoError && recovered == account;
      }
      return
        _answers(
          account,
          abi.encodeCall(IERC1271.isValidSignature, (digest, signature)),
          IERC1271.isValidSignature.selector
        );
    }
    bytes memory key = new bytes(signer.length - 20);
    assembly ("memory-safe") {
      mcopy(add(key, 32), add(signer, 52), mload(key))
    }
    return
      _answers(
        account,
        abi.encodeCall(IERC7913SignatureVerifier.verify, (key, digest, signature)),
        IERC7913SignatureVerifier.verify.selector
      );
  }

  /// @dev At most `GAS_CAP` gas, at most 32 bytes of answer, and the magic value in all of them.
  function _answers(address target, bytes memory data, bytes4 magic) private view returns (bool) {
    // An EVM call forwards at most 63/64 of the gas left: with less than this, failure would be the relayer's doing.
    uint256 gasNeeded = (GAS_CAP * 64) / 63 + 5_000;
    if (gasleft() < gasNeeded) revert SignatureCheckOutOfGas(gasNeeded); // DEFENCE: gas-floor
    bool success;
    uint256 size;
    bytes32 answer;
    assembly ("memory-safe") {
      mstore(0, 0)
      success := staticcall(GAS_CAP, target, add(data, 32), mload(data), 0, 32)
      size := returndatasize()
      answer := mload(0)
    }
    return success && size >= 32 && answer == bytes32(magic);
  }
}
