// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {BatchChallenge, BatchHeader, BatchPromise, Inclusion, Log, SignerTerm} from "../types/Batches.sol";
import {IModule} from "./IModule.sol";

/// @title Batches of records, anchored in order; what batchers promised, and what follows where they did not keep it.
/// @dev A log's records are numbered from 0 without a gap, its batches too. The leaf of a record is `keccak256(bytes.concat(
/// keccak256(abi.encode(bytes32 logId, uint64 sequence, bytes32 digest))))`, a batch's root is over its leaves in order of
/// their sequence, in OpenZeppelin's complete tree with sorted pairs. Of each batch one word is kept,
/// `keccak256(abi.encode(root, firstSequence, count, anchoredAt, previous))`; receipts carry the rest. Domain of all
/// signatures: "Quorate Batches", "1". Safe whatever batchers do: nobody takes a record out of a batch or puts one in later.
/// Live without any batcher, for every member anchors by itself (`anchorOne`).
interface IBatchAnchor is IModule {
  /// @notice A log began. Everybody sees whose it is and how much is anchored in it, not what. `signer` is the first key that
  /// signs for it, none for a member's own log.
  event LogOpened(bytes32 indexed logId, uint16 indexed seat, bytes32 salt, address signer);
  /// @notice Another key signs for a log from this block on.
  event LogSignerJoined(bytes32 indexed logId, address indexed key);
  /// @notice A key signs for a log no more from this block on.
  event LogSignerLeft(bytes32 indexed logId, address indexed key);
  /// @notice A batch is anchored, at the time of its block. `previous` is the hash of the batch before.
  event BatchAnchored(
    bytes32 indexed logId,
    uint64 indexed number,
    bytes32 root,
    uint64 firstSequence,
    uint32 count,
    bytes32 previous
  );
  /// @notice A member misses a record that was promised. The digest says nothing of what is in it. Without an answer until
  /// the block `answerBy` the batcher is suspended.
  event PromiseChallenged(
    bytes32 indexed challengeId,
    bytes32 indexed logId,
    uint16 indexed seat,
    uint64 sequence,
    bytes32 digest,
    uint16 challenger,
    uint64 answerBy
  );
  /// @notice The record that was missed is anchored, in this batch.
  event ChallengeAnswered(bytes32 indexed challengeId, uint64 number);
  /// @notice Nobody showed the record that was missed.
  event ChallengeUnanswered(bytes32 indexed challengeId);
  /// @notice Two promises gave one number to two records.
  event PromisesConflicted(bytes32 indexed logId, uint64 indexed sequence, bytes32 digestA, bytes32 digestB);
  /// @notice What the member's batcher promises from this block on is worth nothing, until the members decide.
  event BatcherSuspended(uint16 indexed seat);
  /// @notice The members let the batcher promise again. What it promised before this block is settled.
  event BatcherReinstated(uint16 indexed seat);

  /// No such log.
  error BatchLogUnknown(bytes32 logId);
  /// There is such a log already.
  error BatchLogExists(bytes32 logId);
  /// Salts below 2^48 are for the members' own logs.
  error BatchSaltReserved(bytes32 salt);
  /// The log is not this member's, or is its own and no batcher's, or was of the organisation that had the seat before.
  error BatchLogNotOf(bytes32 logId, uint16 seat);
  /// The key signs for the log already, or did and left.
  error BatchSignerKnown(bytes32 logId, address key);
  /// The key does not sign for the log now.
  error BatchSignerUnknown(bytes32 logId, address key);
  /// The key is still one for the duty, so only the log's own member takes it out.
  error BatchSignerServes(bytes32 logId, address key);
  /// The log's next record has another number.
  error BatchOutOfOrder(bytes32 logId, uint64 expected, uint64 given);
  /// The batch is empty, or holds more records than one may.
  error BatchBadCount(uint256 count, uint256 limit);
  /// The log's batcher is at its duty and anchors by itself.
  error BatcherServes(bytes32 logId, uint16 seat);
  /// Who signed did not sign for the log at that block.
  error PromiseNotSigned(bytes32 logId, address signer, uint64 promisedAtBlock);
  /// It was promised while the batcher was suspended, or before the members reinstated it: nothing follows from it.
  error PromiseSettled(uint16 seat, uint64 promisedAtBlock);
  /// There is still time to keep it: until the deadline, and until that many blocks have followed.
  error PromiseNotDue(uint48 deadline, uint256 dueBlock);
  /// The record is not what was promised under that number.
  error PromiseNotOf(bytes32 logId, uint64 sequence, bytes32 digest);
  /// The two promises do not contradict each other.
  error PromisesAgree(bytes32 logId, uint64 sequence);
  /// The member has a challenge open to this log already; they are answered one by one.
  error ChallengeWaits(bytes32 challengeId);
  /// This was asked before.
  error ChallengeKnown(bytes32 challengeId);
  /// There is no such challenge, or it is over.
  error ChallengeNotOpen(bytes32 challengeId);
  /// There is still time to answer.
  error ChallengeRunning(bytes32 challengeId, uint64 answerBy);
  /// The record that was missed is not shown by this.
  error ChallengeNotAnswered(bytes32 challengeId);
  /// The batcher is suspended already.
  error BatcherIsSuspended(uint16 seat, uint48 since);
  /// The batcher is not suspended.
  error BatcherNotSuspended(uint16 seat);

  // ---------------------------------------------------------------- logs

  /// @notice Opens a log for the caller's batcher. Its store numbers records in it; the caller is the first key that signs
  /// for it.
  /// @dev A store that was restored from a copy opens another one, so that it never promises one number twice.
  /// @param salt Free to choose, 2^48 or more, once for each member.
  /// @custom:authority duty
  function openLog(bytes32 salt) external returns (bytes32 logId);

