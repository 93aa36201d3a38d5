// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IMemberRegistry} from "../interfaces/IMemberRegistry.sol";
import {SignatureCheck} from "../libraries/SignatureCheck.sol";
import {KeySignature} from "../types/Ballots.sol";
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
  function _requireMember(
    MemberSignature calldata consent,
    uint8 scope,
    bytes32 structHash
  ) internal view returns (KeyFacts) {
    (bytes4 fault, KeyFacts key) = _faultOf(_members(), consent, scope, structHash);
    if (fault == 0) return key;
    if (fault == MemberActionExpired.selector) revert MemberActionExpired(consent.seat, consent.deadline);
    if (fault == MemberActionNotAllowed.selector) revert MemberActionNotAllowed(consent.seat, consent.by.signer);
    revert MemberActionBadSignature(consent.seat, consent.by.signer);
  }

  /// @dev Reverts unless the caller is a key, of whatever member, that may act in the scope now.
  function _requireCaller(uint8 scope) internal view returns (KeyFacts key) {
    bytes memory signer = abi.encodePacked(msg.sender);
    key = _members().keyFacts(toKey(signer));
    bool allowed = key.mayNow(scope, block.timestamp);
    if (!allowed) revert MemberActionNotAllowed(uint16(key.seat()), signer); // DEFENCE: caller-allowed
  }

  /// @dev What is wrong with a consent, the selector of the error, or 0; and the facts of the key that gave it.
  function _faultOf(
    IMemberRegistry members,
    MemberSignature calldata consent,
    uint8 scope,
    bytes32 structHash
  ) internal view returns (bytes4, KeyFacts key) {
    bytes calldata signer = consent.by.signer;
    key = members.keyFacts(toKey(signer));
    bool allowed = key.seat() == consent.seat && key.mayNow(scope, block.timestamp);
    if (!allowed) return (MemberActionNotAllowed.selector, key); // DEFENCE: member-allowed
    if (consent.by.signature.length == 0) {
      bool isCaller = signer.length == 20 && address(bytes20(signer)) == msg.sender;
      if (!isCaller) return (MemberActionBadSignature.selector, key); // DEFENCE: member-caller
      return (0, key);
    }
    if (block.timestamp > consent.deadline) return (MemberActionExpired.selector, key); // DEFENCE: member-expired
    return (_signatureFault(members, consent.by, _hashTypedDataV4(structHash)), key);
  }

  /// @dev What is wrong with a signature, whoever the signer is; the selector of the error, or 0.
  function _signatureFault(
    IMemberRegistry members,
    KeySignature calldata by,
    bytes32 digest
  ) internal view returns (bytes4) {
    bool approved = by.signer.length == 20 || members.isVerifierApproved(address(bytes20(by.signer)));
    if (!approved) return MemberActionNotAllowed.selector; // DEFENCE: member-retired-verifier
    bool valid = SignatureCheck.isValid(by.signer, digest, by.signature);
    if (!valid) return MemberActionBadSignature.selector; // DEFENCE: member-signature
    return 0;
  }

  /// @dev Whether the organisation that the key acts for had its seat at `time` already. Seats of members that left are given
  /// again, and who holds one now must not come into what was its predecessor's.
  function _hadSeatAt(KeyFacts key, uint256 time) internal view returns (bool) {
    // Another weight renews this date, so it answers one way only.
    if (key.eligibleSince() <= time) return true;
    // DEFENCE: seat-given-again [_members().seat(uint16(key.seat())).admittedAt <= time => true]
    return _members().seat(uint16(key.seat())).admittedAt <= time;
  }

  /// @dev One of several consents: by another member than those before it.
  function _requireNext(MemberSignature[] calldata consents, uint256 i) internal pure {
    bool isNext = i == 0 || consents[i].seat > consents[i - 1].seat;
    if (!isNext) revert MemberActionOutOfOrder(consents[i].seat); // DEFENCE: consents-distinct
  }

  function _requireEnough(uint256 given, uint256 needed) internal pure {
    if (needed == 0 || given < needed) revert MemberActionTooFew(given, needed); // DEFENCE: consents-enough
  }
}
