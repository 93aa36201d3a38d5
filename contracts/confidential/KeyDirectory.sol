// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Governed} from "../access/Governed.sol";
import {MemberActions} from "../access/MemberActions.sol";
import {IConstitution} from "../interfaces/IConstitution.sol";
import {IKeyDirectory} from "../interfaces/IKeyDirectory.sol";
import {IMemberRegistry} from "../interfaces/IMemberRegistry.sol";
import {IModule} from "../interfaces/IModule.sol";
import {SCOPE_RECORDS} from "../types/Duty.sol";
import {MemberSignature} from "../types/MemberSignature.sol";
import {PARAMETER_KEY_OVERLAP} from "../types/ParameterKeys.sol";
import {PublicKeys} from "./PublicKeys.sol";

/// @title The keys that records are sealed to.
contract KeyDirectory is IKeyDirectory, MemberActions {
  bytes32 private constant REGISTRATION_TYPEHASH = keccak256(
    "KeyRegistration(bytes32 keyId,uint8 purpose,uint40 notBefore,uint40 notAfter,uint16 seat,uint48 deadline)"
  );
  bytes32 private constant END_TYPEHASH = keccak256("KeyEnd(bytes32 keyId,uint16 seat,uint48 deadline)");
  bytes32 private constant COMPROMISE_TYPEHASH = keccak256(
    "KeyCompromise(bytes32 keyId,uint40 since,uint16 seat,uint48 deadline)"
  );
  bytes32 private constant CHALLENGE_TYPEHASH = keccak256(
    "Challenge(bytes32 keyId,bytes32 answerHash,uint16 seat,uint48 deadline)"
  );
  uint40 private constant MAX_PERIOD = 3650 days;

  /// @dev A key that has not begun yet and the one that is used until then.
  struct InUse {
    bytes32 latest;
    bytes32 earlier;
  }

  enum Challenge {
    Unknown,
    Given,
    Answered
  }

  mapping(bytes32 keyId => EncryptionKey) private _keys;
  mapping(uint16 seat => mapping(uint256 use => InUse)) private _inUse;
  mapping(bytes32 challenge => Challenge) private _challenges;
  mapping(bytes32 keyId => mapping(uint16 challenger => uint40)) public provedAt;
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
        abi.encode(
          REGISTRATION_TYPEHASH,
          keyId,
          key.purpose,
          key.notBefore,
          key.notAfter,
          consent.seat,
          consent.deadline
        )
      )
    );
    EncryptionKey storage kept = _keys[keyId];
    if (kept.notAfter != 0) revert EncryptionKeyTaken(keyId, kept.seat); // DEFENCE: key-once
    uint40 from = _requirePeriod(key.notBefore, key.notAfter);

    kept.seat = consent.seat;
    kept.suite = key.suite;
    kept.purpose = key.purpose;
    kept.memberSince = _members().seat(consent.seat).admittedAt;
    kept.notBefore = from;
    kept.notAfter = key.notAfter;
    _succeed(keyId, kept);
    _note(keyId);

    emit EncryptionKeyRegistered(consent.seat, keyId, key.suite, key.purpose, from, key.notAfter, key.publicKey);
  }

  /// @inheritdoc IKeyDirectory
  function endKey(bytes32 keyId, MemberSignature calldata consent) external {
    _requireMember(consent, SCOPE_RECORDS, keccak256(abi.encode(END_TYPEHASH, keyId, consent.seat, consent.deadline)));
    EncryptionKey storage kept = _own(keyId, consent.seat);
    if (_endOf(kept) <= block.timestamp) revert EncryptionKeyUnknown(consent.seat, keyId);
    _end(keyId, kept, uint40(block.timestamp));
  }

  /// @inheritdoc IKeyDirectory
  function reportCompromise(bytes32 keyId, uint40 since, MemberSignature calldata consent) external {
    _requireMember(
      consent,
      SCOPE_RECORDS,
      keccak256(abi.encode(COMPROMISE_TYPEHASH, keyId, since, consent.seat, consent.deadline))
    );
    EncryptionKey storage kept = _own(keyId, consent.seat);
    bool earlier = kept.compromisedSince == 0 || since < kept.compromisedSince;
    if (since == 0 || since > block.timestamp || !earlier) revert EncryptionKeyBadDate(since);

    kept.compromisedSince = since;
    _note(keyId);

    emit EncryptionKeyCompromised(consent.seat, keyId, since);

    if (_endOf(kept) > block.timestamp) _end(keyId, kept, uint40(block.timestamp)); // DEFENCE: compromised-key-ends
  }

  /// @inheritdoc IKeyDirectory
  function challengeKey(bytes32 keyId, bytes32 answerHash, MemberSignature calldata consent) external {
    _requireMember(
      consent,
      SCOPE_RECORDS,
      keccak256(abi.encode(CHALLENGE_TYPEHASH, keyId, answerHash, consent.seat, consent.deadline))
    );
    if (_keys[keyId].notAfter == 0) revert EncryptionKeyUnknown(consent.seat, keyId);
    bytes32 challenge = _challengeOf(keyId, consent.seat, answerHash);
    bool isNew = _challenges[challenge] == Challenge.Unknown;
    if (!isNew) revert PossessionChallengedAlready(keyId, consent.seat); // DEFENCE: challenge-once
    _challenges[challenge] = Challenge.Given;
    _root = keccak256(abi.encode(_root, challenge, Challenge.Given));

    emit PossessionChallenged(keyId, consent.seat, answerHash);
  }

  /// @inheritdoc IKeyDirectory
  function answerChallenge(bytes32 keyId, uint16 challenger, bytes32 answer) external {
    bytes32 challenge = _challengeOf(keyId, challenger, keccak256(abi.encode(answer)));
    bool isGiven = _challenges[challenge] == Challenge.Given;
    if (!isGiven) revert PossessionNotProved(keyId, challenger); // DEFENCE: possession-proved
    _challenges[challenge] = Challenge.Answered;
    provedAt[keyId][challenger] = uint40(block.timestamp);
    _root = keccak256(abi.encode(_root, challenge, block.timestamp));

    emit PossessionProved(keyId, challenger);
  }

  /// @inheritdoc IKeyDirectory
  function encryptionKey(bytes32 keyId) external view returns (EncryptionKey memory) {
    return _keys[keyId];
  }

  /// @inheritdoc IKeyDirectory
  function currentKey(uint16 seat, uint8 suite, Purpose purpose) external view returns (bytes32) {
    InUse memory inUse = _inUse[seat][_useOf(suite, purpose)];
    if (isUsable(inUse.latest)) return inUse.latest;
    return isUsable(inUse.earlier) ? inUse.earlier : bytes32(0);
  }

  /// @inheritdoc IKeyDirectory
  function isUsable(bytes32 keyId) public view returns (bool) {
    EncryptionKey storage kept = _keys[keyId];
    bool inTime = kept.notBefore <= block.timestamp && block.timestamp < _endOf(kept);
    return inTime && _isHolders(kept); // DEFENCE: key-of-former-holder
  }

  /// @inheritdoc IModule
  /// @dev Everything that happened to keys, in order.
  function stateRoot() external view returns (bytes32) {
    return _root;
  }

  function _requirePeriod(uint40 notBefore, uint40 notAfter) private view returns (uint40 from) {
    from = notBefore < block.timestamp ? uint40(block.timestamp) : notBefore;
    bool sound = from - block.timestamp <= MAX_PERIOD && from < notAfter && notAfter - from <= MAX_PERIOD;
    if (!sound) revert EncryptionKeyBadPeriod(notBefore, notAfter);
  }

  /// @dev At most one key of a suite and purpose is used, but for the overlap of a rotation, and at most one waits to begin.
  function _succeed(bytes32 keyId, EncryptionKey storage kept) private {
    InUse storage inUse = _inUse[kept.seat][_useOf(kept.suite, kept.purpose)];
    EncryptionKey storage latest = _keys[inUse.latest];
    bool begun = latest.notBefore <= block.timestamp;
    bool waits = !begun && _endOf(latest) > block.timestamp && _isHolders(latest);
    if (waits) revert EncryptionKeyPending(kept.seat, inUse.latest); // DEFENCE: one-key-waits
    if (begun) inUse.earlier = inUse.latest;
    inUse.latest = keyId;

    EncryptionKey storage earlier = _keys[inUse.earlier];
    uint256 overlap = constitution.parameter(PARAMETER_KEY_OVERLAP).value;
    uint256 endsAt = kept.notBefore + (overlap < MAX_PERIOD ? overlap : MAX_PERIOD);
    if (endsAt < _endOf(earlier)) _end(inUse.earlier, earlier, uint40(endsAt)); // DEFENCE: one-active-key
  }

  function _end(bytes32 keyId, EncryptionKey storage kept, uint40 endsAt) private {
    kept.revokedAt = endsAt;
    _note(keyId);

    emit EncryptionKeyEnded(kept.seat, keyId, endsAt);
  }

  /// @dev From when on the key is over; 0 where there is none. A key is never ended later than it would be by itself.
  function _endOf(EncryptionKey storage kept) private view returns (uint40) {
    return kept.revokedAt != 0 ? kept.revokedAt : kept.notAfter;
  }

  /// @dev What is no key has no holder either: nobody was admitted at 0.
  function _own(bytes32 keyId, uint16 seat) private view returns (EncryptionKey storage kept) {
    kept = _keys[keyId];
    bool isOwn = kept.seat == seat && _isHolders(kept);
    if (!isOwn) revert EncryptionKeyUnknown(seat, keyId); // DEFENCE: own-key-only
  }

  /// @dev Whether who published the key has the seat still: it has not left, and nobody else was given the seat.
  function _isHolders(EncryptionKey storage kept) private view returns (bool) {
    IMemberRegistry.Seat memory holder = _members().seat(kept.seat);
    return holder.leftAt == 0 && holder.admittedAt == kept.memberSince;
  }

  function _note(bytes32 keyId) private {
    _root = keccak256(abi.encode(_root, keyId, _keys[keyId]));
  }

  function _challengeOf(bytes32 keyId, uint16 challenger, bytes32 answerHash) private pure returns (bytes32) {
    return keccak256(abi.encode(keyId, challenger, answerHash));
  }

  function _useOf(uint8 suite, Purpose purpose) private pure returns (uint256) {
    return (uint256(suite) << 8) | uint8(purpose);
  }
}
