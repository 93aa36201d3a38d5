// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {IBatchAnchor} from "../interfaces/IBatchAnchor.sol";
import {BatchLeaf} from "../libraries/BatchLeaf.sol";
import {BatchChallenge, BatchPromise, ChallengeState, Inclusion, Log, SignerTerm} from "../types/Batches.sol";
import {SCOPE_RECORDS} from "../types/Duty.sol";
import {PARAMETER_BATCH_ANSWER_BLOCKS, PARAMETER_BATCH_GRACE_BLOCKS} from "../types/ParameterKeys.sol";
import {BatchChain} from "./BatchChain.sol";

/// @title What batchers promised, and what follows: a promise that was broken, or given twice, ends the next ones until the
/// members decide. What was promised before can be anchored all the same.
abstract contract BatcherConduct is BatchChain {
  bytes32 private constant PROMISE_TYPEHASH = keccak256(
    "Promise(bytes32 logId,uint64 firstSequence,uint32 count,bytes32 groupRoot,uint48 deadline,uint64 promisedAtBlock)"
  );

  /// @dev `since` and `sinceBlock` are 0 while the batcher is not suspended. Promises of blocks before `settledUntil` are
  /// settled.
  struct Suspension {
    uint48 since;
    uint64 sinceBlock;
    uint64 settledUntil;
  }

  mapping(bytes32 challengeId => BatchChallenge) private _challenges;
  mapping(bytes32 logId => mapping(uint16 challenger => bytes32 challengeId)) private _latest;
  mapping(uint16 seat => Suspension) private _suspensions;

  // ---------------------------------------------------------------- a record is missed

  /// @inheritdoc IBatchAnchor
  function challenge(
    BatchPromise calldata promised,
    bytes calldata signature,
    uint64 sequence,
    bytes32 digest,
    bytes32[] calldata proof
  ) external returns (bytes32 challengeId) {
    uint16 challenger = uint16(_requireCaller(SCOPE_RECORDS).seat());
    _requireSigned(promised, signature);
    _requirePromised(promised, sequence, digest, proof);
    uint16 seat = _requireAccountable(promised.logId, promised.promisedAtBlock);
    _requireDue(promised);
    challengeId = challengeIdOf(promised.logId, sequence, digest);
    bool isNew = _challenges[challengeId].state == ChallengeState.None;
    if (!isNew) revert ChallengeKnown(challengeId); // DEFENCE: promise-challenged-once
    _requireNoneOpen(_latest[promised.logId][challenger]);

    uint64 answerBy = uint64(block.number + constitution.parameter(PARAMETER_BATCH_ANSWER_BLOCKS).value);
    _challenges[challengeId] = BatchChallenge(
      promised.logId,
      digest,
      sequence,
      seat,
      challenger,
      promised.promisedAtBlock,
      answerBy,
      ChallengeState.Open
    );
    _latest[promised.logId][challenger] = challengeId;
    _note(challengeId, this.challenge.selector, answerBy);

    emit PromiseChallenged(challengeId, promised.logId, seat, sequence, digest, challenger, answerBy);
  }

  /// @inheritdoc IBatchAnchor
  function answer(bytes32 challengeId, Inclusion calldata inclusion) external {
    BatchChallenge storage asked = _requireOpen(challengeId);
    // A batch may hold anything, another log's leaves and numbers among it: what was asked for is in its own place or nowhere.
    bool isMeant = inclusion.logId == asked.logId && inclusion.sequence == asked.sequence;
    if (!isMeant) revert ChallengeNotAnswered(challengeId); // DEFENCE: answer-what-was-asked
    bool isShown = verifyInclusion(inclusion, asked.digest);
    if (!isShown) revert ChallengeNotAnswered(challengeId); // DEFENCE: answer-by-inclusion

    asked.state = ChallengeState.Answered;
    _note(challengeId, this.answer.selector, inclusion.number);

    emit ChallengeAnswered(challengeId, inclusion.number);
  }

  /// @inheritdoc IBatchAnchor
  function conclude(bytes32 challengeId) external {
    BatchChallenge storage asked = _requireOpen(challengeId);
    uint64 answerBy = asked.answerBy;
    if (block.number <= answerBy) revert ChallengeRunning(challengeId, answerBy); // DEFENCE: time-to-answer
    _requireAccountable(asked.logId, asked.promisedAtBlock);

    asked.state = ChallengeState.Unanswered;
    _note(challengeId, this.conclude.selector, 0);

    emit ChallengeUnanswered(challengeId);

    _suspend(asked.seat);
  }

  // ---------------------------------------------------------------- a number was given twice

  /// @inheritdoc IBatchAnchor
  function proveConflict(
    BatchPromise memory a,
    bytes memory signatureA,
    bytes32 digestA,
    bytes32[] memory proofA,
    BatchPromise memory b,
    bytes memory signatureB,
    bytes32 digestB,
    bytes32[] memory proofB,
    uint64 sequence
  ) external {
    bool contradict = a.logId == b.logId && digestA != digestB;
    if (!contradict) revert PromisesAgree(a.logId, sequence); // DEFENCE: promises-contradict
    _requireSigned(a, signatureA);
    _requireSigned(b, signatureB);
    _requirePromised(a, sequence, digestA, proofA);
    _requirePromised(b, sequence, digestB, proofB);
    _requireAccountable(a.logId, a.promisedAtBlock);
    uint16 seat = _requireAccountable(b.logId, b.promisedAtBlock);

    emit PromisesConflicted(a.logId, sequence, digestA, digestB);

    _suspend(seat);
  }

  // ---------------------------------------------------------------- by vote

  /// @inheritdoc IBatchAnchor
  function reinstate(uint16 seat) external onlyGovernance {
    if (suspendedSince(seat) == 0) revert BatcherNotSuspended(seat);

    _suspensions[seat] = Suspension(0, 0, uint64(block.number));
    _note(bytes32(uint256(seat)), this.reinstate.selector, 0);

    emit BatcherReinstated(seat);
  }

  // ---------------------------------------------------------------- reads

  /// @inheritdoc IBatchAnchor
  function suspendedSince(uint16 seat) public view returns (uint48 since) {
    since = _suspensions[seat].since;
    if (since == 0) return 0;
    // What its predecessor did is not the fault of who was given the seat.
    if (_members().seat(seat).admittedAt > since) return 0; // DEFENCE: suspension-of-the-holder
  }

  /// @inheritdoc IBatchAnchor
  function settledUntil(uint16 seat) public view returns (uint64) {
    return _suspensions[seat].settledUntil;
  }

  /// @inheritdoc IBatchAnchor
  function challengeIdOf(bytes32 logId, uint64 sequence, bytes32 digest) public view returns (bytes32) {
    return keccak256(abi.encode(logId, sequence, digest, settledUntil(_logs[logId].seat)));
  }

  /// @inheritdoc IBatchAnchor
  function challengeOf(bytes32 challengeId) external view returns (BatchChallenge memory) {
    return _challenges[challengeId];
  }

  /// @inheritdoc IBatchAnchor
  function promiseDigestOf(BatchPromise memory promised) public view returns (bytes32) {
    return
      _hashTypedDataV4(
        keccak256(
          abi.encode(
            PROMISE_TYPEHASH,
            promised.logId,
            promised.firstSequence,
            promised.count,
            promised.groupRoot,
            promised.deadline,
            promised.promisedAtBlock
          )
        )
      );
  }

  // ---------------------------------------------------------------- inside

  /// @dev By a key that signed for the log at that block: a key that came later has not promised what was before it, nor one
  /// that left what came after.
  function _requireSigned(BatchPromise memory promised, bytes memory signature) internal view {
    (address signer, , ) = ECDSA.tryRecover(promiseDigestOf(promised), signature);
    SignerTerm memory term = _terms[promised.logId][signer];
    uint64 at = promised.promisedAtBlock;
    bool isSigned = term.fromBlock != 0 && term.fromBlock <= at && (term.untilBlock == 0 || at < term.untilBlock);
    if (!isSigned) revert PromiseNotSigned(promised.logId, signer, at); // DEFENCE: promise-of-a-signer
  }

  /// @dev What was promised while the batcher was suspended everybody could know to be worth nothing.
  function _requireBeforeSuspension(uint16 seat, uint64 promisedAtBlock) internal view {
    bool isBefore = suspendedSince(seat) == 0 || promisedAtBlock < _suspensions[seat].sinceBlock;
    if (!isBefore) revert PromiseSettled(seat, promisedAtBlock); // DEFENCE: promised-before-suspension
  }

  function _requirePromised(
    BatchPromise memory promised,
    uint64 sequence,
    bytes32 digest,
    bytes32[] memory proof
  ) private pure {
    bool isWithin = sequence >= promised.firstSequence && sequence - promised.firstSequence < promised.count;
    if (!isWithin) revert PromiseNotOf(promised.logId, sequence, digest); // DEFENCE: sequence-of-the-promise
    bytes32 leaf = BatchLeaf.leaf(promised.logId, sequence, digest);
    bool isProved = MerkleProof.verify(proof, promised.groupRoot, leaf);
    if (!isProved) revert PromiseNotOf(promised.logId, sequence, digest); // DEFENCE: leaf-of-the-promise
  }

  /// @dev The organisation that promised has its seat still, it is not suspended already, and the promise is of after its
  /// last suspension.
  function _requireAccountable(bytes32 logId, uint64 promisedAtBlock) private view returns (uint16 seat) {
    Log memory log = _logs[logId];
    seat = log.seat;
    if (!_isHolders(log)) revert BatchLogNotOf(logId, seat); // DEFENCE: promise-of-the-holder
    uint48 since = suspendedSince(seat);
    if (since != 0) revert BatcherIsSuspended(seat, since); // DEFENCE: suspended-once
    if (promisedAtBlock < settledUntil(seat)) revert PromiseSettled(seat, promisedAtBlock); // DEFENCE: settled-by-vote
  }

  /// @dev By the clock and by blocks: a chain that stood still, or whose clock jumped, accuses nobody.
  function _requireDue(BatchPromise memory promised) private view {
    uint256 dueBlock = promised.promisedAtBlock + constitution.parameter(PARAMETER_BATCH_GRACE_BLOCKS).value;
    bool isLate = block.timestamp > promised.deadline;
    if (!isLate) revert PromiseNotDue(promised.deadline, dueBlock); // DEFENCE: promise-late-by-clock
    bool isBehind = block.number >= dueBlock;
    if (!isBehind) revert PromiseNotDue(promised.deadline, dueBlock); // DEFENCE: promise-late-by-blocks
  }

  function _requireOpen(bytes32 challengeId) private view returns (BatchChallenge storage asked) {
    asked = _challenges[challengeId];
    if (asked.state != ChallengeState.Open) revert ChallengeNotOpen(challengeId); // DEFENCE: challenge-ends-once
  }

  /// @dev One that broke its word is suspended by the first question that stays open, so more of them would only burden those
  /// that keep it.
  function _requireNoneOpen(bytes32 latest) private view {
    BatchChallenge storage asked = _challenges[latest];
    bool isOpen = asked.state == ChallengeState.Open && asked.promisedAtBlock >= settledUntil(asked.seat);
    if (isOpen) revert ChallengeWaits(latest); // DEFENCE: one-challenge-at-a-time
  }

  function _suspend(uint16 seat) private {
    Suspension storage suspension = _suspensions[seat];
    suspension.since = uint48(block.timestamp);
    suspension.sinceBlock = uint64(block.number);
    _note(bytes32(uint256(seat)), this.proveConflict.selector, 0);

    emit BatcherSuspended(seat);
  }
}
