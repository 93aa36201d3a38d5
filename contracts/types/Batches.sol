// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @notice A log: what one batcher's store numbers its records in, or what one member anchors by itself.
/// @param seat Whose it is.
/// @param isOwn Whether it is a member's own, which no batcher writes to.
/// @param openedAt Unix seconds; an organisation that was given the seat later has no part in it.
/// @param nextSequence Number of the record that comes next.
/// @param nextNumber Number of the batch that comes next.
struct Log {
  uint16 seat;
  bool isOwn;
  uint48 openedAt;
  uint64 nextSequence;
  uint64 nextNumber;
}

/// @notice From which block on a key signs for a log, and from which on it does so no more, 0 while it does.
struct SignerTerm {
  uint64 fromBlock;
  uint64 untilBlock;
}

/// @notice A batch as it is hashed into its log.
/// @param root Root of the tree over its records' leaves.
/// @param firstSequence Number of its first record.
/// @param count How many records it holds.
/// @param anchoredAt When, in unix seconds of the chain.
/// @param previous Hash of the log's batch before, 0 for the first.
struct BatchHeader {
  bytes32 root;
  uint64 firstSequence;
  uint32 count;
  uint48 anchoredAt;
  bytes32 previous;
}

/// @notice What a batcher signs for a group of records that it stored together.
/// @param groupRoot Root of the tree over the group's leaves.
/// @param deadline Unix seconds by which they are to be anchored.
/// @param promisedAtBlock The block that it was promised behind.
struct BatchPromise {
  bytes32 logId;
  uint64 firstSequence;
  uint32 count;
  bytes32 groupRoot;
  uint48 deadline;
  uint64 promisedAtBlock;
}

/// @notice That a record is in an anchored batch.
/// @param number The batch's number in the log.
/// @param sequence The record's number in the log.
/// @param proof From the record's leaf up to the header's root.
struct Inclusion {
  bytes32 logId;
  uint64 number;
  BatchHeader header;
  uint64 sequence;
  bytes32[] proof;
}

/// @notice What a member signs for many records at once.
/// @param itemsRoot Root of the tree over them.
/// @param nonce Free to choose.
/// @param deadline Unix seconds after which the signature must not be used.
struct Bundle {
  bytes32 itemsRoot;
  uint32 count;
  uint16 seat;
  uint64 nonce;
  uint48 deadline;
}

/// @notice Where a challenge stands.
enum ChallengeState {
  None,
  Open,
  Answered,
  Unanswered
}

/// @notice A record that was promised and is missed.
/// @param digest The record's.
/// @param seat Whose batcher promised it.
/// @param challenger Whose member's key asks for it.
/// @param promisedAtBlock As the promise says.
/// @param answerBy Last block before anybody may say that there was no answer.
struct BatchChallenge {
  bytes32 logId;
  bytes32 digest;
  uint64 sequence;
  uint16 seat;
  uint16 challenger;
  uint64 promisedAtBlock;
  uint64 answerBy;
  ChallengeState state;
}
