// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {
  BatchChallenge,
  BatchHeader,
  BatchPromise,
  ChallengeState,
  Log,
  SignerTerm
} from "../../../contracts/types/Batches.sol";
import {DUTY_BATCHER} from "../../../contracts/types/Duty.sol";
import {Anchorage} from "./Anchorage.sol";
import {Trees} from "./Trees.sol";

/// @title A batcher to whose log things happen at random, and who writes down what must not happen.
/// @dev What is anchored is always the record of its number; some promises are of another record.
contract BatchChronicle is Anchorage {
  bytes32 private constant LIE = "another record";

  /// @dev A promise of one record, with who signed it.
  struct Given {
    BatchPromise promised;
    bytes32 digest;
    uint256 machine;
  }

  /// @dev What is known of a challenge without asking it.
  struct Asked {
    bytes32 id;
    uint256 given;
    uint64 answerBy;
    ChallengeState state;
  }

  /// What went wrong first.
  string public fault;
  /// How many challenges were answered, and how often the batcher was suspended.
  uint256 public answers;
  uint256 public suspensions;
  Given[] private _given;
  Asked[] private _asked;
  uint64 private _records;
  uint64 private _batches;
  bool private _isSuspended;
  uint64 private _settledUntil;

  function start() external {
    _foundAnchorage();
  }

  // ---------------------------------------------------------------- what may happen

  function anchor(uint256 machine, uint256 count, uint256 how) external {
    uint32 records_ = uint32(count % (MAX_RECORDS + 2));
    uint64 first = _records + (how % 8 == 7 ? 1 : 0);
    address by = how % 16 == 3 ? _hot(RIVAL) : _hot(BATCHER, machine % 3);
    bytes32 root = records_ == 0 ? bytes32(0) : Trees.rootOf(_leaves(log, first, records_));
    bool signs = _signsNow(by);
    if (!_do(by, abi.encodeCall(anchorage.anchor, (log, first, records_, root)))) return _watch();
    if (!signs) _accuse("anchored by whom it does not concern");
    _noteBatch(root, first, records_);
  }

  function anchorPromised(uint256 index) external {
    if (_given.length == 0) return;
    Given memory given = _given[index % _given.length];
    // What is anchored here stays what the chronicle can show.
    if (given.digest == LIE) return;
    bool serves = !_isSuspended && members.dutiesOf(BATCHER) & DUTY_BATCHER != 0;
    bytes memory signature = _signPromise(given.promised, _secret(BATCHER, given.machine));
    bytes memory data = abi.encodeCall(anchorage.anchorPromised, (given.promised, signature));
    if (!_do(_hot(OUTSIDER), data)) return _watch();
    if (serves) _accuse("anchored in the place of a batcher that serves");
    _noteBatch(given.promised.groupRoot, given.promised.firstSequence, 1);
  }

  function promiseRecord(uint256 machine, uint256 ahead, uint256 how) external {
    if (_given.length == 24) return;
    uint64 sequence = _records + uint64(ahead % 4);
    bytes32 digest = how % 4 == 0 ? LIE : _recordOf(sequence);
    _given.push(Given(_promisedOne(sequence, digest), digest, machine % 3));
    _watch();
  }

  function challenge(uint256 index, uint256 challenger) external {
    if (_given.length == 0) return;
    index %= _given.length;
    Given memory given = _given[index];
    BatchPromise memory promised = given.promised;
    uint64 sequence = promised.firstSequence;
    bytes memory signature = _signPromise(promised, _secret(BATCHER, given.machine));
    bytes32 id = anchorage.challengeIdOf(log, sequence, given.digest);
    bytes32[] memory none = new bytes32[](0);
    bytes memory data = abi.encodeCall(anchorage.challenge, (promised, signature, sequence, given.digest, none));
    if (!_do(_hot(uint16(challenger % 5)), data)) return _watch();
    if (_now() <= promised.deadline) _accuse("challenged before its deadline");
    if (_block() < promised.promisedAtBlock + GRACE_BLOCKS) _accuse("challenged before its blocks");
    if (!_countsFor(given)) _accuse("challenged for what does not count");
    _asked.push(Asked(id, index, _block() + ANSWER_BLOCKS, ChallengeState.Open));
    _watch();
  }

  function answer(uint256 index) external {
    if (_asked.length == 0) return;
    Asked storage asked = _asked[index % _asked.length];
    Given memory given = _given[asked.given];
    uint64 sequence = given.promised.firstSequence;
    if (sequence >= _records) return;
    bytes memory data = abi.encodeCall(anchorage.answer, (asked.id, _inclusion(_batchOf(sequence), sequence)));
    if (_do(STRANGER, data)) {
      if (given.digest == LIE) _accuse("a record that was not anchored was shown");
      if (asked.state != ChallengeState.Open) _accuse("answered twice");
      asked.state = ChallengeState.Answered;
      ++answers;
    } else if (asked.state == ChallengeState.Open && given.digest != LIE) {
      _accuse("an answer was not taken");
    }
    _watch();
  }

  function conclude(uint256 index) external {
    if (_asked.length == 0) return;
    Asked storage asked = _asked[index % _asked.length];
    if (_do(STRANGER, abi.encodeCall(anchorage.conclude, (asked.id)))) {
      if (asked.state != ChallengeState.Open) _accuse("concluded though it was over");
      if (_block() <= asked.answerBy) _accuse("concluded before its time");
      asked.state = ChallengeState.Unanswered;
      _noteSuspension(_given[asked.given]);
    }
    _watch();
  }

  function proveConflict(uint256 first, uint256 second) external {
    if (_given.length == 0) return;
    Given memory a = _given[first % _given.length];
    Given memory b = _given[second % _given.length];
    uint64 sequence = a.promised.firstSequence;
    bytes32[] memory none = new bytes32[](0);
    bytes memory signatureA = _signPromise(a.promised, _secret(BATCHER, a.machine));
    bytes memory signatureB = _signPromise(b.promised, _secret(BATCHER, b.machine));
    bytes memory data = abi.encodeCall(
      anchorage.proveConflict,
      (a.promised, signatureA, a.digest, none, b.promised, signatureB, b.digest, none, sequence)
    );
    if (_do(STRANGER, data)) {
      if (a.digest == b.digest || b.promised.firstSequence != sequence) _accuse("suspended without a conflict");
      if (!_countsFor(a)) _accuse("suspended for what does not count");
      _noteSuspension(b);
    }
    _watch();
  }

  function reinstate() external {
    if (_do(address(governor), abi.encodeCall(anchorage.reinstate, (BATCHER)))) {
      if (!_isSuspended) _accuse("reinstated though it was not suspended");
      _isSuspended = false;
      _settledUntil = _block();
    }
    _watch();
  }

  function change(uint256 machine, uint256 how) external {
    address key = _hot(BATCHER, machine % 3);
    if (how % 8 < 5) _do(key, abi.encodeCall(anchorage.joinLog, (log)));
    if (how % 8 == 5 && how % 3 == 0) _do(_hot(BATCHER), abi.encodeCall(anchorage.leaveLog, (log, key)));
    if (how % 8 > 5) {
      uint8 duties = members.dutiesOf(BATCHER) == 0 ? DUTY_BATCHER : 0;
      if (duties == DUTY_BATCHER || how % 3 == 0) _setDuties(BATCHER, duties);
    }
    _watch();
  }

  function pass(uint256 time, uint256 blocks) external {
    _skip(1 + (time % 40));
    _mine(1 + (blocks % 8));
    _watch();
  }

  // ---------------------------------------------------------------- what must not happen

  function _watch() private {
    Log memory kept = anchorage.logOf(log);
    if (kept.nextSequence != _records) _accuse("there is a gap");
    if (kept.nextNumber != _batches) _accuse("batches were miscounted");
    bytes32 previous;
    for (uint64 number = 0; number < _batches; ++number) {
      BatchHeader memory header = _header(log, number);
      if (header.previous != previous) _accuse("the chain of batches is broken");
      previous = _hashOf(header);
      if (anchorage.batchHash(log, number) != previous) _accuse("a batch changed");
    }
    if (anchorage.batchHash(log, _batches) != 0) _accuse("a batch came from nowhere");
    if ((anchorage.suspendedSince(BATCHER) != 0) != _isSuspended) _accuse("suspended without a proof");
    if (anchorage.suspendedSince(RIVAL) != 0) _accuse("somebody else was suspended");
    if (anchorage.settledUntil(BATCHER) != _settledUntil) _accuse("settled without a vote");
    for (uint256 i = 0; i < _asked.length; ++i) _watchChallenge(_asked[i]);
  }

  function _watchChallenge(Asked memory asked) private {
    BatchChallenge memory kept = anchorage.challengeOf(asked.id);
    if (kept.state != asked.state) _accuse("a challenge ended in another way");
    if (kept.answerBy != asked.answerBy) _accuse("the time to answer changed");
    if (kept.digest != _given[asked.given].digest) _accuse("a challenge asks for another record");
  }

  function _noteBatch(bytes32 root, uint64 first, uint32 count) private {
    if (first != _records) _accuse("anchored out of order");
    if (count == 0 || count > MAX_RECORDS) _accuse("anchored an empty or too large batch");
    _keep(log, _batches, root, first, count);
    _records += count;
    ++_batches;
    _watch();
  }

  function _noteSuspension(Given memory given) private {
    if (_isSuspended) _accuse("suspended twice");
    if (given.promised.promisedAtBlock < _settledUntil) _accuse("suspended for what was settled");
    _isSuspended = true;
    ++suspensions;
  }

  /// @dev Whether a promise is of a signer of its block, and neither settled nor of a suspended batcher.
  function _countsFor(Given memory given) private view returns (bool) {
    SignerTerm memory term = anchorage.termOf(log, _hot(BATCHER, given.machine));
    uint64 at = given.promised.promisedAtBlock;
    bool signed = term.fromBlock != 0 && term.fromBlock <= at && (term.untilBlock == 0 || at < term.untilBlock);
    return signed && !_isSuspended && at >= _settledUntil;
  }

  function _signsNow(address key) private view returns (bool) {
    SignerTerm memory term = anchorage.termOf(log, key);
    return term.fromBlock != 0 && term.untilBlock == 0 && members.holdsDuty(key, DUTY_BATCHER);
  }

  function _batchOf(uint64 sequence) private view returns (uint64 number) {
    while (_header(log, number).firstSequence + _header(log, number).count <= sequence) ++number;
  }

  function _accuse(string memory what) private {
    if (bytes(fault).length == 0) fault = what;
  }

  function _do(address sender, bytes memory data) private returns (bool success) {
    vm.prank(sender);
    (success, ) = address(anchorage).call(data);
  }
}
