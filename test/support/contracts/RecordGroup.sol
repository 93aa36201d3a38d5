// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IConfidentialRegistry} from "../../../contracts/interfaces/IConfidentialRegistry.sol";
import {IConstitution} from "../../../contracts/interfaces/IConstitution.sol";
import {IGroupDirectory} from "../../../contracts/interfaces/IGroupDirectory.sol";
import {IKeyDirectory} from "../../../contracts/interfaces/IKeyDirectory.sol";
import {KeySignature} from "../../../contracts/types/Ballots.sol";
import {GroupPolicy} from "../../../contracts/types/GroupPolicy.sol";
import {MemberSignature} from "../../../contracts/types/MemberSignature.sol";
import {MODULE_GROUPS, MODULE_KEYS, MODULE_RECORDS} from "../../../contracts/types/ModuleNames.sol";
import {PARAMETER_KEY_OVERLAP} from "../../../contracts/types/ParameterKeys.sol";
import {RecordState, RejectionReason} from "../../../contracts/types/RecordState.sol";
import {SeatSet} from "../../../contracts/types/SeatSet.sol";
import {Consortium} from "./Consortium.sol";

/// @title A consortium with a group that exchanges records, and what its members sign, written out once more.
/// @dev Members 0 to 4 are the group, 1 is mandatory; more members stand outside. A verb without a signature is the member's
/// own transaction.
abstract contract RecordGroup is Consortium {
  uint256 internal constant PARTIES = 5;
  uint32 internal constant GROUP = 1;
  uint32 internal constant ACK_PERIOD = 7 days;
  uint32 internal constant ANSWER_PERIOD = 2 days;
  uint32 internal constant TIME_TO_LIVE = 365 days;
  uint32 internal constant SHRED_PERIOD = 10 days;
  uint160 internal constant OVERLAP = 1 days;
  bytes32 internal constant EVIDENCE = "salted evidence";
  bytes32 internal constant REVEAL = "salted seed";

  IGroupDirectory internal groups;
  IKeyDirectory internal keys;
  IConfidentialRegistry internal records;
  uint256 internal nonces;

  // ---------------------------------------------------------------- founding

  function _foundGroup(uint256 members_) internal {
    _foundGroup(members_, _policy());
  }

  function _foundGroup(uint256 members_, GroupPolicy memory policy) internal {
    _found(members_);
    _install();
    _createGroup(_firstSeats(PARTIES), _mandatory(1), policy);
    _skip(1);
  }

  /// @notice As a vote of the consortium installs them.
  function _install() internal {
    groups = IGroupDirectory(_module(MODULE_GROUPS, "contracts/confidential/GroupDirectory.sol:GroupDirectory"));
    keys = IKeyDirectory(_module(MODULE_KEYS, "contracts/confidential/KeyDirectory.sol:KeyDirectory"));
    records = IConfidentialRegistry(
      _module(MODULE_RECORDS, "contracts/confidential/ConfidentialRegistry.sol:ConfidentialRegistry")
    );
    IConstitution.Bounds memory bounds = IConstitution.Bounds(
      IConstitution.ParameterType.Duration,
      1,
      365 days,
      0,
      1,
      "s"
    );
    _decree();
    constitution.defineParameter(PARAMETER_KEY_OVERLAP, OVERLAP, bounds);
  }

  function _module(bytes32 name, string memory artifact) internal returns (address module) {
    module = _create(artifact, abi.encode(constitution));
    _decree();
    constitution.setModule(name, module, module.codehash);
  }

  function _policy() internal pure returns (GroupPolicy memory) {
    return GroupPolicy(3, 14, false, false, ACK_PERIOD, ANSWER_PERIOD, TIME_TO_LIVE, SHRED_PERIOD, 3, 2, 4);
  }

  function _firstSeats(uint256 count) internal pure returns (SeatSet memory seats) {
    seats.words[0] = (1 << count) - 1;
  }

  function _mandatory(uint16 seat) internal pure returns (uint256) {
    return uint256(seat) + 1;
  }

  function _mandatory(uint16 first, uint16 second) internal pure returns (uint256) {
    return (uint256(second) + 1) * 65_536 + first + 1;
  }

  function _createGroup(SeatSet memory seats, uint256 mandatory, GroupPolicy memory policy) internal returns (uint32) {
    _decree();
    return groups.createGroup("salted", seats, mandatory, policy);
  }

  /// @notice Another epoch of the group, by vote.
  function _changeGroup(SeatSet memory seats, uint256 mandatory, GroupPolicy memory policy) internal {
    uint32 epoch = groups.epochOf(GROUP);
    _decree();
    groups.changeGroup(GROUP, epoch, seats, mandatory, policy);
  }

  function _leave(uint16 seat) internal {
    _decree();
    members.remove(seat);
  }

  // ---------------------------------------------------------------- consents

  /// @notice Of whoever sends the transaction.
  function _own(uint16 seat) internal pure returns (MemberSignature memory) {
    return MemberSignature(seat, 0, KeySignature(abi.encodePacked(_hot(seat)), ""));
  }

  function _separator(string memory name, address contract_, uint256 chainId) internal pure returns (bytes32) {
    return
      keccak256(
        abi.encode(
          keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
          keccak256(bytes(name)),
          keccak256("1"),
          chainId,
          contract_
        )
      );
  }

  function _typed(bytes32 separator, bytes32 structHash) internal pure returns (bytes32) {
    return keccak256(abi.encodePacked(hex"1901", separator, structHash));
  }

  function _signedBy(
    uint16 seat,
    uint48 deadline,
    bytes32 separator,
    bytes32 structHash
  ) internal pure returns (MemberSignature memory) {
    bytes memory signature = _sign(_secret(seat, 0), _typed(separator, structHash));
    return MemberSignature(seat, deadline, KeySignature(abi.encodePacked(_hot(seat)), signature));
  }

  /// @notice A consent for the registry, without end.
  function _signed(uint16 seat, bytes32 structHash) internal view returns (MemberSignature memory) {
    return _signedBy(seat, NEVER, _separator("Quorate Records", address(records), chain), structHash);
  }

  /// @notice What the verbs that name a record alone ask to be signed.
  function _plain(string memory verb, bytes32 recordId, uint16 seat) internal pure returns (bytes32) {
    bytes memory typeString = abi.encodePacked(verb, "(bytes32 recordId,uint16 seat,uint48 deadline)");
    return keccak256(abi.encode(keccak256(typeString), recordId, seat, NEVER));
  }

  function _ackBy(bytes32 recordId, uint16 seat) internal view returns (MemberSignature memory) {
    return _signed(seat, _plain("Ack", recordId, seat));
  }

  function _registrationBy(
    IConfidentialRegistry.Registration memory registration,
    uint16 seat
  ) internal view returns (MemberSignature memory) {
    bytes32 typehash = keccak256(
      "Registration(bytes32 recordId,uint8 suite,bytes32 previous,uint16 seat,uint48 deadline)"
    );
    bytes32 recordId = records.idOf(registration, seat);
    return
      _signed(seat, keccak256(abi.encode(typehash, recordId, registration.suite, registration.previous, seat, NEVER)));
  }

  function _grantBy(
    bytes32 recordId,
    bytes32 keyId,
    bytes32 slotHash,
    uint16 seat
  ) internal view returns (MemberSignature memory) {
    bytes32 typehash = keccak256("Grant(bytes32 recordId,bytes32 keyId,bytes32 slotHash,uint16 seat,uint48 deadline)");
    return _signed(seat, keccak256(abi.encode(typehash, recordId, keyId, slotHash, seat, NEVER)));
  }

  /// @notice `Shred` by members 0 to `count - 1`.
  function _shredBy(bytes32 recordId, uint16 count) internal view returns (MemberSignature[] memory consents) {
    consents = new MemberSignature[](count);
    for (uint16 seat = 0; seat < count; ++seat) consents[seat] = _signed(seat, _plain("Shred", recordId, seat));
  }

  function _noConsents() internal pure returns (MemberSignature[] memory) {
    return new MemberSignature[](0);
  }

  // ---------------------------------------------------------------- records

  /// @notice A record with a content that no other has.
  function _registration() internal returns (IConfidentialRegistry.Registration memory) {
    uint256 nonce = nonces++;
    uint32 epoch = groups.epochOf(GROUP);
    bytes32 root = keccak256(abi.encode("content", nonce));
    return IConfidentialRegistry.Registration(GROUP, epoch, nonce, root, keccak256(abi.encode("body", nonce)), 1, 0);
  }

  function _register(
    IConfidentialRegistry.Registration memory registration,
    uint16 sender
  ) internal returns (bytes32 recordId) {
    vm.prank(_hot(sender));
    return records.register(registration, _own(sender));
  }

  function _register(uint16 sender) internal returns (bytes32) {
    return _register(_registration(), sender);
  }

  function _acknowledge(bytes32 recordId, uint16 seat) internal {
    vm.prank(_hot(seat));
    records.acknowledge(recordId, _own(seat));
  }

  /// @notice A record of member 0 that 0, 1 and 2 have acknowledged.
  function _finalRecord() internal returns (bytes32 recordId) {
    recordId = _register(0);
    for (uint16 seat = 0; seat < 3; ++seat) _acknowledge(recordId, seat);
  }

  function _reject(bytes32 recordId, uint16 seat) internal {
    vm.prank(_hot(seat));
    records.reject(recordId, RejectionReason.KeyCommitMismatch, EVIDENCE, _own(seat));
  }

  function _answer(bytes32 recordId, uint16 sender, uint16 rejecter) internal {
    vm.prank(_hot(sender));
    records.answer(recordId, rejecter, REVEAL, _own(sender));
  }

  function _standBy(bytes32 recordId, uint16 seat) internal {
    vm.prank(_hot(seat));
    records.standBy(recordId, _own(seat));
  }

  function _uphold(bytes32 recordId) internal {
    _decree();
    records.uphold(recordId);
  }

  function _cancel(bytes32 recordId, uint16 sender) internal {
    vm.prank(_hot(sender));
    records.cancel(recordId, _own(sender));
  }

  function _shred(bytes32 recordId) internal {
    records.shred(recordId, _shredBy(recordId, 3));
  }

  function _confirmShred(bytes32 recordId, uint16 seat) internal {
    vm.prank(_hot(seat));
    records.confirmShred(recordId, _own(seat));
  }

  function _assertRecord(bytes32 recordId, RecordState expected) internal view {
    vm.assertEq(uint256(records.stateOf(recordId)), uint256(expected), "state of the record");
  }

  function _wrongState(bytes32 recordId, RecordState current) internal pure returns (bytes memory) {
    return abi.encodeWithSelector(IConfidentialRegistry.RecordWrongState.selector, recordId, current);
  }

  function _saidAlready(bytes32 recordId, uint16 seat) internal pure returns (bytes memory) {
    return abi.encodeWithSelector(IConfidentialRegistry.RecordSaidAlready.selector, recordId, seat);
  }

  function _notParty(bytes32 recordId, uint16 seat) internal pure returns (bytes memory) {
    return abi.encodeWithSelector(IConfidentialRegistry.RecordNotParty.selector, recordId, seat);
  }

  // ---------------------------------------------------------------- keys

  /// @notice An X25519 key that no other test has: some number below the prime, and no small one.
  function _publicKey(uint256 number) internal pure returns (bytes memory) {
    return abi.encodePacked(keccak256(abi.encode("key", number)) & ~bytes32(uint256(255)));
  }

  function _newEncryptionKey(
    uint256 number,
    uint40 notBefore,
    uint40 notAfter
  ) internal pure returns (IKeyDirectory.NewEncryptionKey memory) {
    return IKeyDirectory.NewEncryptionKey(1, IKeyDirectory.Purpose.Encrypt, notBefore, notAfter, _publicKey(number));
  }

  function _publish(IKeyDirectory.NewEncryptionKey memory key, uint16 seat) internal returns (bytes32) {
    vm.prank(_hot(seat));
    return keys.registerKey(key, _own(seat));
  }

  /// @notice A key of the member for a year from now.
  function _publish(uint256 number, uint16 seat) internal returns (bytes32) {
    return _publish(_newEncryptionKey(number, 0, uint40(_now() + 365 days)), seat);
  }
}
