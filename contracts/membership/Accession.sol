// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Governed} from "../access/Governed.sol";
import {IAccession} from "../interfaces/IAccession.sol";
import {IConstitution} from "../interfaces/IConstitution.sol";
import {IMemberRegistry} from "../interfaces/IMemberRegistry.sol";
import {IModule} from "../interfaces/IModule.sol";
import {SignatureCheck} from "../libraries/SignatureCheck.sol";
import {SCOPE_VOTE} from "../types/Duty.sol";
import {KeyFacts, toKey} from "../types/KeyFacts.sol";
import {MODULE_GOVERNOR} from "../types/ModuleNames.sol";
import {Standing} from "../types/Standing.sol";

/// @title Checks what a joining member accepted, and that it was the member.
contract Accession is IAccession, Governed, EIP712 {
  bytes32 private constant STATE_TYPEHASH = keccak256(
    "State(uint24 rulesVersion,bytes32 rulesRoot,uint24 parametersVersion,bytes32 parametersRoot,"
    "uint24 membershipVersion,bytes32 membershipRoot)"
  );
  bytes32 private constant ACCEPTANCE_TYPEHASH = keccak256(
    "Acceptance(uint16 seat,State state,uint48 deadline)"
    "State(uint24 rulesVersion,bytes32 rulesRoot,uint24 parametersVersion,bytes32 parametersRoot,"
    "uint24 membershipVersion,bytes32 membershipRoot)"
  );

  constructor(IConstitution constitution_) Governed(constitution_) EIP712("Quorate Accession", "1") {}

  /// @inheritdoc IAccession
  function accept(
    uint16 seat,
    State calldata state,
    uint48 deadline,
    bytes calldata signer,
    bytes calldata signature
  ) external {
    if (constitution.founder() != address(0)) revert AccessionNotSealed(); // DEFENCE: sealed-before-accepted
    IMemberRegistry members = _members();
    if (members.standing(seat) != Standing.Applicant) revert AccessionNotApplicant(seat);
    _requireSigner(members, seat, signer);
    _requireSignature(members, seat, state, deadline, signer, signature);
    _requireCurrentSince(members, members.seat(seat).admittedAt, state);

    emit StateAccepted(seat, signer, state, IModule(constitution.module(MODULE_GOVERNOR)).stateRoot());

    members.markAccepted(seat);
  }

  /// @inheritdoc IAccession
  function currentState() external view returns (State memory state) {
    IMemberRegistry members = _members();
    state.rulesVersion = uint24(constitution.rulesVersion());
    (state.rulesRoot, ) = constitution.rulesRootAt(state.rulesVersion);
    state.parametersVersion = uint24(constitution.parametersVersion());
    (state.parametersRoot, ) = constitution.parametersRootAt(state.parametersVersion);
    state.membershipVersion = uint24(members.membershipVersion());
    (state.membershipRoot, ) = members.membershipRootAt(state.membershipVersion);
  }

  /// @inheritdoc IModule
  /// @dev Keeps nothing.
  function stateRoot() external pure returns (bytes32) {
    return 0;
  }

  function _requireSigner(IMemberRegistry members, uint16 seat, bytes calldata signer) private view {
    if (signer.length == 20 && address(bytes20(signer)) == members.seat(seat).cold) return;
    KeyFacts key = members.keyFacts(toKey(signer));
    bool votes =
      key.exists() &&
        key.seat() == seat &&
        key.scopes() & SCOPE_VOTE != 0 &&
        block.timestamp < key.expiresAt() &&
        key.suspendedUntil() <= block.timestamp;
    if (!votes) revert AccessionNotAllowed(seat, signer); // DEFENCE: acceptance-signer
  }

  function _requireSignature(
    IMemberRegistry members,
    uint16 seat,
    State calldata state,
    uint48 deadline,
    bytes calldata signer,
    bytes calldata signature
  ) private view {
    if (signature.length == 0) {
      bool isCaller = signer.length == 20 && address(bytes20(signer)) == msg.sender;
      if (!isCaller) revert AccessionBadSignature(signer); // DEFENCE: acceptance-caller
      return;
    }
    if (block.timestamp > deadline) revert AccessionExpired(deadline); // DEFENCE: acceptance-deadline
    bool approved = signer.length == 20 || members.isVerifierApproved(address(bytes20(signer)));
    bytes32 stateHash = keccak256(abi.encode(STATE_TYPEHASH, state));
    bytes32 digest = _hashTypedDataV4(keccak256(abi.encode(ACCEPTANCE_TYPEHASH, seat, stateHash, deadline)));
    bool valid = approved && SignatureCheck.isValid(signer, digest, signature);
    if (!valid) revert AccessionBadSignature(signer); // DEFENCE: acceptance-signature
  }

  /// @dev Each root must be that of its version, and not superseded before the member was admitted.
  function _requireCurrentSince(IMemberRegistry members, uint40 admittedAt, State calldata state) private view {
    (bytes32 root, ) = constitution.rulesRootAt(state.rulesVersion);
    (, uint48 next) = constitution.rulesRootAt(uint256(state.rulesVersion) + 1);
    _requireRoot("rules", state.rulesVersion, root, state.rulesRoot, next, admittedAt);

    (root, ) = constitution.parametersRootAt(state.parametersVersion);
    (, next) = constitution.parametersRootAt(uint256(state.parametersVersion) + 1);
    _requireRoot("parameters", state.parametersVersion, root, state.parametersRoot, next, admittedAt);

    (root, ) = members.membershipRootAt(state.membershipVersion);
    (, next) = members.membershipRootAt(uint256(state.membershipVersion) + 1);
    _requireRoot("membership", state.membershipVersion, root, state.membershipRoot, next, admittedAt);
  }

  function _requireRoot(
    bytes32 what,
    uint256 version,
    bytes32 expected,
    bytes32 given,
    uint48 supersededAt,
    uint40 admittedAt
  ) private pure {
    bool current = supersededAt == 0 || supersededAt >= admittedAt;
    bool same = expected != 0 && expected == given;
    if (!same || !current) revert AccessionStateMismatch(what, version, expected, given); // DEFENCE: accepted-state
  }
}
