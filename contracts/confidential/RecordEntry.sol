// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IConfidentialRegistry} from "../interfaces/IConfidentialRegistry.sol";
import {ConfidentialRecord} from "../types/ConfidentialRecord.sol";
import {GroupPolicy} from "../types/GroupPolicy.sol";
import {RecordBook} from "./RecordBook.sol";
import {RecordIdentity} from "./RecordIdentity.sol";

/// @title How a record comes into the book, whether it was registered directly or in a batch.
abstract contract RecordEntry is RecordBook {
  bytes32 private constant REGISTRATION_TYPEHASH = keccak256(
    "Registration(bytes32 recordId,uint8 suite,bytes32 previous,uint16 seat,uint48 deadline)"
  );

  /// @inheritdoc IConfidentialRegistry
  mapping(bytes32 recordId => bytes32) public previousOf;
  mapping(uint16 sender => mapping(uint256 word => uint256 bits)) private _nonces;

  // ---------------------------------------------------------------- reads

  /// @inheritdoc IConfidentialRegistry
  function isNonceUsed(uint16 sender, uint256 senderNonce) external view returns (bool) {
    return (_nonces[sender][senderNonce >> 8] >> (senderNonce & 255)) & 1 != 0;
  }

  /// @inheritdoc IConfidentialRegistry
  function idOf(Registration calldata registration, uint16 sender) public view returns (bytes32) {
    bytes32 recordContext = RecordIdentity.context(
      address(this),
      registration.group,
      registration.epoch,
      sender,
      registration.senderNonce
    );
    return RecordIdentity.identify(recordContext, registration.contentRoot, registration.bodyHash);
  }

  // ---------------------------------------------------------------- inside

  /// @dev What the id does not bind, the sender's signature does.
  function _messageOf(
    bytes32 recordId,
    Registration calldata registration,
    uint16 seat,
    uint48 deadline
  ) internal pure returns (bytes32) {
    return
      keccak256(abi.encode(REGISTRATION_TYPEHASH, recordId, registration.suite, registration.previous, seat, deadline));
  }

  /// @dev The one writer of new records. `since` is when its time began, of now or of its batch.
  function _enter(bytes32 recordId, Registration calldata registration, uint16 sender, uint40 since) internal {
    (GroupPolicy memory policy, uint256 mandatory) = _policyOf(registration.group, registration.epoch);
    bool admitted = (policy.suites >> registration.suite) & 1 != 0;
    if (!admitted) revert RecordSuiteRefused(registration.group, registration.suite); // DEFENCE: suite-allowed
    _useNonce(sender, registration.senderNonce);

    _propose(_records[recordId], registration, sender, since, policy, mandatory);
    if (registration.previous != 0) previousOf[recordId] = registration.previous;
    _note(recordId, this.register.selector, uint256(registration.previous));

    emit RecordRegistered(
      recordId,
      registration.group,
      sender,
      registration.epoch,
      registration.senderNonce,
      registration.contentRoot,
      registration.bodyHash,
      registration.suite,
      registration.previous
    );
  }

  /// @dev One context, one record: whoever is shown a leaf cannot be shown another one of the same place.
  function _useNonce(uint16 sender, uint256 senderNonce) private {
    uint256 bit = 1 << (senderNonce & 255);
    uint256 bits = _nonces[sender][senderNonce >> 8];
    if (bits & bit != 0) revert RecordNonceUsed(sender, senderNonce); // DEFENCE: sender-nonce
    _nonces[sender][senderNonce >> 8] = bits | bit;
  }

  /// @dev Writes one word; what is not named is 0, for no id comes twice.
  function _propose(
    ConfidentialRecord storage kept,
    Registration calldata registration,
    uint16 sender,
    uint40 since,
    GroupPolicy memory policy,
    uint256 mandatory
  ) private {
    uint256 named;
    for (uint256 left = mandatory; left != 0; left >>= 16) ++named;
    kept.group = registration.group;
    kept.epoch = registration.epoch;
    kept.sender = sender;
    kept.minAcks = policy.minAcks;
    kept.mandatoryLeft = uint16((1 << named) - 1);
    kept.proposedAt = since;
    kept.deadline = since + policy.ackPeriod;
  }
}
