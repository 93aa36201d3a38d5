// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {Governed} from "../access/Governed.sol";
import {IMemberRegistry} from "../interfaces/IMemberRegistry.sol";
import {CodeStore} from "../libraries/CodeStore.sol";
import {ALL_DUTIES, FOREVER, SCOPE_VOTE} from "../types/Duty.sol";
import {Electorate, packElectorate} from "../types/Electorate.sol";
import {ElectorateEntry, packEntry} from "../types/ElectorateEntry.sol";
import {KeyFacts, toKey} from "../types/KeyFacts.sol";
import {pagesFor} from "../types/ProposalRecord.sol";
import {Standing} from "../types/Standing.sol";
import {Seats} from "./Seats.sol";

/// @title Seats and their standing; the electorate as an immutable snapshot that one ballot reads for the price of a word.
/// @dev A snapshot is written when the electorate changes, by a loop bounded by MAX_SEATS. Key changes do not rewrite it: they
/// mark the seat as deviated, and a deviated seat's key is looked up here instead.
abstract contract ElectoralRoll is IMemberRegistry, Governed {
  using Checkpoints for Checkpoints.Trace208;
  using Seats for Seats.Seat;

  uint256 internal constant MAX_SEATS = 512;
  uint256 internal constant MAX_KEYS = 8;
  /// Longer than any proposal can live: period, extensions, delay and window at their limits.
  uint256 private constant SEAT_RELEASE = 366 days;
  /// The part of a key's word that is the key's own; the rest is a copy of its seat's facts.
  uint256 internal constant OWN_BITS = (1 << 152) - 1;

  struct Root {
    bytes32 hash;
    uint48 since;
  }

  Electorate internal _electorate;
  /// Of all admitted seats, applicants included.
  uint16 internal _heaviest;
  uint16 internal _admittedSeats;
  uint16 internal _admittedWeight;
  uint16 internal _seatCount;
  uint48 internal _foundedAt;

  mapping(uint16 seat => Seats.Seat) internal _seats;
  mapping(uint16 seat => bytes32[MAX_KEYS]) internal _keysOf;
  mapping(bytes32 key => KeyFacts) internal _keys;

  /// Members that have accepted and not left, by exactly the duties they hold.
  mapping(uint8 duties => uint256) internal _holders;

  mapping(uint256 version => Electorate) private _electorates;
  mapping(uint256 page => uint256) private _deviated;
  Checkpoints.Trace208 private _versionsByTime;
  /// Every suspension, reinstatement and removal, and how many there were by time.
  uint16[] private _changes;
  Checkpoints.Trace208 private _changeCounts;
  uint16[] private _suspended;
  uint16[] internal _released;
  uint256 internal _reissued;

  /// @inheritdoc IMemberRegistry
  uint256 public membershipVersion;
  mapping(uint256 version => Root) private _membershipRoots;

  // ---------------------------------------------------------------- the roll as modules read it

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
  function dutiesOf(uint16 seat_) external view returns (uint8) {
    return _seats[seat_].duties;
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
  function keysOf(uint16 seat_) public view returns (bytes32[] memory keys) {
    uint256 count;
    for (uint256 i = 0; i < MAX_KEYS; ++i) if (_keysOf[seat_][i] != 0) ++count;
    keys = new bytes32[](count);
    for (uint256 i = MAX_KEYS; count != 0; --i) {
      bytes32 key = _keysOf[seat_][i - 1];
      if (key != 0) keys[--count] = key;
    }
  }

  /// @inheritdoc IMemberRegistry
  function membershipRootAt(uint256 version) external view returns (bytes32 root, uint48 since) {
    return (_membershipRoots[version].hash, _membershipRoots[version].since);
  }

  // ---------------------------------------------------------------- seats and standing

  function _existing(uint16 seat_) internal view returns (Seats.Seat storage member) {
    member = _seats[seat_];
    if (member.admittedAt == 0) revert MemberUnknown(seat_);
    if (member.leftAt != 0) revert MemberLeft(seat_);
  }

  /// @dev A released seat is given again only when every proposal that was opened before its release has closed for certain.
  function _nextSeat() internal returns (uint16 seat_) {
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

  /// @dev Blocks from now: a date for a suspension, 0 to end one, FOREVER for a removal.
  function _block(uint16 seat_, uint40 until) internal {
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

  /// @dev The one writer of the copies of a seat's facts in its keys; an invariant compares them.
  function _sync(uint16 seat_) internal {
    uint256 seatBits = _seatBits(seat_);
    for (uint256 i = 0; i < MAX_KEYS; ++i) {
      bytes32 key = _keysOf[seat_][i];
      if (key != 0) _keys[key] = KeyFacts.wrap((KeyFacts.unwrap(_keys[key]) & OWN_BITS) | seatBits);
    }
  }

  function _seatBits(uint16 seat_) internal view returns (uint256) {
    Seats.Seat storage member = _seats[seat_];
    return
      (uint256(member.weight) << 152) |
      (uint256(member.ballotsNeeded) << 168) |
      (uint256(member.eligibleSince) << 176) |
      (member.blockedUntil(uint48(block.timestamp)) << 216);
  }

  // ---------------------------------------------------------------- electorate

  /// @dev Bounded by MAX_SEATS. Writes a new snapshot, in which no seat deviates.
  function _rebuild() internal {
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

  function _deviate(uint16 seat_) internal {
    uint256 bit = 1 << (seat_ & 0xff);
    uint256 page = seat_ >> 8;
    if (_electorate.version() == 0 || _deviated[page] & bit != 0) return;
    _deviated[page] |= bit;
    _electorate = _electorate.withDeviation();
  }

  function _electorateAtTime(uint256 timepoint) private view returns (Electorate) {
    if (timepoint >= block.timestamp) revert ERC5805FutureLookup(timepoint, uint48(block.timestamp));
    return _electorates[_versionsByTime.upperLookupRecent(uint48(timepoint))];
  }

  /// @dev Over seat, weight and cold account of every admitted seat, in order; not over acceptance.
  function _rootMembership() internal {
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