  /// @notice The caller, another machine of the same member's batcher, signs for the log from this block on.
  /// @custom:authority duty
  function joinLog(bytes32 logId) external;

  /// @notice Ends a key's part in a log for ever: what it signs as promised in this block or later is worth nothing.
  /// @dev By the batcher of the log's member; by anybody once the key is none for the duty any more: revoked, expired, given
  /// to another seat, or its member has no such duty or has left. A key that is stopped for a while keeps its part, and its
  /// promises.
  /// @custom:authority member
  function leaveLog(bytes32 logId, address key) external;

  // ---------------------------------------------------------------- batches

  /// @notice Anchors a log's next batch.
  /// @dev By a key that signs for the log and has the duty; also while the batcher is suspended, for what was promised is
  /// still to be kept. Let a batch end where a promised group ends, or nobody else can carry on in mid-group.
  /// @param firstSequence Must be the log's next.
  /// @param count From 1 to the parameter batch.maxRecords.
  /// @custom:authority duty
  function anchor(bytes32 logId, uint64 firstSequence, uint32 count, bytes32 root) external;

  /// @notice Anchors in a batcher's place exactly what it promised, in order, once it is suspended or has no duty any more.
  /// @dev By a member's key for records. A promise that was made while the batcher was suspended is not anchored so.
  /// @param signature 65 bytes, of a key that signed for the log at that block.
  /// @custom:authority member
  function anchorPromised(BatchPromise calldata promised, bytes calldata signature) external;

  /// @notice Anchors one record without any batcher, in a log that is the member's own.
  /// @dev By a member's key for records. An outsider sees that the member anchors, and the record's digest.
  /// @custom:authority member
  function anchorOne(bytes32 digest) external returns (bytes32 logId, uint64 sequence);

  // ---------------------------------------------------------------- promises

  /// @notice Asks a batcher for a record that it promised and did not anchor in time.
  /// @dev By a member's key for records, which has one challenge to a log open at a time. Only once the deadline has passed
  /// and batch.graceBlocks blocks have followed that of the promise: a chain that stood still accuses nobody.
  /// @param proof From the record's leaf to the promise's root.
  /// @custom:authority member
  function challenge(
    BatchPromise calldata promised,
    bytes calldata signature,
    uint64 sequence,
    bytes32 digest,
    bytes32[] calldata proof
  ) external returns (bytes32 challengeId);

  /// @notice Shows that the record that is missed is anchored, which ends the challenge for ever. Anybody may, late is not
  /// too late while nobody has concluded.
  /// @custom:authority nobody
  function answer(bytes32 challengeId, Inclusion calldata inclusion) external;

  /// @notice Says that a challenge was not answered in time: the batcher is suspended.
  /// @custom:authority nobody
  function conclude(bytes32 challengeId) external;

  /// @notice Shows two promises that gave one number to two different records: the batcher is suspended at once.
  /// @custom:authority nobody
  function proveConflict(
    BatchPromise calldata a,
    bytes calldata signatureA,
    bytes32 digestA,
    bytes32[] calldata proofA,
    BatchPromise calldata b,
    bytes calldata signatureB,
    bytes32 digestB,
    bytes32[] calldata proofB,
    uint64 sequence
  ) external;

  /// @notice The members let a suspended batcher promise again. What it promised before is settled by that: nothing more
  /// follows from it, and challenges that are open come to nothing.
  /// @custom:authority governance
  function reinstate(uint16 seat) external;

  // ---------------------------------------------------------------- reads

  /// @notice Whether a record is in a batch that is anchored.
  function verifyInclusion(Inclusion calldata inclusion, bytes32 digest) external view returns (bool);

  /// @notice A log's facts, zeros where there is none.
  function logOf(bytes32 logId) external view returns (Log memory);

  /// @notice The id that a member's log has under a salt.
  function logIdOf(uint16 seat, bytes32 salt) external view returns (bytes32);

  /// @notice The id that the own log of who holds the seat now has, whether or not anything was anchored in it.
  function ownLogOf(uint16 seat) external view returns (bytes32);

  /// @notice What is kept of a batch, 0 where it is not anchored.
  function batchHash(bytes32 logId, uint64 number) external view returns (bytes32);

  /// @notice Since when a key signs for a log, and until when; zeros where it never did.
  function termOf(bytes32 logId, address key) external view returns (SignerTerm memory);

  /// @notice Whether the account is a key for the batcher's duty whose promises count now.
  function isOnDuty(address key) external view returns (bool);

  /// @notice Since when the batcher of who holds the seat now is suspended, in unix seconds; 0 where it is not.
  function suspendedSince(uint16 seat) external view returns (uint48);

  /// @notice Until which block a seat's promises are settled: from those of earlier blocks nothing follows. 0 where none are.
  function settledUntil(uint16 seat) external view returns (uint64);

  /// @notice The id that a challenge of a record has now; another one after its batcher was suspended and reinstated.
  function challengeIdOf(bytes32 logId, uint64 sequence, bytes32 digest) external view returns (bytes32);

  /// @notice A challenge's facts, zeros where there is none.
  function challengeOf(bytes32 challengeId) external view returns (BatchChallenge memory);

  /// @notice What a batcher signs for a promise.
  function promiseDigestOf(BatchPromise calldata promised) external view returns (bytes32);

  /// @notice What a member signs for a bundle of records.
  function bundleDigestOf(
    bytes32 itemsRoot,
    uint32 count,
    uint16 seat,
    uint64 nonce,
    uint48 deadline
  ) external view returns (bytes32);

  /// @notice The hash under which a batch is kept.
  function headerHashOf(BatchHeader calldata header) external pure returns (bytes32);
}
