// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {StorageSlot} from "@openzeppelin/contracts/utils/StorageSlot.sol";
import {IGovernorCore} from "../interfaces/IGovernorCore.sol";
import {CompactBallots} from "../libraries/CompactBallots.sol";
import {SignedBallot} from "../types/Ballots.sol";
import {SCOPE_PROPOSE, SCOPE_VOTE} from "../types/Duty.sol";
import {ElectorateEntry} from "../types/ElectorateEntry.sol";
import {AGREEMENT_BITS, AGREEMENTS_BITS, KeyFacts, agreementOf, toKey} from "../types/KeyFacts.sol";
import {
  FLAG_COMPLEX,
  FLAG_DECIDED,
  FLAG_EXTENDED,
  FLAG_PASSED,
  INLINE_SEATS,
  ProposalRecord
} from "../types/ProposalRecord.sol";
import {Count, Outcome} from "../types/Count.sol";
import {isConcerned} from "../types/Ruling.sol";
import {ProposalBook} from "./ProposalBook.sol";

/// @title Ballots: who may cast one, how it is counted, and when it closes the vote.
abstract contract BallotBox is ProposalBook {
  bytes32 private constant MEMBER_BALLOT_TYPEHASH = keccak256(
    "MemberBallot(uint256 proposalId,uint8 support,uint256 nonce,uint48 deadline)"
  );
  /// @notice What an aggregated count in one transaction needs to know.
  struct Poll {
    uint256 proposalId;
    uint256[] entries;
    uint256 deviations;
    uint256 concerned;
    uint256 proposer;
    uint48 deadline;
    bool proposerAgrees;
    Count count;
  }

  mapping(uint256 proposalId => mapping(uint256 seat => uint256)) private _nonces;
  mapping(uint256 proposalId => mapping(uint256 seat => uint256)) private _agreements;

  // ---------------------------------------------------------------- one ballot, step by step

  /// @notice See `IGovernor`.
  /// @custom:authority member
  function castVote(uint256 proposalId, uint8 support) external returns (uint256) {
    return _cast(msg.sender, proposalId, support, "", "");
  }

  /// @inheritdoc IGovernorCore
  function castFor(
    address voter,
    uint256 proposalId,
    uint8 support,
    string calldata reason,
    bytes calldata params
  ) external onlyFace returns (uint256) {
    return _cast(voter, proposalId, support, reason, params);
  }

  /// @notice See `IQuorateGovernor`.
  function castBallots(uint256 proposalId, SignedBallot[] calldata ballots) external {
    ProposalRecord kept = _existing(proposalId);
    bool superseded = _isSuperseded(proposalId, kept);
    emit BallotsSubmitted(proposalId, _unlessInTransaction(msg.data[4:]));
    // Bounded by the gas of the sender, who can send the rest in another transaction.
    for (uint256 i = 0; i < ballots.length; ++i) {
      SignedBallot calldata ballot = ballots[i];
      (bytes4 refusal, KeyFacts key) = superseded
        ? (GovernorVotingClosed.selector, KeyFacts.wrap(0))
        : _check(proposalId, kept, ballot);
      uint256 weight;
      if (refusal == 0) {
        weight = _weightOf(proposalId, kept, ballot.seat, key);
        if (weight == 0) refusal = GovernorNotEligible.selector;
      }
      if (refusal != 0) {
        emit BallotSkipped(proposalId, ballot.seat, refusal); // DEFENCE: bad-ballot-skipped
        continue;
      }
      if (ballot.nonce != 0) _nonces[proposalId][ballot.seat] = ballot.nonce;
      (kept, ) = _count(proposalId, kept, ballot.seat, ballot.support, weight);
      emit IGovernor.VoteCast(_accountOf(toKey(ballot.signatures[0].signer)), proposalId, ballot.support, weight, "");
    }
  }

  /// @notice See `IQuorateGovernor`.
  function ballotNonce(uint256 proposalId, uint16 seat) external view returns (uint64) {
    return uint64(_nonces[proposalId][seat]);
  }

  // ---------------------------------------------------------------- casting

  function _cast(
    address voter,
    uint256 proposalId,
    uint8 support,
    string memory reason,
    bytes memory params
  ) internal returns (uint256 weight) {
    ProposalRecord kept = _requireOpen(proposalId);
    if (support > 2) revert IGovernor.GovernorInvalidVoteType();
    KeyFacts key = registry.keyFacts(_keyOf(voter));
    if (!key.mayNow(SCOPE_VOTE, block.timestamp)) revert GovernorNotAllowed(_keyOf(voter)); // DEFENCE: members-only
    weight = _weightOf(proposalId, kept, key.seat(), key);
    if (weight == 0) revert GovernorNotEligible(proposalId, uint16(key.seat())); // DEFENCE: electorate-frozen
    if (key.ballotsNeeded() > 1 && !_agree(proposalId, kept, voter, key, support)) return 0;

    (, uint256 previous) = _count(proposalId, kept, key.seat(), support, weight);
    if (previous != 0) ++_nonces[proposalId][key.seat()];

    if (params.length == 0) emit IGovernor.VoteCast(voter, proposalId, support, weight, reason);
    else emit IGovernor.VoteCastWithParams(voter, proposalId, support, weight, reason, params);
  }

  function _requireOpen(uint256 proposalId) private view returns (ProposalRecord kept) {
    kept = _existing(proposalId);
    bool over = _isOver(kept) || _isSuperseded(proposalId, kept);
    if (over) revert GovernorVotingClosed(proposalId, _canvass.closesAt(kept)); // DEFENCE: voting-closed
  }

  /// @dev The rule is read only for a proposal that was open when an execution last touched the suite.
  function _isSuperseded(uint256 proposalId, ProposalRecord kept) private view returns (bool) {
    // DEFENCE: superseded-takes-no-ballots [kept.createdAt() <= _suiteChangedAt && => false &&]
    return kept.createdAt() <= _suiteChangedAt && ruleOfProposal(proposalId).supersededAt() != 0;
  }

  function _isOver(ProposalRecord kept) internal view returns (bool) {
    if (kept.isSettled()) return true;
    if (block.timestamp < kept.createdAt() + kept.closesAfter()) return false;
    return block.timestamp >= _canvass.closesAt(kept);
  }

  /// @dev A seat that accepted, or was weighed anew, since the proposal was created is read from the proposal's own electorate.
  function _weightOf(
    uint256 proposalId,
    ProposalRecord kept,
    uint256 seat,
    KeyFacts key
  ) private view returns (uint256) {
    // DEFENCE: concerned-seat
    if (kept.has(FLAG_COMPLEX) && isConcerned(_specials[proposalId].concerned, seat)) return 0;
    if (key.eligibleSince() < kept.createdAt()) return key.weight();
    return _weightIn(registry.electorateAt(kept.electorateVersion()).snapshot(), seat);
  }

  /// @dev One key of a seat that needs several agrees; true once enough of its present keys agree on the same choice.
  function _agree(
    uint256 proposalId,
    ProposalRecord kept,
    address voter,
    KeyFacts key,
    uint8 support
  ) private returns (bool) {
    uint256 seat = key.seat();
    bool voted = _choiceOf(proposalId, kept, seat) != 0;
    // Agreements are to one ballot: whatever the seat's keys agreed to before its last one is void.
    uint256 ballot = (_nonces[proposalId][seat] << 1) | (voted ? 1 : 0);
    uint256 agreements = _agreements[proposalId][seat];
    if (agreements >> AGREEMENTS_BITS != ballot) agreements = ballot << AGREEMENTS_BITS; // DEFENCE: agreements-to-one-ballot
    uint256 shift = key.position() * AGREEMENT_BITS;
    agreements &= ~(((1 << AGREEMENT_BITS) - 1) << shift);
    agreements |= agreementOf(_keyOf(voter), key.activeFrom(), support) << shift;

    uint256 agreed = registry.agreementsOf(uint16(seat), agreements, support);
    if (agreed >= key.ballotsNeeded()) {
      delete _agreements[proposalId][seat];
      return true;
    }
    _agreements[proposalId][seat] = agreements;
    emit BallotAgreed(proposalId, uint16(seat), voter, support, key.ballotsNeeded() - agreed);
    return false;
  }

  // ---------------------------------------------------------------- counting and closing

  /// @dev Puts the seat's weight where it voted, takes it from where it had voted, and closes the vote if that decided it.
  /// `previous` is the choice before, 0 for none.
  function _count(
    uint256 proposalId,
    ProposalRecord kept,
    uint256 seat,
    uint256 support,
    uint256 weight
  ) private returns (ProposalRecord settled, uint256 previous) {
    uint256 before = kept.weightFor();
    uint256 choice = support + 1;
    if (seat >= INLINE_SEATS) {
      (StorageSlot.Uint256Slot storage page, uint256 shift) = _pageOf(proposalId, seat);
      uint256 choices = page.value;
      previous = (choices >> shift) & 3;
      page.value = choices ^ ((previous ^ choice) << shift);
    } else {
      uint256 shift = seat * 2;
      previous = (ProposalRecord.unwrap(kept) >> shift) & 3;
      kept = ProposalRecord.wrap(ProposalRecord.unwrap(kept) ^ ((previous ^ choice) << shift));
    }
    if (previous != 0) kept = kept.withoutWeight(previous - 1, weight);
    kept = kept.withWeight(support, weight);
    // Stored first: the canvass asks for choices back.
    _records[proposalId] = kept;
    settled = _closeIfDecided(proposalId, kept, seat, support, before);
    if (ProposalRecord.unwrap(settled) != ProposalRecord.unwrap(kept)) _records[proposalId] = settled;
  }

  /// @dev Cheap for a ballot that cannot decide anything: no rule is read.
  function _closeIfDecided(
    uint256 proposalId,
    ProposalRecord kept,
    uint256 seat,
    uint256 support,
    uint256 before
  ) private returns (ProposalRecord) {
    bool mayPass = kept.weightFor() + kept.weightAbstain() >= kept.needed();
    bool mayFail = kept.weightAgainst() + kept.weightAbstain() > kept.mayLose();
    if (!mayPass && !mayFail && !kept.has(FLAG_COMPLEX)) return kept;

    // Weight in favour that is enough for certain needs no rule, if no seat left or was suspended since.
    bool certain =
      kept.weightFor() >= kept.needed() &&
        !kept.has(FLAG_COMPLEX) &&
        registry.electorate().touchedAt() < kept.createdAt();
    if (certain) return _close(proposalId, kept, true);

    (Outcome outcome, uint48 extendedTo) = _canvass.afterBallot(
      proposalId,
      kept,
      ruleOfProposal(proposalId),
      seat,
      support,
      before
    );
    // DEFENCE: early-finality
    if (outcome != Outcome.Open) return _close(proposalId, kept, outcome == Outcome.Accepted);
    if (extendedTo == 0) return kept;
    kept = kept.withClosesAfter(extendedTo - kept.createdAt()).withFlag(FLAG_EXTENDED);
    emit ProposalExtended(proposalId, _canvass.closesAt(kept));
    return kept;
  }

  /// @dev An acceptance enters the journal with what follows from it; a rejection, from which nothing follows, at once.
  function _close(uint256 proposalId, ProposalRecord kept, bool passed) internal returns (ProposalRecord) {
    uint256 closedAt = _isOver(kept) ? _canvass.closesAt(kept) : block.timestamp;
    kept = kept.withClosesAfter(closedAt - kept.createdAt()).withFlag(FLAG_DECIDED);
    if (passed) kept = kept.withFlag(FLAG_PASSED);
    uint256[] memory pages = _pagesOf(proposalId, kept);
    if (!passed) _advanceJournal(JournalKind.Closed, proposalId, keccak256(abi.encode(kept, pages)));
    emit ProposalClosed(proposalId, kept, pages);
    return kept;
  }

  // ---------------------------------------------------------------- signed ballots

  /// @dev The refusal, as the selector of the error that explains it, or a key of the seat among those that signed.
  function _check(
    uint256 proposalId,
    ProposalRecord kept,
    SignedBallot calldata ballot
  ) private view returns (bytes4, KeyFacts key) {
    if (kept.exists() && _isOver(kept)) return (GovernorVotingClosed.selector, key);
    if (ballot.support > 2) return (IGovernor.GovernorInvalidVoteType.selector, key);
    if (block.timestamp > ballot.deadline) return (GovernorBallotExpired.selector, key); // DEFENCE: ballot-deadline
    bool first = _choiceOf(proposalId, kept, ballot.seat) == 0;
    // A first ballot is taken only while the seat has none, so an old one can never come back.
    // DEFENCE: gaps-allowed [ballot.nonce <= _nonces => ballot.nonce != 1 + _nonces]
    bool stale = first ? ballot.nonce != 0 : ballot.nonce <= _nonces[proposalId][ballot.seat];
    if (stale) return (GovernorBallotStale.selector, key); // DEFENCE: ballot-replay
    bytes32 digest = _ballotDigest(proposalId, ballot.support, ballot.nonce, ballot.deadline);
    key = registry.signedBy(digest, ballot.seat, ballot.signatures);
    if (!key.exists()) return (GovernorBallotUnsigned.selector, key); // DEFENCE: ballot-signatures
    return (0, key);
  }

  function _ballotDigest(
    uint256 proposalId,
    uint256 support,
    uint256 nonce,
    uint256 deadline
  ) internal view returns (bytes32) {
    return _hashTypedData(keccak256(abi.encode(MEMBER_BALLOT_TYPEHASH, proposalId, support, nonce, deadline)));
  }

  // ---------------------------------------------------------------- aggregated ballots, one transaction

  /// @dev Counts compact ballots against the snapshot: no storage is read for a seat whose entry is current.
  function _pollCompact(Poll memory poll, bytes calldata ballots) internal {
    if (ballots.length % CompactBallots.SIZE != 0) revert GovernorBallotsMalformed();
    // DEFENCE: enact-deadline
    if (ballots.length != 0 && block.timestamp > poll.deadline) revert GovernorBallotExpired(0, poll.deadline);
    bytes32 digestFor = _ballotDigest(poll.proposalId, 1, 0, poll.deadline);
    bool plain = poll.deviations == 0 && poll.concerned == 0;
    uint256 offset;
    uint256 nextSeat;
    while (offset < ballots.length) {
      if (plain) {
        uint256 weight;
        bool agrees;
        (offset, nextSeat, weight, agrees) = CompactBallots.countCommon(
          ballots,
          offset,
          nextSeat,
          poll.entries,
          digestFor,
          poll.proposer
        );
        poll.count.weightFor += weight;
        if (agrees) poll.proposerAgrees = true;
        if (offset == ballots.length) return;
      }
      (uint256 seat, uint256 support) = CompactBallots.at(ballots, offset);
      bool inOrder = seat >= nextSeat && support <= 2;
      if (!inOrder) revert GovernorBallotsMalformed(); // DEFENCE: one-ballot-per-seat
      bytes32 digest = support == 1 ? digestFor : _ballotDigest(poll.proposalId, support, 0, poll.deadline);
      _pollOne(poll, seat, support, CompactBallots.signerAt(ballots, offset, digest));
      nextSeat = seat + 1;
      offset += CompactBallots.SIZE;
    }
  }

  function _pollOne(Poll memory poll, uint256 seat, uint256 support, address signer) private {
    ElectorateEntry entry = _entryOf(poll, seat);
    uint256 scopes = entry.scopes();
    bool current =
      signer != address(0) && entry.key() == signer && block.timestamp < entry.expiresAt() && !_deviates(poll, seat);
    if (!current) {
      KeyFacts key = registry.keyFacts(_keyOf(signer));
      scopes = key.scopes();
      bool votes =
        key.exists() &&
          key.seat() == seat && // DEFENCE: compact-key
          key.ballotsNeeded() == 1 && // DEFENCE: compact-ballots-needed
          key.mayNow(SCOPE_VOTE, block.timestamp); // DEFENCE: compact-key-active
      if (!votes) {
        emit BallotSkipped(poll.proposalId, uint16(seat), GovernorBallotUnsigned.selector);
        return;
      }
    }
    _pollCount(poll, seat, support, scopes);
  }

  /// @dev A seat that was given after the snapshot has no weight in it.
  function _entryOf(Poll memory poll, uint256 seat) private pure returns (ElectorateEntry) {
    return ElectorateEntry.wrap(seat < poll.entries.length ? poll.entries[seat] : 0);
  }

  /// @dev A seat whose key changed, or that was suspended, since the snapshot was written.
  function _deviates(Poll memory poll, uint256 seat) private view returns (bool) {
    // DEFENCE: deviation [poll.deviations != 0 && => false &&]
    return poll.deviations != 0 && registry.deviatedSeats(seat >> 8) & (1 << (seat & 0xff)) != 0;
  }

  function _pollCount(Poll memory poll, uint256 seat, uint256 support, uint256 scopes) private {
    uint256 weight = _entryOf(poll, seat).weight();
    if (weight == 0 || isConcerned(poll.concerned, seat)) {
      emit BallotSkipped(poll.proposalId, uint16(seat), GovernorNotEligible.selector);
      return;
    }
    if (support == 1) {
      poll.count.weightFor += weight;
      if (seat == poll.proposer && scopes & SCOPE_PROPOSE != 0) poll.proposerAgrees = true;
    } else if (support == 0) {
      poll.count.weightAgainst += weight;
    } else {
      poll.count.weightAbstain += weight;
    }
  }

  /// @dev Ballots that need more than one ECDSA signature, and those with deadlines of their own; not the seats that already
  /// voted in compact form: `voted` is ascending, and so are these.
  function _pollOthers(Poll memory poll, bytes calldata compact, SignedBallot[] calldata others) internal {
    uint256 nextSeat;
    uint256 cursor;
    for (uint256 i = 0; i < others.length; ++i) {
      SignedBallot calldata ballot = others[i];
      if (ballot.seat < nextSeat) revert GovernorBallotsMalformed();
      nextSeat = uint256(ballot.seat) + 1;
      bool twice;
      (twice, cursor) = _votedCompact(compact, cursor, ballot.seat);
      if (twice) revert GovernorBallotsMalformed(); // DEFENCE: one-form-per-seat

      // There is no record yet: whatever the seat said of this proposal before counts as nothing.
      (bytes4 refusal, KeyFacts key) = _check(poll.proposalId, ProposalRecord.wrap(0), ballot);
      if (refusal == 0) _pollCount(poll, ballot.seat, ballot.support, key.scopes());
      else emit BallotSkipped(poll.proposalId, ballot.seat, refusal);
    }
  }

  function _votedCompact(bytes calldata compact, uint256 cursor, uint256 seat) private pure returns (bool, uint256) {
    for (; cursor < compact.length; cursor += CompactBallots.SIZE) {
      (uint256 voted, ) = CompactBallots.at(compact, cursor);
      if (voted >= seat) return (voted == seat, cursor);
    }
    return (false, cursor);
  }

  // ---------------------------------------------------------------- evidence and keys

  /// @dev Where an account sent the call, it is the input of the transaction, kept by every node like the event would be;
  /// where a contract sent it, only an event shows it. This is no question of authority: everybody may send ballots.
  function _unlessInTransaction(bytes memory arguments) internal view returns (bytes memory) {
    // solhint-disable-next-line avoid-tx-origin
    return tx.origin == msg.sender && msg.sender.code.length == 0 ? bytes("") : arguments;
  }

  function _keyOf(address account) internal pure returns (bytes32) {
    return bytes32(uint256(uint160(account)));
  }

  /// @dev The address that stands for a key in OpenZeppelin's events: the account itself, or the low bits of a key's hash.
  function _accountOf(bytes32 key) internal pure returns (address) {
    return address(uint160(uint256(key)));
  }
}
