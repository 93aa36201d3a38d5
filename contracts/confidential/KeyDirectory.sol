// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Governed} from "../access/Governed.sol";
import {MemberActions} from "../access/MemberActions.sol";
import {IConstitution} from "../interfaces/IConstitution.sol";
import {IKeyDirectory} from "../interfaces/IKeyDirectory.sol";
import {IModule} from "../interfaces/IModule.sol";
import {SCOPE_RECORDS} from "../types/Duty.sol";
import {MemberSignature} from "../types/MemberSignature.sol";
import {PARAMETER_KEY_OVERLAP} from "../types/ParameterKeys.sol";
import {PublicKeys} from "./PublicKeys.sol";

/// @title The keys that records are sealed to.
contract KeyDirectory is IKeyDirectory, MemberActions {
  bytes32 private constant KEY_TYPEHASH = keccak256(
    "EncryptionKey(bytes32 keyId,uint8 purpose,uint40 notBefore,uint40 notAfter,uint16 seat,uint48 deadline)"
  );
  bytes32 private constant END_TYPEHASH = keccak256("KeyEnd(bytes32 keyId,uint16 seat,uint48 deadline)");
  bytes32 private constant COMPROMISE_TYPEHASH = keccak256(
    "KeyCompromise(bytes32 keyId,uint40 since,uint16 seat,uint48 deadline)"
  );
  bytes32 private constant CHALLENGE_TYPEHASH = keccak256(
    "Challenge(bytes32 keyId,bytes32 answerHash,uint16 seat,uint48 deadline)"
  );
  uint40 private constant MAX_PERIOD = 3650 days;

  struct Challenge {
    bytes32 answerHash;
    uint40 provedAt;
  }

  mapping(bytes32 keyId => EncryptionKey) private _keys;
  mapping(uint16 seat => mapping(uint256 use => bytes32)) private _current;
  mapping(bytes32 keyId => mapping(uint16 challenger => Challenge)) private _challenges;
  bytes32 private _root;

  constructor(IConstitution constitution_) Governed(constitution_) EIP712("Quorate Keys", "1") {}

  /// @inheritdoc IKeyDirectory
  function registerKey(
    NewEncryptionKey calldata key,
    MemberSignature calldata consent
  ) external returns (bytes32 keyId) {
    keyId = PublicKeys.identify(key.suite, key.publicKey);
    _requireMember(
      consent,
      SCOPE_RECORDS,
      keccak256(
        abi.encode(KEY_TYPEHASH, keyId, key.purpose, key.notBefore, key.notAfter, consent.seat, consent.deadline)
      )
    );
    EncryptionKey storage kept = _keys[keyId];
    if (kept.notAfter != 0) revert EncryptionKeyTaken(keyId, kept.seat); // DEFENCE: key-once
    uint40 from = key.notBefore < block.timestamp ? uint40(block.timestamp) : key.notBefore;
    bool sound = from < key.notAfter && key.notAfter - from <= MAX_PERIOD;
    if (!sound) revert EncryptionKeyBadPeriod(key.notBefore, key.notAfter);

    _endPrevious(consent.seat, key, from);
    kept.seat = consent.seat;
    kept.suite = key.suite;
    kept.purpose = key.purpose;
    kept.memberSince = uint40(_members().seat(consent.seat).eligibleSince);
    kept.notBefore = from;
    kept.notAfter = key.notAfter;
    _current[consent.seat][_useOf(key.suite, key.purpose)] = keyId;
    _note(keyId);

    emit EncryptionKeyRegistered(consent.seat, keyId, key.suite, key.purpose, from, key.notAfter, key.publicKey);
  }

  /// @inheritdoc IKeyDirectory
  function endKey(bytes32 keyId, MemberSignature calldata consent) external {
    _requireMember(consent, SCOPE_RECORDS, keccak256(abi.encode(END_TYPEHASH, keyId, consent.seat, consent.deadline)));
    _end(keyId, consent.seat);
  }

  /// @inheritdoc IKeyDirectory
  function reportCompromise(bytes32 keyId, uint40 since, MemberSignature calldata consent) external {
    _requireMember(
      consent,
      SCOPE_RECORDS,
      keccak256(abi.encode(COMPROMISE_TYPEHASH, keyId, since, consent.seat, consent.deadline))
    );
    EncryptionKey storage kept = _existing(keyId, consent.seat);
    bool earlier = kept.compromisedSince == 0 || since < kept.compromisedSince;
    if (since == 0 || since > block.timestamp || !earlier) revert EncryptionKeyBadDate(since);

    kept.compromisedSince = since;
    _note(keyId);

    emit EncryptionKeyCompromised(consent.seat, keyId, since);

    if (kept.revokedAt == 0) _end(keyId, consent.seat);
  }

  /// @inheritdoc IKeyDirectory
  function challengeKey(bytes32 keyId, bytes32 answerHash, MemberSignature calldata consent) external {
    _requireMember(
      consent,
      SCOPE_RECORDS,
      keccak256(abi.encode(CHALLENGE_TYPEHASH, keyId, answerHash, consent.seat, consent.deadline))
    );
    if (_keys[keyId].notAfter == 0) revert EncryptionKeyUnknown(consent.seat, keyId);
    _challenges[keyId][consent.seat].answerHash = answerHash;

    emit PossessionChallenged(keyId, consent.seat, answerHash);
  }

  /// @inheritdoc IKeyDirectory
  function answerChallenge(bytes32 keyId, uint16 challenger, bytes32 answer) external {
    Challenge storage challenge = _challenges[keyId][challenger];
    bool known = challenge.answerHash != 0 && challenge.answerHash == keccak256(abi.encode(answer));
    if (!known) revert PossessionNotProved(keyId, challenger); // DEFENCE: possession-proved
    challenge.answerHash = 0;
    challenge.provedAt = uint40(block.timestamp);

    emit PossessionProved(keyId, challenger);
  }

  /// @inheritdoc IKeyDirectory
  function encryptionKey(bytes32 keyId) external view returns (EncryptionKey memory) {
    return _keys[keyId];
  }

  /// @inheritdoc IKeyDirectory
  function currentKey(uint16 seat, uint8 suite, Purpose purpose) external view returns (bytes32 keyId) {
    keyId = _current[seat][_useOf(suite, purpose)];
    if (!isUsable(keyId)) keyId = 0;
  }

  /// @inheritdoc IKeyDirectory
  function isUsable(bytes32 keyId) public view returns (bool) {
    EncryptionKey memory kept = _keys[keyId];
    return
      kept.notBefore <= block.timestamp &&
      block.timestamp < kept.notAfter &&
      (kept.revokedAt == 0 || block.timestamp < kept.revokedAt) &&
      _members().seat(kept.seat).eligibleSince == kept.memberSince; // DEFENCE: key-of-former-holder
  }

  /// @inheritdoc IKeyDirectory
  function provedAt(bytes32 keyId, uint16 challenger) external view returns (uint40) {
    return _challenges[keyId][challenger].provedAt;
  }

  /// @inheritdoc IModule
  function stateRoot() external view returns (bytes32) {
    return _root;
  }

  /// @dev At most one key of a suite and purpose, but for the overlap of a rotation.
  function _endPrevious(uint16 seat, NewEncryptionKey calldata key, uint40 from) private {
    bytes32 previousId = _current[seat][_useOf(key.suite, key.purpose)];
    EncryptionKey storage previous = _keys[previousId];
    uint40 endsAt = from + uint40(constitution.parameter(PARAMETER_KEY_OVERLAP).value);
    if (previousId == 0 || previous.revokedAt != 0 || previous.notAfter <= endsAt) return;

    previous.revokedAt = endsAt; // DEFENCE: one-active-key
    _note(previousId);

    emit EncryptionKeyEnded(seat, previousId, endsAt);
  }

  function _end(bytes32 keyId, uint16 seat) private {
    EncryptionKey storage kept = _existing(keyId, seat);
    bool over = (kept.revokedAt != 0 && kept.revokedAt <= block.timestamp) || kept.notAfter <= block.timestamp;
    if (over) revert EncryptionKeyUnknown(seat, keyId);

    kept.revokedAt = uint40(block.timestamp);
    _note(keyId);

    emit EncryptionKeyEnded(seat, keyId, uint40(block.timestamp));
  }

  function _existing(bytes32 keyId, uint16 seat) private view returns (EncryptionKey storage kept) {
    kept = _keys[keyId];
    if (kept.notAfter == 0 || kept.seat != seat) revert EncryptionKeyUnknown(seat, keyId); // DEFENCE: own-key-only
  }

  function _note(bytes32 keyId) private {
    _root = keccak256(abi.encode(_root, keyId, _keys[keyId]));
  }

  function _useOf(uint8 suite, Purpose purpose) private pure returns (uint256) {
    return (uint256(suite) << 8) | uint8(purpose);
  }
}
