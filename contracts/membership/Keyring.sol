// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {IMemberRegistry} from "../interfaces/IMemberRegistry.sol";
import {SignatureCheck} from "../libraries/SignatureCheck.sol";
import {KeySignature} from "../types/Ballots.sol";
import {SCOPE_DUTY, SCOPE_VOTE} from "../types/Duty.sol";
import {AGREEMENT_BITS, KeyFacts, agreementOf, packKeyFacts, toKey} from "../types/KeyFacts.sol";
import {MODULE_GUARDIANS} from "../types/ModuleNames.sol";
import {PARAMETER_KEY_COOL_DOWN} from "../types/ParameterKeys.sol";
import {Seats} from "./Seats.sol";
import {ElectoralRoll} from "./ElectoralRoll.sol";

/// @title Keys: who manages them, what they may do, when they come and go, and whether they signed.
abstract contract Keyring is ElectoralRoll {
  using Checkpoints for Checkpoints.Trace208;

  uint256 private constant MAX_SIGNER_BYTES = 1024;
  uint8 private constant ALL_SCOPES = 15;
  /// What stays of a key that is revoked while it is suspended: its seat, and until when.
  uint256 private constant REMEMBERED_BITS = type(uint16).max | (uint256(type(uint40).max) << 112);

  struct Rotation {
    bytes signer;
    uint40 effectiveAt;
  }

  struct ColdChange {
    address cold;
    uint40 effectiveAt;
  }

  mapping(bytes32 key => bytes) private _signers;
  mapping(bytes32 key => Rotation) internal _rotations;
  mapping(uint16 seat => ColdChange) internal _coldChanges;
  mapping(address cold => uint256 seatPlusOne) internal _colds;
  mapping(address verifier => bool) private _verifiers;
  /// The hashes of all approved verifiers, and of all suspensions that outlived their key, in one, for the state root.
  uint256 internal _setsHash;
  Checkpoints.Trace208 private _breakGlass;

  modifier onlyCold(uint16 seat_) {
    _requireCold(seat_);
    _;
  }

  modifier onlyGuardians() {
    // DEFENCE: guardians-only
    if (msg.sender != constitution.module(MODULE_GUARDIANS)) revert MemberNotGuardians(msg.sender);
    _;
  }

  modifier whenFounded() {
    _requireFounded();
    _;
  }

  // ---------------------------------------------------------------- self-service

  /// @inheritdoc IMemberRegistry
  function addKey(uint16 seat_, NewKey calldata key) external onlyCold(seat_) whenFounded {
    _addKey(seat_, key);
  }

  /// @inheritdoc IMemberRegistry
  function revokeKey(uint16 seat_, bytes32 key) external onlyCold(seat_) whenFounded {
    uint256 position = _positionOf(seat_, key);
    bool votes = _keys[key].scopes() & SCOPE_VOTE != 0;
    uint256 left = _votingKeys(seat_) - (votes ? 1 : 0);
    if (votes && left < _seats[seat_].ballotsNeeded) {
      revert MemberBadBallotsNeeded(seat_, _seats[seat_].ballotsNeeded, left);
    }

    _dropKey(seat_, position);
  }

  /// @inheritdoc IMemberRegistry
  function startRotation(bytes calldata newSigner) external whenFounded {
    bytes32 key = toKey(abi.encodePacked(msg.sender));
    KeyFacts facts = _keys[key];
    uint16 seat_ = uint16(facts.seat());
    bool active =
      facts.exists() &&
        facts.activeFrom() <= block.timestamp &&
        block.timestamp < facts.expiresAt() &&
        facts.suspendedUntil() <= block.timestamp;
    if (!active) revert MemberNotAllowed(seat_, msg.sender);
    _requireFreeSigner(newSigner);

    uint40 effectiveAt = uint40(block.timestamp) + _keyCoolDown();
    _rotations[key] = Rotation(newSigner, effectiveAt);

    emit MemberKeyRotationStarted(seat_, key, newSigner, effectiveAt);
  }

  /// @inheritdoc IMemberRegistry
  function cancelRotation(uint16 seat_, bytes32 key) external onlyCold(seat_) {
    _positionOf(seat_, key);
    if (_rotations[key].effectiveAt == 0) revert MemberNothingPending(seat_);

    delete _rotations[key];

    emit MemberKeyRotationCanceled(seat_, key);
  }

  /// @inheritdoc IMemberRegistry
  function completeRotation(uint16 seat_, bytes32 key) external {
    _positionOf(seat_, key);
    Rotation memory rotation = _rotations[key];
    _requireDue(seat_, rotation.effectiveAt);
    KeyFacts facts = _keys[key];
    uint48 suspended = uint48(facts.suspendedUntil());
    if (block.timestamp < suspended) revert MemberCoolingDown(seat_, suspended); // DEFENCE: suspended-key-stays

    _dropKey(seat_, facts.position());
    _addKey(seat_, rotation.signer, facts.scopes(), uint40(facts.expiresAt()));
  }

  /// @inheritdoc IMemberRegistry
  function setBallotsNeeded(uint16 seat_, uint8 ballotsNeeded) external onlyCold(seat_) whenFounded {
    if (_seats[seat_].ballotsNeeded == ballotsNeeded) revert MemberUnchanged(seat_);
    _setBallotsNeeded(seat_, ballotsNeeded);
  }

  /// @inheritdoc IMemberRegistry
  function startColdChange(uint16 seat_, address cold) external onlyCold(seat_) whenFounded {
    _requireFreeCold(cold);

    uint40 effectiveAt = uint40(block.timestamp) + _keyCoolDown();
    _coldChanges[seat_] = ColdChange(cold, effectiveAt);

    emit MemberColdChangeStarted(seat_, cold, effectiveAt);
  }

  /// @inheritdoc IMemberRegistry
  function cancelColdChange(uint16 seat_) external onlyCold(seat_) {
    ColdChange memory change = _coldChanges[seat_];
    if (change.effectiveAt == 0) revert MemberNothingPending(seat_);

    delete _coldChanges[seat_];

    emit MemberColdChangeCanceled(seat_, change.cold);
  }

  /// @inheritdoc IMemberRegistry
  function completeColdChange(uint16 seat_) external {
    ColdChange memory change = _coldChanges[seat_];
    _requireDue(seat_, change.effectiveAt);
    if (change.cold != msg.sender) revert MemberNotCold(seat_, msg.sender);

    _changeCold(seat_, msg.sender);
  }

  // ---------------------------------------------------------------- governed

  /// @inheritdoc IMemberRegistry
  function approveVerifier(address verifier) external onlyGovernance {
    if (verifier.code.length == 0 || _verifiers[verifier]) revert MemberBadSigner(abi.encodePacked(verifier));
    _verifiers[verifier] = true;
    _setsHash ^= uint256(keccak256(abi.encode(verifier)));
    emit VerifierApproved(verifier);
  }

  /// @inheritdoc IMemberRegistry
  function retireVerifier(address verifier) external onlyGovernance {
    if (!_verifiers[verifier]) revert MemberBadSigner(abi.encodePacked(verifier));
    delete _verifiers[verifier];
    _setsHash ^= uint256(keccak256(abi.encode(verifier)));
    emit VerifierRetired(verifier);
  }

  // ---------------------------------------------------------------- break-glass

  /// @inheritdoc IMemberRegistry
  function suspendKey(bytes32 key, uint40 until, uint40 extension) external onlyGuardians whenFounded {
    KeyFacts facts = _keys[key];
    if (KeyFacts.unwrap(facts) == 0) revert MemberKeyUnknown(0, key);

    _setSuspendedUntil(key, facts, until);
    if (extension != 0) _breakGlass.push(uint48(block.timestamp), _breakGlass.latest() + extension);

    emit MemberKeySuspended(uint16(facts.seat()), key, until);
  }

  /// @inheritdoc IMemberRegistry
  function restoreKey(bytes32 key) external onlyGuardians {
    KeyFacts facts = _keys[key];
    if (KeyFacts.unwrap(facts) == 0) return;

    _setSuspendedUntil(key, facts, 0);

    emit MemberKeyRestored(uint16(facts.seat()), key);
  }

  // ---------------------------------------------------------------- signatures

  /// @inheritdoc IMemberRegistry
  function signedBy(
    bytes32 digest,
    uint16 seat_,
    KeySignature[] calldata signatures
  ) external view returns (KeyFacts key) {
    uint256 seen;
    uint256 scopes;
    for (uint256 i = 0; i < signatures.length; ++i) {
      bytes calldata signer = signatures[i].signer;
      key = _keys[toKey(signer)];
      uint256 bit = 1 << key.position();
      bool counts =
        key.exists() &&
          key.seat() == seat_ && // DEFENCE: key-of-that-seat
          key.mayNow(SCOPE_VOTE, block.timestamp) && // DEFENCE: signed-key-active
          seen & bit == 0 && // DEFENCE: distinct-keys
          (signer.length == 20 || _verifiers[address(bytes20(signer))]) && // DEFENCE: retired-verifier
          SignatureCheck.isValid(signer, digest, signatures[i].signature); // DEFENCE: ballot-signature-valid
      if (!counts) return KeyFacts.wrap(0);
      seen |= bit;
      scopes |= key.scopes();
    }
    // DEFENCE: ballots-needed
    if (signatures.length == 0 || signatures.length < key.ballotsNeeded()) return KeyFacts.wrap(0);
    return KeyFacts.wrap(KeyFacts.unwrap(key) | (scopes << 16));
  }

  /// @inheritdoc IMemberRegistry
  function isSignedBy(bytes calldata signer, bytes32 digest, bytes calldata signature) external view returns (bool) {
    return SignatureCheck.isValid(signer, digest, signature);
  }

  /// @inheritdoc IMemberRegistry
  function agreementsOf(uint16 seat_, uint256 agreements, uint8 support) external view returns (uint256 agreed) {
    for (uint256 i = 0; i < MAX_KEYS; ++i) {
      uint256 given = (agreements >> (i * AGREEMENT_BITS)) & ((1 << AGREEMENT_BITS) - 1);
      bytes32 key = _keysOf[seat_][i];
      bool holds =
        given != 0 &&
          given == agreementOf(key, _keys[key].activeFrom(), support) && // DEFENCE: agreement-of-present-keys
          _keys[key].mayNow(SCOPE_VOTE, block.timestamp);
      if (holds) ++agreed;
    }
  }

  // ---------------------------------------------------------------- reads

  /// @inheritdoc IMemberRegistry
  function keyFacts(bytes32 key) external view returns (KeyFacts) {
    return _keys[key];
  }

  /// @inheritdoc IMemberRegistry
  function breakGlassSeconds(uint48 time) external view returns (uint256) {
    return _breakGlass.upperLookupRecent(time);
  }

  /// @inheritdoc IMemberRegistry
  function isVerifierApproved(address verifier) external view returns (bool) {
    return _verifiers[verifier];
  }

  /// @inheritdoc IMemberRegistry
  function holdsDuty(address key, uint8 duty) external view returns (bool) {
    KeyFacts facts = _keys[toKey(abi.encodePacked(key))];
    return facts.mayNow(SCOPE_DUTY, block.timestamp) && _seats[uint16(facts.seat())].duties & duty != 0;
  }

  /// @inheritdoc IMemberRegistry
  function signerOf(bytes32 key) external view returns (bytes memory) {
    return _signers[key];
  }

  /// @inheritdoc IMemberRegistry
  function rotationOf(bytes32 key) external view returns (bytes memory signer, uint48 effectiveAt) {
    return (_rotations[key].signer, _rotations[key].effectiveAt);
  }

  // ---------------------------------------------------------------- keys

  function _requireCold(uint16 seat_) private view {
    if (_seats[seat_].cold != msg.sender) revert MemberNotCold(seat_, msg.sender); // DEFENCE: cold-only
    if (_seats[seat_].leftAt != 0) revert MemberLeft(seat_);
  }

  function _requireFounded() private view {
    if (_foundedAt == 0) revert MemberNotFounded(); // DEFENCE: closed-until-founded
  }

  function _addKey(uint16 seat_, NewKey calldata key) internal {
    _addKey(seat_, key.signer, key.scopes, key.expiresAt);
  }

  function _addKey(uint16 seat_, bytes memory signer, uint8 scopes, uint40 expiresAt) internal {
    _requireFreeSigner(signer);
    if (scopes == 0 || scopes & ~ALL_SCOPES != 0) revert MemberBadScopes(scopes);
    if (expiresAt <= block.timestamp) revert MemberBadExpiry(expiresAt);
    uint256 position;
    while (position < MAX_KEYS && _keysOf[seat_][position] != 0) ++position;
    if (position == MAX_KEYS) revert MemberTooManyKeys(seat_, MAX_KEYS);

    bytes32 key = toKey(signer);
    _keysOf[seat_][position] = key;
    _signers[key] = signer;
    // A key that was revoked while it was suspended comes back suspended.
    uint256 suspended = _keys[key].suspendedUntil();
    uint256 own = packKeyFacts(seat_, scopes, position, block.timestamp, expiresAt, suspended);
    _toggleRemembered(key);
    _keys[key] = KeyFacts.wrap(own | _seatBits(seat_));

    emit MemberKeyAdded(seat_, key, signer, scopes, expiresAt);
  }

  function _dropKey(uint16 seat_, uint256 position) internal {
    bytes32 key = _keysOf[seat_][position];
    KeyFacts facts = _keys[key];

    delete _keysOf[seat_][position];
    // DEFENCE: suspension-outlives-revocation [facts.suspendedUntil() > block.timestamp => false]
    bool suspended = facts.suspendedUntil() > block.timestamp;
    _keys[key] = KeyFacts.wrap(suspended ? KeyFacts.unwrap(facts) & REMEMBERED_BITS : 0);
    _toggleRemembered(key);
    delete _signers[key];
    delete _rotations[key];
    _deviate(seat_);

    emit MemberKeyRevoked(seat_, key);
  }

  function _requireFreeSigner(bytes memory signer) private view {
    bytes32 key = toKey(signer);
    bool isCold = signer.length == 20 && _colds[address(bytes20(signer))] != 0;
    if (isCold) revert MemberBadSigner(signer); // DEFENCE: hot-is-not-cold
    bool known = signer.length == 20 ? key != 0 : _isApprovedSigner(signer);
    if (!known) revert MemberBadSigner(signer); // DEFENCE: approved-verifiers
    if (_keys[key].exists()) revert MemberKeyTaken(key, uint16(_keys[key].seat())); // DEFENCE: one-key-one-seat
  }

  function _isApprovedSigner(bytes memory signer) private view returns (bool) {
    return signer.length > 20 && signer.length <= MAX_SIGNER_BYTES && _verifiers[address(bytes20(signer))];
  }

  function _positionOf(uint16 seat_, bytes32 key) private view returns (uint256) {
    KeyFacts facts = _keys[key];
    if (!facts.exists() || facts.seat() != seat_) revert MemberKeyUnknown(seat_, key);
    return facts.position();
  }

  function _votingKeys(uint16 seat_) private view returns (uint256 count) {
    for (uint256 i = 0; i < MAX_KEYS; ++i) {
      bytes32 key = _keysOf[seat_][i];
      if (key != 0 && _keys[key].scopes() & SCOPE_VOTE != 0) ++count;
    }
  }

  function _setSuspendedUntil(bytes32 key, KeyFacts facts, uint40 until) private {
    uint256 cleared = KeyFacts.unwrap(facts) & ~(uint256(type(uint40).max) << 112);
    _toggleRemembered(key);
    _keys[key] = KeyFacts.wrap(cleared | (uint256(until) << 112));
    _toggleRemembered(key);
    _deviate(uint16(facts.seat()));
  }

  /// @dev Called before and after what is remembered of a key changes that is no seat's: puts it in the hash, or takes it out.
  function _toggleRemembered(bytes32 key) internal {
    KeyFacts facts = _keys[key];
    bool remembered = !facts.exists() && KeyFacts.unwrap(facts) != 0;
    if (remembered) _setsHash ^= uint256(keccak256(abi.encode(key, facts))); // DEFENCE: root-over-suspensions
  }

  function _setBallotsNeeded(uint16 seat_, uint8 ballotsNeeded) internal {
    uint256 votingKeys = _votingKeys(seat_);
    if (ballotsNeeded == 0 || ballotsNeeded > votingKeys) {
      revert MemberBadBallotsNeeded(seat_, ballotsNeeded, votingKeys);
    }
    uint8 oldNeeded = _seats[seat_].ballotsNeeded;

    _seats[seat_].ballotsNeeded = ballotsNeeded;
    _sync(seat_);
    _deviate(seat_);

    emit MemberBallotsNeededChanged(seat_, oldNeeded, ballotsNeeded);
  }

  function _changeCold(uint16 seat_, address cold) internal {
    _requireFreeCold(cold);
    Seats.Seat storage member = _seats[seat_];
    address oldCold = member.cold;

    delete _colds[oldCold];
    delete _coldChanges[seat_];
    _colds[cold] = uint256(seat_) + 1;
    member.cold = cold;
    _rootMembership();

    emit MemberColdChanged(seat_, oldCold, cold);
  }

  function _requireFreeCold(address cold) internal view {
    bool free = cold != address(0) && _colds[cold] == 0 && !_keys[toKey(abi.encodePacked(cold))].exists();
    if (!free) revert MemberBadCold(cold); // DEFENCE: cold-is-not-hot
  }

  function _keyCoolDown() private view returns (uint40) {
    return uint40(constitution.parameter(PARAMETER_KEY_COOL_DOWN).value);
  }

  function _requireDue(uint16 seat_, uint40 effectiveAt) private view {
    if (effectiveAt == 0) revert MemberNothingPending(seat_);
    if (block.timestamp < effectiveAt) revert MemberCoolingDown(seat_, effectiveAt); // DEFENCE: rotation-cool-down
  }
}
