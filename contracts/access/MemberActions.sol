// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IMemberRegistry} from "../interfaces/IMemberRegistry.sol";
import {KeyFacts, toKey} from "../types/KeyFacts.sol";
import {MemberSignature} from "../types/MemberSignature.sol";
import {Governed} from "./Governed.sol";

/// @title The one place where a member's action is asked whose it is: the caller's, or the signer's who sent it by a relayer.
abstract contract MemberActions is Governed, EIP712 {
  /// The key is not the seat's, or may not act for it now.
  error MemberActionNotAllowed(uint16 seat, bytes signer);
  /// The signature does not verify, or the caller is not the key that it says it is.
  error MemberActionBadSignature(uint16 seat, bytes signer);
  /// The signature's deadline has passed.
  error MemberActionExpired(uint16 seat, uint48 deadline);
  /// Consents must come in ascending order of seats, each seat once.
  error MemberActionOutOfOrder(uint16 seat);
  /// Fewer members consent than are needed; none needed means that only a vote of the consortium may do it.
  error MemberActionTooFew(uint256 given, uint256 needed);

  /// @dev Reverts unless a key of the seat that has the scope acts here, or has signed the hash.
  function _requireMember(MemberSignature calldata consent, uint8 scope, bytes32 structHash) internal view {
    bytes4 fault = _faultOf(_members(), consent, scope, structHash);
    if (fault == 0) return;
    // DEFENCE: member-expired
    if (fault == MemberActionExpired.selector) revert MemberActionExpired(consent.seat, consent.deadline);
    if (fault == MemberActionNotAllowed.selector) revert MemberActionNotAllowed(consent.seat, consent.by.signer); // DEFENCE: member-allowed
    revert MemberActionBadSignature(consent.seat, consent.by.signer); // DEFENCE: member-signature
  }

  /// @dev What is wrong with a consent: the selector of the error, or 0.
  function _faultOf(
    IMemberRegistry members,
    MemberSignature calldata consent,
    uint8 scope,
    bytes32 structHash
  ) internal view returns (bytes4) {
    KeyFacts key = members.keyFacts(toKey(consent.by.signer));
    bool allowed = key.seat() == consent.seat && key.mayNow(scope, block.timestamp);
    if (!allowed) return MemberActionNotAllowed.selector;
    if (consent.by.signature.length == 0) {
      bool isCaller = consent.by.signer.length == 20 && address(bytes20(consent.by.signer)) == msg.sender;
      return isCaller ? bytes4(0) : MemberActionBadSignature.selector;
    }
    if (block.timestamp > consent.deadline) return MemberActionExpired.selector;
    bool valid = members.isSignedBy(consent.by.signer, _hashTypedDataV4(structHash), consent.by.signature);
    return valid ? bytes4(0) : MemberActionBadSignature.selector;
  }
}
