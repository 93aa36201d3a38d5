// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {Governed} from "../access/Governed.sol";
import {IConstitution} from "../interfaces/IConstitution.sol";
import {IMemberRegistry} from "../interfaces/IMemberRegistry.sol";
import {IModule} from "../interfaces/IModule.sol";
import {CodeStore} from "../libraries/CodeStore.sol";
import {SignatureCheck} from "../libraries/SignatureCheck.sol";
import {KeySignature} from "../types/Ballots.sol";
import {ALL_DUTIES, FOREVER, SCOPE_DUTY, SCOPE_VOTE} from "../types/Duty.sol";
import {Electorate, packElectorate} from "../types/Electorate.sol";
import {ElectorateEntry, packEntry} from "../types/ElectorateEntry.sol";
import {AGREEMENT_BITS, KeyFacts, agreementOf, packKeyFacts, toKey} from "../types/KeyFacts.sol";
import {pagesFor} from "../types/ProposalRecord.sol";
import {MODULE_ACCESSION, MODULE_GUARDIANS} from "../types/ModuleNames.sol";
import {PARAMETER_KEY_COOL_DOWN} from "../types/ParameterKeys.sol";
import {Standing} from "../types/Standing.sol";
import {Seats} from "./Seats.sol";

/// @title Seats, keys and standing; the electorate as an immutable snapshot that one ballot reads for the price of a word.
/// @dev A snapshot is written when the electorate changes, by a loop bounded by MAX_SEATS. Key changes do not rewrite it: they
/// mark the seat as deviated, and a deviated seat's key is looked up here instead.
contract MemberRegistry is IMemberRegistry, Governed {
  using Checkpoints for Checkpoints.Trace208;
  using Seats for Seats.Seat;

  uint256 private constant MAX_SEATS = 512;
  uint256 private constant MAX_KEYS = 8;
  uint256 private constant MAX_SIGNER_BYTES = 1024;
  uint256 private constant MAX_TOTAL_WEIGHT = type(uint16).max;
  uint8 private constant ALL_SCOPES = 15;
  /// Longer than any proposal can live: period, extensions, delay and window at their limits.
  uint256 private constant SEAT_RELEASE = 366 days;
  /// The part of a key's word that is the key's own; the rest is a copy of its seat's facts.
  uint256 private constant OWN_BITS = (1 << 152) - 1;
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

  struct Root {
    bytes32 hash;
    uint48 since;
  }

  /// @inheritdoc IMemberRegistry
  uint16 public immutable foundingQuorum;

  Electorate private _electorate;
  /// Of all admitted seats, applicants included.
  uint16 private _heaviest;
  uint16 private _admittedSeats;
  uint16 private _admittedWeight;
  uint16 private _seatCount;
  uint48 private _foundedAt;

  mapping(uint16 seat => Seats.Seat) private _seats;
  mapping(uint16 seat => bytes32[MAX_KEYS]) private _keysOf;
  mapping(bytes32 key => KeyFacts) private _keys;
  mapping(bytes32 key => bytes) private _signers;
  mapping(bytes32 key => Rotation) private _rotations;
  mapping(uint16 seat => ColdChange) private _coldChanges;
  mapping(address cold => uint256 seatPlusOne) private _colds;
  mapping(address verifier => bool) private _verifiers;
  /// The hashes of all approved verifiers in one, for the state root.
  uint256 private _verifiersHash;

  /// Members that have accepted and not left, by exactly the duties they hold.
  mapping(uint8 duties => uint256) private _holders;

  mapping(uint256 version => Electorate) private _electorates;
  mapping(uint256 page => uint256) private _deviated;
  Checkpoints.Trace208 private _versionsByTime;
  Checkpoints.Trace208 private _breakGlass;
  /// Every suspension, reinstatement and removal, and how many there were by time.
  uint16[] private _changes;
  Checkpoints.Trace208 private _changeCounts;
  uint16[] private _suspended;
  uint16[] private _released;
  uint256 private _reissued;

  uint256 public membershipVersion;
  mapping(uint256 version => Root) private _membershipRoots;

  modifier onlyCold(uint16 seat_) {
    _requireCold(seat_);
    _;
  }

  modifier onlyAccession() {
    // DEFENCE: accession-only
    if (msg.sender != constitution.module(MODULE_ACCESSION)) revert MemberNotAccession(msg.sender);
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

  /// @param foundingQuorum_ Share of weight, in basis points, that must accept before anything else works.
  constructor(IConstitution constitution_, uint16 foundingQuorum_) Governed(constitution_) {
    if (foundingQuorum_ == 0 || foundingQuorum_ > 10_000) revert MemberBadFoundingQuorum(foundingQuorum_);
    foundingQuorum = foundingQuorum_;
  }

  // ---------------------------------------------------------------- founding

  /// @inheritdoc IMemberRegistry
  function enroll(Founder[] calldata founders) external onlyFounder {
    for (uint256 i = 0; i < founders.length; ++i) {
      Founder calldata founder = founders[i];
      uint16 seat_ = _admit(founder.cold, founder.weight, founder.metadata);
      _setDuties(seat_, founder.duties);
      for (uint256 k = 0; k < founder.keys.length; ++k) _addKey(seat_, founder.keys[k]);
      if (founder.ballotsNeeded != 1) _setBallotsNeeded(seat_, founder.ballotsNeeded);
    }
    _rootMembership();
  }

  /// @inheritdoc IMemberRegistry
  function markAccepted(uint16 seat_) external onlyAccession {
    Seats.Seat storage member = _existing(seat_);
    if (member.acceptedAt != 0) revert MemberAcceptedAlready(seat_);

    member.acceptedAt = uint40(block.timestamp);
    member.eligibleSince = uint40(block.timestamp);
    ++_holders[member.duties];
    _sync(seat_);

    emit MemberAccepted(seat_);

    if (_foundedAt != 0) _rebuild();
    else _foundIfQuorate();
  }

  // ---------------------------------------------------------------- governed

  /// @inheritdoc IMemberRegistry
  function admit(address cold, uint16 weight, bytes32 metadata) external onlyGovernance returns (uint16 seat_) {
    seat_ = _admit(cold, weight, metadata);
    _rootMembership();
  }

  /// @inheritdoc IMemberRegistry
  function remove(uint16 seat_) external onlyGovernance {
    Seats.Seat storage member = _existing(seat_);

    member.leftAt = uint40(block.timestamp);
    _admittedWeight -= member.weight;
    --_admittedSeats;
    if (member.acceptedAt != 0) --_holders[member.duties];
    delete _colds[member.cold];
    for (uint256 i = 0; i < MAX_KEYS; ++i) {
      if (_keysOf[seat_][i] != 0) _dropKey(seat_, i);
    }
    delete _coldChanges[seat_];
    _block(seat_, FOREVER);
    _released.push(seat_);
    _rootMembership();
    _rebuild();

    emit MemberRemoved(seat_, member.weight);
  }

  /// @inheritdoc IMemberRegistry
  function suspend(uint16 seat_, uint40 until) external onlyGovernance {
    Seats.Seat storage member = _existing(seat_);
    if (member.acceptedAt == 0) revert MemberNotAccepted(seat_);
    if (until <= block.timestamp || until == FOREVER) revert MemberBadDate(until);

    _block(seat_, until);

    emit MemberSuspended(seat_, until);
  }

  /// @inheritdoc IMemberRegistry
  function reinstate(uint16 seat_) external onlyGovernance {
    Seats.Seat storage member = _existing(seat_);
    if (member.standing() != Standing.Suspended) revert MemberUnchanged(seat_);

    _block(seat_, 0);

    emit MemberReinstated(seat_);
  }

  /// @inheritdoc IMemberRegistry
  function setWeight(uint16 seat_, uint16 weight) external onlyGovernance {
    Seats.Seat storage member = _existing(seat_);
    uint16 oldWeight = member.weight;
    if (oldWeight == weight) revert MemberUnchanged(seat_);
    uint256 total = uint256(_admittedWeight) - oldWeight + weight;
    if (weight == 0 || total > MAX_TOTAL_WEIGHT) revert MemberBadWeight(weight, total);

    member.weight = weight;
    _admittedWeight = uint16(total);
    // Votes that are open keep the weight of their own electorate: a key older than this date reads it there.
    if (member.acceptedAt != 0) member.eligibleSince = uint40(block.timestamp);
    _sync(seat_);
    _rootMembership();
    _rebuild();

    emit MemberWeightChanged(seat_, oldWeight, weight);
  }

  /// @inheritdoc IMemberRegistry
  function setDuties(uint16 seat_, uint8 duties) external onlyGovernance {
    if (_existing(seat_).duties == duties) revert MemberUnchanged(seat_);
    _setDuties(seat_, duties);
  }

  /// @inheritdoc IMemberRegistry
  function replaceCold(uint16 seat_, address cold) external onlyGovernance {
    _existing(seat_);
    _changeCold(seat_, cold);
  }

  /// @inheritdoc IMemberRegistry
  function approveVerifier(address verifier) external onlyGovernance {
    if (verifier.code.length == 0 || _verifiers[verifier]) revert MemberBadSigner(abi.encodePacked(verifier));
    _verifiers[verifier] = true;
    _verifiersHash ^= uint256(keccak256(abi.encode(verifier)));
    emit VerifierApproved(verifier);
  }

  /// @inheritdoc IMemberRegistry
  function retireVerifier(address verifier) external onlyGovernance {
    if (!_verifiers[verifier]) revert MemberBadSigner(abi.encodePacked(verifier));
    delete _verifiers[verifier];
    _verifiersHash ^= uint256(keccak256(abi.encode(verifier)));
    emit VerifierRetired(verifier);
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

  // ---------------------------------------------------------------- reads for modules

  /// @inheritdoc IMemberRegistry
  function keyFacts(bytes32 key) external view returns (KeyFacts) {
    return _keys[key];
  }

  /// @inheritdoc IMemberRegistry
  function electorate() external view returns (Electorate) {
    return _electorate;
  }

  /// @inheritdoc IMemberRegistry
  function electorateAt(uint256 version) external view returns (Electorate) {
    return _electorates[version];
  }

  /// @inheritdoc IMemberRegistry
  function deviatedSeats(uint256 page) external view returns (uint256) {
    return _deviated[page];
  }

  /// @inheritdoc IMemberRegistry
  function seatsChanged(uint48 since, uint48 until) external view returns (uint16[] memory seats) {
    uint256 first = _changeCounts.upperLookupRecent(since - 1);
    seats = new uint16[](_changeCounts.upperLookupRecent(until) - first);
    for (uint256 i = 0; i < seats.length; ++i) seats[i] = _changes[first + i];
  }

  /// @inheritdoc IMemberRegistry
  function blockedUntil(uint16 seat_, uint48 time) external view returns (uint48) {
    return uint48(_seats[seat_].blockedUntil(time));
  }

  /// @inheritdoc IMemberRegistry
  function breakGlassSeconds(uint48 time) external view returns (uint256) {
    return _breakGlass.upperLookupRecent(time);
  }

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
  function dutiesOf(uint16 seat_) external view returns (uint8) {
    return _seats[seat_].duties;
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
  function dutyMasksHeld() external view returns (uint256 masks) {
    uint256[ALL_DUTIES + 1] memory suspended;
    for (uint256 i = 0; i < _suspended.length; ++i) {
      Seats.Seat storage member = _seats[_suspended[i]];
      if (member.standing() == Standing.Suspended) ++suspended[member.duties];
    }
    for (uint8 duties = 0; duties <= ALL_DUTIES; ++duties) {
      if (_holders[duties] > suspended[duties]) masks |= 1 << duties;
    }
  }

  /// @inheritdoc IMemberRegistry
  function strength() external view returns (Strength memory) {
    uint256 total = _electorate.weight();
    uint256 active = total;
    for (uint256 i = 0; i < _suspended.length; ++i) {
      Seats.Seat storage member = _seats[_suspended[i]];
      if (member.standing() == Standing.Suspended) active -= member.weight;
    }
    return Strength(active, total, _admittedWeight, _heaviest, _admittedSeats);
  }

  /// @inheritdoc IMemberRegistry
  function getVotes(address account) external view returns (uint256) {
    KeyFacts facts = _keys[toKey(abi.encodePacked(account))];
    return facts.mayNow(SCOPE_VOTE, block.timestamp) ? facts.weight() : 0;
  }

  /// @inheritdoc IMemberRegistry
  function getPastVotes(address account, uint256 timepoint) external view returns (uint256) {
    KeyFacts facts = _keys[toKey(abi.encodePacked(account))];
    Electorate past = _electorateAtTime(timepoint);
    if (!facts.exists() || past.snapshot() == address(0)) return 0;
    return ElectorateEntry.wrap(CodeStore.wordAt(past.snapshot(), facts.seat())).weight();
  }

  /// @inheritdoc IMemberRegistry
  function getPastTotalSupply(uint256 timepoint) external view returns (uint256) {
    return _electorateAtTime(timepoint).weight();
  }

  /// @inheritdoc IMemberRegistry
  function delegates(address account) external pure returns (address) {
    return account;
  }

  // ---------------------------------------------------------------- reads for people

  /// @inheritdoc IMemberRegistry
  function foundedAt() external view returns (uint48) {
    return _foundedAt;
  }

  /// @inheritdoc IMemberRegistry
  function seatCount() external view returns (uint16) {
    return _seatCount;
  }

  /// @inheritdoc IMemberRegistry
  function seat(uint16 seat_) external view returns (Seat memory) {
    Seats.Seat storage member = _seats[seat_];
    return
      Seat(
        member.weight,
        member.ballotsNeeded,
        member.duties,
        uint8(keysOf(seat_).length),
        member.admittedAt,
        member.acceptedAt,
        member.eligibleSince,
        member.leftAt,
        member.cold,
        member.metadata
      );
  }

  /// @inheritdoc IMemberRegistry
  function standing(uint16 seat_) external view returns (Standing) {
    return _seats[seat_].standing();
  }

  /// @inheritdoc IMemberRegistry
  function suspendedUntil(uint16 seat_) external view returns (uint48) {
    uint256 until = _seats[seat_].blockedUntil(uint48(block.timestamp));
    return until == FOREVER || until <= block.timestamp ? 0 : uint48(until);
  }

  /// @inheritdoc IMemberRegistry
  function signerOf(bytes32 key) external view returns (bytes memory) {
    return _signers[key];
  }

  /// @inheritdoc IMemberRegistry
  function keysOf(uint16 seat_) public view returns (bytes32[] memory keys) {
    keys = new bytes32[](MAX_KEYS);
    uint256 count;
    for (uint256 i = 0; i < MAX_KEYS; ++i) {
      bytes32 key = _keysOf[seat_][i];
      if (key != 0) keys[count++] = key;
    }
    assembly ("memory-safe") {
      mstore(keys, count)
    }
  }

  /// @inheritdoc IMemberRegistry
  function rotationOf(bytes32 key) external view returns (bytes memory signer, uint48 effectiveAt) {
    return (_rotations[key].signer, _rotations[key].effectiveAt);
  }

  /// @inheritdoc IMemberRegistry
  function membershipRootAt(uint256 version) external view returns (bytes32 root, uint48 since) {
    return (_membershipRoots[version].hash, _membershipRoots[version].since);
  }

  /// @inheritdoc IModule
  /// @dev Over every seat ever given, with its dates, keys, scopes and what is pending, and over the approved verifiers.
  function stateRoot() external view returns (bytes32 root) {
    root = keccak256(abi.encode(_foundedAt, foundingQuorum, _verifiersHash, _reissued));
    for (uint16 i = 0; i < _seatCount; ++i) {
      root = keccak256(abi.encode(root, _seats[i].digest(), _coldChanges[i]));
      for (uint256 k = 0; k < MAX_KEYS; ++k) {
        bytes32 key = _keysOf[i][k];
        if (key == 0) continue;
        root = keccak256(abi.encode(root, key, KeyFacts.unwrap(_keys[key]) & OWN_BITS, _rotations[key]));
      }
    }
  }

  function _electorateAtTime(uint256 timepoint) private view returns (Electorate) {
    if (timepoint >= block.timestamp) revert ERC5805FutureLookup(timepoint, uint48(block.timestamp));
    return _electorates[_versionsByTime.upperLookupRecent(uint48(timepoint))];
  }

  // ---------------------------------------------------------------- members

  function _requireCold(uint16 seat_) private view {
    if (_seats[seat_].cold != msg.sender) revert MemberNotCold(seat_, msg.sender); // DEFENCE: cold-only
    if (_seats[seat_].leftAt != 0) revert MemberLeft(seat_);
  }

  function _requireFounded() private view {
    if (_foundedAt == 0) revert MemberNotFounded(); // DEFENCE: closed-until-founded
  }

  function _existing(uint16 seat_) private view returns (Seats.Seat storage member) {
    member = _seats[seat_];
    if (member.admittedAt == 0) revert MemberUnknown(seat_);
    if (member.leftAt != 0) revert MemberLeft(seat_);
  }

  function _admit(address cold, uint16 weight, bytes32 metadata) private returns (uint16 seat_) {
    _requireFreeCold(cold);
    uint256 total = uint256(_admittedWeight) + weight;
    if (weight == 0 || total > MAX_TOTAL_WEIGHT) revert MemberBadWeight(weight, total);

    seat_ = _nextSeat();
    _admittedWeight = uint16(total);
    ++_admittedSeats;
    if (weight > _heaviest) _heaviest = weight;
    _colds[cold] = uint256(seat_) + 1;
    Seats.Seat storage member = _seats[seat_];
    member.weight = weight;
    member.ballotsNeeded = 1;
    member.duties = 0;
    member.admittedAt = uint40(block.timestamp);
    member.acceptedAt = 0;
    member.eligibleSince = 0;
    member.leftAt = 0;
    member.cold = cold;
    member.metadata = metadata;

    emit MemberAdmitted(seat_, cold, weight, metadata);
  }

  /// @dev A released seat is given again only when every proposal that was opened before its release has closed for certain.
  function _nextSeat() private returns (uint16 seat_) {
    if (_reissued < _released.length) {
      seat_ = _released[_reissued];
      // DEFENCE: seat-release [+ SEAT_RELEASE < => + 0 <]
      if (_seats[seat_].leftAt + SEAT_RELEASE < block.timestamp) {
        ++_reissued;
        _seats[seat_].blocks.push(uint48(block.timestamp), 0);
        return seat_;
      }
    }
    seat_ = _seatCount;
    if (seat_ == MAX_SEATS) revert MemberTooMany(MAX_SEATS);
    _seatCount = seat_ + 1;
  }

  function _setDuties(uint16 seat_, uint8 duties) private {
    if (duties & ~ALL_DUTIES != 0) revert MemberBadDuties(duties);
    uint8 oldDuties = _seats[seat_].duties;
    if (oldDuties == duties) return;

    if (_seats[seat_].acceptedAt != 0) {
      --_holders[oldDuties];
      ++_holders[duties];
    }
    _seats[seat_].duties = duties;

    emit MemberDutiesChanged(seat_, oldDuties, duties);
  }

  function _setBallotsNeeded(uint16 seat_, uint8 ballotsNeeded) private {
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

  function _changeCold(uint16 seat_, address cold) private {
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

  function _requireFreeCold(address cold) private view {
    bool free = cold != address(0) && _colds[cold] == 0 && !_keys[toKey(abi.encodePacked(cold))].exists();
    if (!free) revert MemberBadCold(cold); // DEFENCE: cold-is-not-hot
  }

  /// @dev Blocks from now: a date for a suspension, 0 to end one, FOREVER for a removal.
  function _block(uint16 seat_, uint40 until) private {
    Seats.Seat storage member = _seats[seat_];
    member.blocks.push(uint48(block.timestamp), until);
    _changes.push(seat_);
    _changeCounts.push(uint48(block.timestamp), uint208(_changes.length));
    _listSuspended(seat_, until);
    _sync(seat_);
    _deviate(seat_);
    _electorate = _electorate.withTouch(block.timestamp);
  }

  /// @dev Keeps the list to the seats that are suspended now; bounded by those that were when it was kept last.
  function _listSuspended(uint16 seat_, uint40 until) private {
    for (uint256 i = _suspended.length; i > 0; --i) {
      uint16 listed = _suspended[i - 1];
      if (listed != seat_ && _seats[listed].standing() == Standing.Suspended) continue;
      _suspended[i - 1] = _suspended[_suspended.length - 1];
      _suspended.pop();
    }
    if (until != 0 && until != FOREVER) _suspended.push(seat_);
  }

  // ---------------------------------------------------------------- keys

  function _addKey(uint16 seat_, NewKey calldata key) private {
    _addKey(seat_, key.signer, key.scopes, key.expiresAt);
  }

  function _addKey(uint16 seat_, bytes memory signer, uint8 scopes, uint40 expiresAt) private {
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
    _keys[key] = KeyFacts.wrap(own | _seatBits(seat_));

    emit MemberKeyAdded(seat_, key, signer, scopes, expiresAt);
  }

  function _dropKey(uint16 seat_, uint256 position) private {
    bytes32 key = _keysOf[seat_][position];
    KeyFacts facts = _keys[key];

    delete _keysOf[seat_][position];
    // DEFENCE: suspension-outlives-revocation [facts.suspendedUntil() > block.timestamp => false]
    bool suspended = facts.suspendedUntil() > block.timestamp;
    _keys[key] = KeyFacts.wrap(suspended ? KeyFacts.unwrap(facts) & REMEMBERED_BITS : 0);
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
    _keys[key] = KeyFacts.wrap(cleared | (uint256(until) << 112));
    _deviate(uint16(facts.seat()));
  }

  /// @dev The one writer of the copies of a seat's facts in its keys; an invariant compares them.
  function _sync(uint16 seat_) private {
    uint256 seatBits = _seatBits(seat_);
    for (uint256 i = 0; i < MAX_KEYS; ++i) {
      bytes32 key = _keysOf[seat_][i];
      if (key != 0) _keys[key] = KeyFacts.wrap((KeyFacts.unwrap(_keys[key]) & OWN_BITS) | seatBits);
    }
  }

  function _seatBits(uint16 seat_) private view returns (uint256) {
    Seats.Seat storage member = _seats[seat_];
    return
      (uint256(member.weight) << 152) |
      (uint256(member.ballotsNeeded) << 168) |
      (uint256(member.eligibleSince) << 176) |
      (member.blockedUntil(uint48(block.timestamp)) << 216);
  }

  function _keyCoolDown() private view returns (uint40) {
    return uint40(constitution.parameter(PARAMETER_KEY_COOL_DOWN).value);
  }

  function _requireDue(uint16 seat_, uint40 effectiveAt) private view {
    if (effectiveAt == 0) revert MemberNothingPending(seat_);
    if (block.timestamp < effectiveAt) revert MemberCoolingDown(seat_, effectiveAt); // DEFENCE: rotation-cool-down
  }

  function _foundIfQuorate() private {
    uint256 accepted;
    for (uint16 i = 0; i < _seatCount; ++i) {
      if (_seats[i].acceptedAt != 0) accepted += _seats[i].weight;
    }
    if (accepted * 10_000 < uint256(_admittedWeight) * foundingQuorum) return; // DEFENCE: founding-quorum

    _foundedAt = uint48(block.timestamp);
    _rebuild();

    emit ConsortiumFounded(accepted, _admittedWeight);
  }

  // ---------------------------------------------------------------- electorate

  /// @dev Bounded by MAX_SEATS. Writes a new snapshot, in which no seat deviates.
  function _rebuild() private {
    uint256[] memory entries = new uint256[](_seatCount);
    uint256 total;
    uint256 heaviest;
    for (uint16 i = 0; i < entries.length; ++i) {
      Seats.Seat storage member = _seats[i];
      if (member.leftAt != 0) continue;
      uint256 weight = member.weight;
      if (weight > heaviest) heaviest = weight;
      if (member.acceptedAt == 0) continue;
      entries[i] = _entryOf(i, member, weight);
      total += weight;
    }
    for (uint256 page = 0; page * 256 < entries.length; ++page) delete _deviated[page];

    uint256 version = _electorate.version() + 1;
    address snapshot = CodeStore.write(entries);
    _electorate = packElectorate(snapshot, version, total, _electorate.touchedAt(), pagesFor(entries.length));
    _electorates[version] = _electorate;
    _versionsByTime.push(uint48(block.timestamp), uint208(version));
    _heaviest = uint16(heaviest);

    emit ElectorateChanged(version, snapshot, snapshot.codehash, total);
  }

  /// @dev The first key that may vote alone; without one, or while the seat is blocked, ballots ask the registry.
  function _entryOf(uint16 seat_, Seats.Seat storage member, uint256 weight) private view returns (uint256) {
    if (member.ballotsNeeded == 1) {
      for (uint256 i = 0; i < MAX_KEYS; ++i) {
        bytes32 key = _keysOf[seat_][i];
        KeyFacts facts = _keys[key];
        bool plain = uint256(key) >> 160 == 0 && key != 0;
        if (plain && facts.mayNow(SCOPE_VOTE, block.timestamp)) {
          return packEntry(address(uint160(uint256(key))), weight, facts.expiresAt(), facts.scopes());
        }
      }
    }
    return packEntry(address(0), weight, 0, 0);
  }

  function _deviate(uint16 seat_) private {
    uint256 bit = 1 << (seat_ & 0xff);
    uint256 page = seat_ >> 8;
    if (_electorate.version() == 0 || _deviated[page] & bit != 0) return;
    _deviated[page] |= bit;
    _electorate = _electorate.withDeviation();
  }

  /// @dev Over seat, weight and cold account of every admitted seat, in order; not over acceptance.
  function _rootMembership() private {
    bytes32 root;
    for (uint16 i = 0; i < _seatCount; ++i) {
      Seats.Seat storage member = _seats[i];
      if (member.leftAt == 0) root = keccak256(abi.encode(root, i, member.weight, member.cold));
    }
    uint256 version = ++membershipVersion;
    _membershipRoots[version] = Root(root, uint48(block.timestamp));

    emit MembershipChanged(version, root);
  }
}
