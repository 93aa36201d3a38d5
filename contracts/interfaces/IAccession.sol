// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IModule} from "./IModule.sol";

/// @title Accession: a member accepts the state it joins before it counts, founders included.
interface IAccession is IModule {
  /// @notice The state a member accepts: three versions with their roots.
  struct State {
    uint24 rulesVersion;
    bytes32 rulesRoot;
    uint24 parametersVersion;
    bytes32 parametersRoot;
    uint24 membershipVersion;
    bytes32 membershipRoot;
  }

  /// @notice A member accepted. `journalHead` is the governor's at that moment, for those who verify the journal later.
  event StateAccepted(uint16 indexed seat, bytes signer, State state, bytes32 journalHead);

  /// The constitution is not sealed yet; there is nothing to accept.
  error AccessionNotSealed();
  /// No such member, or it has left, or it accepted already.
  error AccessionNotApplicant(uint16 seat);
  /// Neither the cold account nor an active voting key of the seat.
  error AccessionNotAllowed(uint16 seat, bytes signer);
  /// A signature's deadline has passed.
  error AccessionExpired(uint48 deadline);
  /// The signature does not verify, or the caller is not the signer.
  error AccessionBadSignature(bytes signer);
  /// The roots are not those of the named versions, or were superseded before the member was admitted.
  error AccessionStateMismatch(bytes32 what, uint256 version, bytes32 expected, bytes32 given);

  /// @notice Accepts the state the member joins.
  /// @dev Signed off line as `Acceptance(uint16 seat,State state,uint48 deadline)`; an empty `signature` means that the caller
  /// is the signer. The roots are valid if they were current at some time since the member's admission.
  /// @param signer The seat's cold account, or one of its voting keys.
  /// @custom:authority member
  function accept(
    uint16 seat,
    State calldata state,
    uint48 deadline,
    bytes calldata signer,
    bytes calldata signature
  ) external;

  /// @notice The state that is current now, to be read, checked and accepted.
  function currentState() external view returns (State memory);
}
