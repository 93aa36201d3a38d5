// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {IQuorateGovernor} from "../interfaces/IQuorateGovernor.sol";
import {CompactBallots} from "../libraries/CompactBallots.sol";
import {SignatureCheck} from "../libraries/SignatureCheck.sol";
import {KeySignature, SignedBallot} from "../types/Ballots.sol";
import {SCOPE_PROPOSE, SCOPE_VOTE} from "../types/Duty.sol";
import {ElectorateEntry} from "../types/Electorate.sol";
import {KeyFacts, toKey} from "../types/KeyFacts.sol";
import {FLAG_COMPLEX, FLAG_DECIDED, FLAG_EXTENDED, FLAG_PASSED, INLINE_SEATS, ProposalRecord, SEATS_PER_PAGE} from "../types/ProposalRecord.sol";
import {RuleWord} from "../types/Rule.sol";
import {ProposalBook} from "./ProposalBook.sol";
import {Tally} from "./Tally.sol";

/// @title Ballots: who may cast one, how it is counted, and when it closes the vote.
abstract contract BallotBox is ProposalBook {
  bytes32 private constant MEMBER_BALLOT_TYPEHASH =
    keccak256("MemberBallot(uint256 proposalId,uint8 support,uint256 nonce,uint48 deadline)");
  bytes32 private constant OZ_BALLOT_TYPEHASH =
    keccak256("Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce)");
  bytes32 private constant OZ_EXTENDED_BALLOT_TYPEHASH =
    keccak256(
      "ExtendedBallot(uint256 proposalId,uint8 support,address voter,uint256 nonce,string reason,bytes params)"
    );
  /// An agreement of one key: its choice (2 bits) and the low bits of its name, so that another key at the same position
  /// does not inherit it.
  uint256 private constant AGREEMENT_BITS = 24;
  uint256 private constant MAX_KEYS = 8;

  /// @notice What an aggregated count in one transaction needs to know.
  struct Poll {
    uint256 proposalId;
    uint256[] entries;
    uint256 deviations;
    uint256 concerned;
    uint256 proposer;
    uint48 deadline;
    bool proposerAgrees;
    Tally.Count count;
    bytes32[3] digests;
  }

  mapping(uint256 proposalId => mapping(uint256 seat => uint256)) private _nonces;
  mapping(uint256 proposalId => mapping(uint256 seat => uint256)) private _agreements;

  // ---------------------------------------------------------------- one ballot, step by step

  /// @inheritdoc IGovernor
  function castVote(uint256 proposalId, uint8 support) external returns (uint256) {
    return _castDirect(proposalId, support, "", "");
  }

  /// @inheritdoc IGovernor
  function castVoteWithReason(uint256 proposalId, uint8 support, string calldata reason) external returns (uint256) {
    return _castDirect(proposalId, support, reason, "");
  }

  /// @inheritdoc IGovernor
  function castVoteWithReasonAndParams(
    uint256 proposalId,
    uint8 support,
    string calldata reason,
    bytes memory params
  ) external returns (uint256) {
    return _castDirect(proposalId, support, reason, params);
  }

  /// @inheritdoc IGovernor
  function castVoteBySig(
    uint256 proposalId,
    uint8 support,
    address voter,
    bytes memory signature
  ) external returns (uint256) {
    bytes32 structHash = keccak256(
      abi.encode(OZ_BALLOT_TYPEHASH, proposalId, support, voter, _nextNonce(proposalId, voter))
    );
    return _castForeign(proposalId, support, voter, structHash, signature, "", "");
  }

  /// @inheritdoc IGovernor
  function castVoteWithReasonAndParamsBySig(
    uint256 proposalId,
    uint8 support,
    address voter,
    string calldata reason,
    bytes memory params,
    bytes memory signature
  ) external returns (uint256) {
    bytes32 structHash = keccak256(
      abi.encode(
        OZ_EXTENDED_BALLOT_TYPEHASH,
        proposalId,
        support,
        voter,
        _nextNonce(proposalId, voter),
        keccak256(bytes(reason)),
        keccak256(params)
      )
    );
    return _castForeign(proposalId, support, voter, structHash, signature, reason, params);
  }

  /// @inheritdoc IQuorateGovernor
  function castBallots(uint256 proposalId, SignedBallot[] calldata ballots) external {
    ProposalRecord kept = _existing(proposalId);
    // Bounded by the gas of the sender, who can send the rest in another transaction.
    for (uint256 i = 0; i < ballots.length; ++i) {
      SignedBallot calldata ballot = ballots[i];
      if (_closedFor(kept)) {
        emit BallotSkipped(proposalId, ballot.seat, GovernorVotingClosed.selector);
        continue;
      }
      (bytes4 refusal, uint256 weight) = _check(proposalId, kept, ballot);
      if (refusal != 0) {
        emit BallotSkipped(proposalId, ballot.seat, refusal); // DEFENCE: bad-ballot-skipped
        continue;
      }
      if (ballot.nonce != 0) _nonces[proposalId][ballot.seat] = ballot.nonce;
      kept = _count(proposalId, kept, ballot.seat, ballot.support, weight);
      emit BallotSubmitted(proposalId, ballot.seat, ballot);
      emit VoteCast(_accountOf(toKey(ballot.signatures[0].signer)), proposalId, ballot.support, weight, "");
    }
  }

  /// @inheritdoc IQuorateGovernor
  function ballotNonce(uint256 proposalId, uint16 seat) external view returns (uint64) {
    return uint64(_nonces[proposalId][seat]);
  }

  /// @inheritdoc IGovernor
  function hasVoted(uint256 proposalId, address account) external view returns (bool) {
    KeyFacts key = _registry.keyFacts(_keyOf(account));
    return key.exists() && _choiceOf(proposalId, _records[proposalId], key.seat()) != 0;
  }

  // ---------------------------------------------------------------- casting

  function _castDirect(
    uint256 proposalId,
    uint8 support,
    string memory reason,
    bytes memory params
  ) private returns (uint256 weight) {
    ProposalRecord kept = _requireOpen(proposalId);
    KeyFacts key = _registry.keyFacts(_keyOf(msg.sender));
    weight = _requireVote(proposalId, kept, key, msg.sender, support);
    if (key.ballotsNeeded() > 1) {
      if (!_agree(proposalId, key, support)) return 0;
    } else if (_choiceOf(proposalId, kept, key.seat()) != 0) {
      ++_nonces[proposalId][key.seat()];
    }

    _count(proposalId, kept, key.seat(), support, weight);

    _logVote(msg.sender, proposalId, support, weight, reason, params);
  }

  /// @dev A ballot in one of OpenZeppelin's forms, for a seat that one key speaks for.
  function _castForeign(
    uint256 proposalId,
    uint8 support,
    address voter,
    bytes32 structHash,
    bytes memory signature,
    string memory reason,
    bytes memory params
  ) private returns (uint256 weight) {
    ProposalRecord kept = _requireOpen(proposalId);
    KeyFacts key = _registry.keyFacts(_keyOf(voter));
    weight = _requireVote(proposalId, kept, key, voter, support);
    bool signed = key.ballotsNeeded() == 1 &&
      SignatureCheck.isValid(abi.encodePacked(voter), _hashTypedDataV4(structHash), signature);
    if (!signed) revert GovernorInvalidSignature(voter); // DEFENCE: foreign-signature
    if (_choiceOf(proposalId, kept, key.seat()) != 0) ++_nonces[proposalId][key.seat()];

    _count(proposalId, kept, key.seat(), support, weight);

    _logVote(voter, proposalId, support, weight, reason, params);
  }

  function _logVote(
    address voter,
    uint256 proposalId,
    uint8 support,
    uint256 weight,
    string memory reason,
    bytes memory params
  ) private {
    if (params.length == 0) emit VoteCast(voter, proposalId, support, weight, reason);
    else emit VoteCastWithParams(voter, proposalId, support, weight, reason, params);
  }

  /// @dev OpenZeppelin's forms carry the number of the ballot: 0 for the first, one more for every change.
  function _nextNonce(uint256 proposalId, address voter) private view returns (uint256) {
    uint256 seat = _registry.keyFacts(_keyOf(voter)).seat();
    if (_choiceOf(proposalId, _records[proposalId], seat) == 0) return 0;
    return _nonces[proposalId][seat] + 1;
  }

  function _requireOpen(uint256 proposalId) private view returns (ProposalRecord kept) {
    kept = _existing(proposalId);
    if (_closedFor(kept)) revert GovernorVotingClosed(proposalId, uint48(_closesAt(kept))); // DEFENCE: voting-closed
  }

  function _closedFor(ProposalRecord kept) internal view returns (bool) {
    if (kept.isSettled()) return true;
    if (block.timestamp < kept.createdAt() + kept.closesAfter()) return false;
    return block.timestamp >= _closesAt(kept);
  }

  /// @dev Reverts unless the key may vote on the proposal now; the weight is that of the proposal's electorate.
  function _requireVote(
    uint256 proposalId,
    ProposalRecord kept,
    KeyFacts key,
    address account,
    uint8 support
  ) private view returns (uint256 weight) {
    if (support > 2) revert GovernorInvalidVoteType();
    if (!key.mayNow(SCOPE_VOTE, block.timestamp)) revert GovernorNotAllowed(_keyOf(account)); // DEFENCE: members-only
    weight = _weightOf(proposalId, kept, key.seat(), key);
    if (weight == 0) revert GovernorNotEligible(proposalId, uint16(key.seat())); // DEFENCE: electorate-frozen
  }

  /// @dev A seat that accepted, or was weighed anew, since the proposal was created is read from the proposal's own electorate.
  function _weightOf(
    uint256 proposalId,
    ProposalRecord kept,
    uint256 seat,
    KeyFacts key
  ) private view returns (uint256) {
    if (kept.has(FLAG_COMPLEX) && _isConcerned(_specials[proposalId].concerned, seat)) return 0; // DEFENCE: concerned-seat
    if (key.eligibleSince() < kept.createdAt()) return key.weight();
    return _weightIn(_registry.electorateAt(kept.electorateVersion()).snapshot(), seat);
  }

  /// @dev One key of a seat that needs several agrees; true once enough of its present keys agree on the same choice.
  function _agree(uint256 proposalId, KeyFacts key, uint8 support) private returns (bool) {
    uint256 seat = key.seat();
    uint256 agreements = _agreements[proposalId][seat];
    uint256 shift = key.position() * AGREEMENT_BITS;
    agreements &= ~(((1 << AGREEMENT_BITS) - 1) << shift);
    agreements |= _agreementOf(_keyOf(msg.sender), support) << shift;

    uint256 agreed;
    for (uint256 i = 0; i < MAX_KEYS; ++i) {
      uint256 given = (agreements >> (i * AGREEMENT_BITS)) & ((1 << AGREEMENT_BITS) - 1);
      if (given == 0) continue;
      // A key that was taken away, or that may not vote any more, takes its agreement along.
      bytes32 present = _registry.keyAt(uint16(seat), i);
      bool holds = given == _agreementOf(present, support) &&
        _registry.keyFacts(present).mayNow(SCOPE_VOTE, block.timestamp); // DEFENCE: agreement-of-present-keys
      if (holds) ++agreed;
    }
    if (agreed >= key.ballotsNeeded()) {
      delete _agreements[proposalId][seat];
      if (_choiceOf(proposalId, _records[proposalId], seat) != 0) ++_nonces[proposalId][seat];
      return true;
    }
    _agreements[proposalId][seat] = agreements;
    emit BallotAgreed(proposalId, uint16(seat), msg.sender, support, key.ballotsNeeded() - agreed);
    return false;
  }

  function _agreementOf(bytes32 key, uint256 support) private pure returns (uint256) {
    return ((uint256(keccak256(abi.encode(key))) << 2) | (support + 1)) & ((1 << AGREEMENT_BITS) - 1);
  }

  // ---------------------------------------------------------------- counting and closing

  /// @dev Puts the seat's weight where it voted, takes it from where it had voted, and closes the vote if that decided it.
  function _count(
    uint256 proposalId,
    ProposalRecord kept,
    uint256 seat,
    uint256 support,
    uint256 weight
  ) private returns (ProposalRecord) {
    uint256 before = kept.weightFor();
    uint256 previous;
    if (seat < INLINE_SEATS) {
      previous = (ProposalRecord.unwrap(kept) >> (seat * 2)) & 3;
      uint256 flipped = (previous ^ (support + 1)) << (seat * 2);
      kept = ProposalRecord.wrap(ProposalRecord.unwrap(kept) ^ flipped);
    } else {
      uint256 place = seat - INLINE_SEATS;
      uint256 shift = (place % SEATS_PER_PAGE) * 2;
      uint256 page = _pages[proposalId][place / SEATS_PER_PAGE];
      previous = (page >> shift) & 3;
      _pages[proposalId][place / SEATS_PER_PAGE] = page ^ ((previous ^ (support + 1)) << shift);
    }
    if (previous != 0) kept = kept.withoutWeight(previous - 1, weight);
    kept = kept.withWeight(support, weight);
    kept = _closeIfDecided(proposalId, kept, seat, support, before);
    _records[proposalId] = kept;
    return kept;
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
    bool certain = kept.weightFor() >= kept.needed() &&
      !kept.has(FLAG_COMPLEX) &&
      _registry.electorate().touchedAt() < kept.createdAt();
    if (certain) return _close(proposalId, kept, true);

    RuleWord rule = ruleOfProposal(proposalId);
    if (rule.supersededAt() != 0) return kept; // DEFENCE: no-decision-when-superseded
    if (support == 0 && _registry.seat(uint16(seat)).duties & rule.vetoDuties() != 0) {
      return _close(proposalId, kept, false); // DEFENCE: veto
    }
    Tally.Count memory count = _countAt(proposalId, kept, uint48(block.timestamp));
    Tally.Outcome outcome = Tally.outcome(count, rule.quorum(), rule.threshold());
    if (outcome == Tally.Outcome.Rejected) return _close(proposalId, kept, false); // DEFENCE: early-rejection
    // Holders of a veto keep their time.
    if (outcome == Tally.Outcome.Accepted && rule.vetoDuties() == 0) return _close(proposalId, kept, true);
    return _extendIfLate(proposalId, kept, rule, before);
  }

  /// @dev A quorum reached within the last seconds gives everybody that long to answer, once.
  function _extendIfLate(
    uint256 proposalId,
    ProposalRecord kept,
    RuleWord rule,
    uint256 before
  ) private returns (ProposalRecord) {
    if (rule.lateExtension() == 0 || kept.has(FLAG_EXTENDED)) return kept;
    uint256 bar = Tally.bar(_countAt(proposalId, kept, uint48(block.timestamp)).total, rule.quorum());
    uint256 closesAt = block.timestamp + rule.lateExtension();
    if (before >= bar || kept.weightFor() < bar || closesAt <= _closesAt(kept)) return kept;
    emit ProposalExtended(proposalId, uint48(closesAt));
    return kept.withClosesAfter(closesAt - kept.createdAt()).withFlag(FLAG_EXTENDED); // DEFENCE: late-extension
  }

  function _close(uint256 proposalId, ProposalRecord kept, bool passed) internal returns (ProposalRecord) {
    uint256 closedAt = _closedFor(kept) ? _closesAt(kept) : block.timestamp;
    kept = kept.withClosesAfter(closedAt - kept.createdAt()).withFlag(FLAG_DECIDED);
    if (passed) kept = kept.withFlag(FLAG_PASSED);
    uint256[] memory pages = _pagesOf(proposalId, kept);
    _advanceJournal(JournalKind.Closed, proposalId, keccak256(abi.encode(kept, pages)));
    emit ProposalClosed(proposalId, kept, pages);
    return kept;
  }

  /// @dev The pages of choices that the proposal's electorate can have; none for 44 seats or fewer.
  function _pagesOf(uint256 proposalId, ProposalRecord kept) private view returns (uint256[] memory pages) {
    address snapshot = _registry.electorateAt(kept.electorateVersion()).snapshot();
    uint256 seats = snapshot.code.length / 32;
    pages = new uint256[](seats <= INLINE_SEATS ? 0 : (seats - INLINE_SEATS - 1) / SEATS_PER_PAGE + 1);
    for (uint256 i = 0; i < pages.length; ++i) pages[i] = _pages[proposalId][i];
  }

  // ---------------------------------------------------------------- signed ballots

  /// @dev The refusal, as the selector of the error that explains it, or the weight the ballot has.
  function _check(
    uint256 proposalId,
    ProposalRecord kept,
    SignedBallot calldata ballot
  ) private view returns (bytes4 refusal, uint256 weight) {
    if (ballot.support > 2) return (GovernorInvalidVoteType.selector, 0);
    if (block.timestamp > ballot.deadline) return (GovernorBallotExpired.selector, 0); // DEFENCE: ballot-deadline
    bool first = _choiceOf(proposalId, kept, ballot.seat) == 0;
    uint256 last = _nonces[proposalId][ballot.seat];
    // A first ballot is taken only while the seat has none, so an old one can never come back.
    if (first ? ballot.nonce != 0 : ballot.nonce <= last) return (GovernorBallotStale.selector, 0); // DEFENCE: ballot-replay
    bytes32 digest = _ballotDigest(proposalId, ballot.support, ballot.nonce, ballot.deadline);
    KeyFacts key = _signedBy(digest, ballot);
    if (!key.exists()) return (GovernorBallotUnsigned.selector, 0); // DEFENCE: ballot-signatures
    weight = _weightOf(proposalId, kept, ballot.seat, key);
    if (weight == 0) return (GovernorNotEligible.selector, 0);
  }

  /// @dev The facts of the last signing key if as many distinct keys of the seat as it needs signed the digest, else nothing.
  function _signedBy(bytes32 digest, SignedBallot calldata ballot) private view returns (KeyFacts key) {
    KeySignature[] calldata signatures = ballot.signatures;
    uint256 seen;
    for (uint256 i = 0; i < signatures.length; ++i) {
      bytes memory signer = signatures[i].signer;
      key = _registry.keyFacts(toKey(signer));
      uint256 bit = 1 << key.position();
      bool counts = key.exists() &&
        key.seat() == ballot.seat &&
        key.mayNow(SCOPE_VOTE, block.timestamp) &&
        seen & bit == 0 && // DEFENCE: distinct-keys
        (signer.length == 20 || _registry.isVerifierApproved(address(bytes20(signer)))) &&
        SignatureCheck.isValid(signer, digest, signatures[i].signature);
      if (!counts) return KeyFacts.wrap(0);
      seen |= bit;
    }
    if (signatures.length == 0 || signatures.length < key.ballotsNeeded()) return KeyFacts.wrap(0); // DEFENCE: ballots-needed
  }

  function _ballotDigest(
    uint256 proposalId,
    uint256 support,
    uint256 nonce,
    uint256 deadline
  ) internal view returns (bytes32) {
    return _hashTypedDataV4(keccak256(abi.encode(MEMBER_BALLOT_TYPEHASH, proposalId, support, nonce, deadline)));
  }

  // ---------------------------------------------------------------- aggregated ballots, one transaction

  /// @dev Counts compact ballots against the snapshot: no storage is read for a seat whose entry is current.
  function _pollCompact(Poll memory poll, bytes calldata ballots) internal {
    if (ballots.length % CompactBallots.SIZE != 0) revert GovernorBallotsMalformed();
    if (ballots.length != 0 && block.timestamp > poll.deadline) revert GovernorBallotExpired(0, poll.deadline); // DEFENCE: enact-deadline
    uint256 count = ballots.length / CompactBallots.SIZE;
    uint256 nextSeat;
    for (uint256 i = 0; i < count; ++i) {
      (uint256 seat, uint256 support, bytes32 r, bytes32 vs) = CompactBallots.at(ballots, i);
      if (seat < nextSeat || support > 2 || seat >= poll.entries.length) revert GovernorBallotsMalformed(); // DEFENCE: one-ballot-per-seat
      nextSeat = seat + 1;
      bytes32 digest = poll.digests[support];
      if (digest == 0) {
        digest = _ballotDigest(poll.proposalId, support, 0, poll.deadline);
        poll.digests[support] = digest;
      }
      (address signer, ECDSA.RecoverError error, ) = ECDSA.tryRecover(digest, r, vs);
      if (error != ECDSA.RecoverError.NoError) {
        emit BallotSkipped(poll.proposalId, uint16(seat), GovernorBallotUnsigned.selector);
        continue;
      }
      _pollOne(poll, seat, support, signer);
    }
  }

  function _pollOne(Poll memory poll, uint256 seat, uint256 support, address signer) private {
    ElectorateEntry entry = ElectorateEntry.wrap(poll.entries[seat]);
    uint256 scopes = entry.scopes();
    bool current = entry.key() == signer && entry.expiresAt() > block.timestamp && !_deviates(poll, seat);
    if (!current) {
      KeyFacts key = _registry.keyFacts(_keyOf(signer));
      scopes = key.scopes();
      bool votes = key.exists() &&
        key.seat() == seat &&
        key.ballotsNeeded() == 1 &&
        key.mayNow(SCOPE_VOTE, block.timestamp); // DEFENCE: deviated-keys
      if (!votes) {
        emit BallotSkipped(poll.proposalId, uint16(seat), GovernorBallotUnsigned.selector); // DEFENCE: compact-key
        return;
      }
    }
    _pollCount(poll, seat, support, scopes);
  }

  /// @dev A seat whose key changed, or that was suspended, since the snapshot was written.
  function _deviates(Poll memory poll, uint256 seat) private view returns (bool) {
    return poll.deviations != 0 && _registry.deviatedSeats(seat >> 8) & (1 << (seat & 0xff)) != 0; // DEFENCE: deviation
  }

  function _pollCount(Poll memory poll, uint256 seat, uint256 support, uint256 scopes) private {
    uint256 weight = ElectorateEntry.wrap(poll.entries[seat]).weight();
    if (weight == 0 || _isConcerned(poll.concerned, seat)) {
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
      if (ballot.seat < nextSeat || ballot.seat >= poll.entries.length) revert GovernorBallotsMalformed();
      nextSeat = uint256(ballot.seat) + 1;
      bool twice;
      (twice, cursor) = _votedCompact(compact, cursor, ballot.seat);
      if (twice) revert GovernorBallotsMalformed(); // DEFENCE: one-form-per-seat

      bytes4 refusal = _refusalInPoll(poll, ballot);
      if (refusal != 0) {
        emit BallotSkipped(poll.proposalId, ballot.seat, refusal);
        continue;
      }
      uint256 scopes;
      for (uint256 k = 0; k < ballot.signatures.length; ++k) {
        scopes |= _registry.keyFacts(toKey(ballot.signatures[k].signer)).scopes();
      }
      _pollCount(poll, ballot.seat, ballot.support, scopes);
    }
  }

  function _votedCompact(
    bytes calldata compact,
    uint256 cursor,
    uint256 seat
  ) private pure returns (bool, uint256) {
    for (; cursor < compact.length / CompactBallots.SIZE; ++cursor) {
      (uint256 voted, , , ) = CompactBallots.at(compact, cursor);
      if (voted >= seat) return (voted == seat, cursor);
    }
    return (false, cursor);
  }

  function _refusalInPoll(Poll memory poll, SignedBallot calldata ballot) private view returns (bytes4) {
    if (ballot.support > 2) return GovernorInvalidVoteType.selector;
    if (block.timestamp > ballot.deadline) return GovernorBallotExpired.selector;
    if (ballot.nonce != 0) return GovernorBallotStale.selector;
    bytes32 digest = _ballotDigest(poll.proposalId, ballot.support, 0, ballot.deadline);
    return _signedBy(digest, ballot).exists() ? bytes4(0) : GovernorBallotUnsigned.selector;
  }

  // ---------------------------------------------------------------- keys

  function _keyOf(address account) internal pure returns (bytes32) {
    return bytes32(uint256(uint160(account)));
  }

  /// @dev The address that stands for a key in OpenZeppelin's events: the account itself, or the low bits of a key's hash.
  function _accountOf(bytes32 key) private pure returns (address) {
    return address(uint160(uint256(key)));
  }
}
