// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Governed} from "../../../contracts/access/Governed.sol";
import {IBatchExecutor} from "../../../contracts/interfaces/IBatchExecutor.sol";
import {DUTY_BATCHER} from "../../../contracts/types/Duty.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {Recipient} from "../../support/contracts/Recipient.sol";
import {SignedCalls} from "../../support/contracts/SignedCalls.sol";
import {Vm} from "../../support/contracts/Vm.sol";

/// @title Calls that members signed, executed.
contract BatchExecutorTest is SignedCalls {
  function setUp() external {
    _foundExecutor();
  }

  // ---------------------------------------------------------------- calls

  // REQ-BATCH-40
  function test_execute_oneCall_reachesTheTargetAsItsSigner() external {
    uint256[] memory expected = new uint256[](1);
    expected[0] = SUCCEEDED;
    bytes memory packed = _packed(_called(2, 7, 42));
    vm.expectEmit(true, true, true, true, address(executor));
    emit IBatchExecutor.CallsExecuted(_hot(BATCHER), 1, expected);
    uint256[] memory outcomes = _execute(packed);

    vm.assertEq(outcomes.length, 1, "words");
    vm.assertEq(outcomes[0], SUCCEEDED, "outcomes");
    vm.assertEq(recipient.lastSender(), _hot(2), "sender");
    vm.assertEq(recipient.lastValue(), 42, "value");
    vm.assertTrue(executor.isNonceUsed(2, 7), "nonce used");
    vm.assertFalse(executor.isNonceUsed(2, 6), "another nonce");
    vm.assertFalse(executor.isNonceUsed(3, 7), "another seat's");
  }

  // REQ-BATCH-40
  function test_execute_nothing_saysSo() external {
    vm.expectEmit(true, true, true, true, address(executor));
    emit IBatchExecutor.CallsExecuted(_hot(BATCHER), 0, new uint256[](0));
    vm.assertEq(_execute("").length, 0, "words");
  }

  // REQ-BATCH-40
  function test_execute_callsOfManySeatsTargetsAndPages_allReachTheirTargets() external {
    Recipient other = new Recipient(address(executor));
    bytes memory data = abi.encodeCall(Recipient.enter, (5));
    bytes memory packed = bytes.concat(
      _entries(0, 254, 4),
      _entries(1, 0, 2),
      _packed(_calledOn(1, 2, address(other), data)),
      _packed(_calledOn(2, 3, address(other), data)),
      _entries(2, 1 << 40, 2),
      _entries(0, 0, 1)
    );
    uint256[] memory outcomes = _execute(packed);

    vm.assertEq(outcomes[0], 0x155555, "eleven succeeded");
    vm.assertEq(recipient.entries(), 9, "entries");
    vm.assertEq(other.entries(), 2, "entries of the other");
    for (uint64 nonce = 250; nonce < 262; ++nonce) {
      vm.assertEq(executor.isNonceUsed(0, nonce) ? 1 : 0, nonce >= 254 && nonce < 258 ? 1 : 0, "nonces of seat 0");
    }
    vm.assertTrue(executor.isNonceUsed(0, 0) && executor.isNonceUsed(1, 2) && executor.isNonceUsed(2, 3), "pages");
    vm.assertTrue(executor.isNonceUsed(2, (1 << 40) + 1), "a high nonce");
    vm.assertFalse(executor.isNonceUsed(2, 1), "the same bit of another page");
  }

  // REQ-BATCH-40
  function test_execute_moreThanOneWordOfOutcomes_namesEachCall() external {
    bytes memory packed = _entries(0, 0, 126);
    packed = bytes.concat(packed, _packed(_called(0, 126, 13)), _entries(0, 127, 4));
    uint256[] memory outcomes = _execute(packed);
    vm.assertEq(outcomes.length, 2, "words");
    for (uint256 i = 0; i < 131; ++i) vm.assertEq(_outcome(outcomes, i), i == 126 ? FAILED : SUCCEEDED, "outcome");
    vm.assertEq(outcomes[1], 0x15, "nothing behind the last");
    vm.assertEq(recipient.entries(), 130, "entries");
  }

  // REQ-BATCH-41
  function test_execute_aCallThatFails_isReportedAndStopsNobody() external {
    SignedCall memory failing = _called(1, 1, 13);
    bytes memory answer = abi.encodeWithSelector(Recipient.RecipientRefused.selector, 13);
    bytes memory packed = bytes.concat(_entries(1, 0, 1), _packed(failing), _entries(1, 2, 2));
    vm.expectEmit(true, true, true, true, address(executor));
    emit IBatchExecutor.CallFailed(1, 1, 1, address(recipient), answer);
    uint256[] memory outcomes = _execute(packed);
    vm.assertEq(outcomes[0], 0x59, "succeeded, failed, succeeded, succeeded");
    vm.assertEq(recipient.entries(), 3, "entries");
    vm.assertTrue(executor.isNonceUsed(1, 1), "the nonce of the one that failed");

    failing.nonce = 9;
    vm.expectEmit(true, true, true, true, address(executor));
    emit IBatchExecutor.CallFailed(0, 1, 9, address(recipient), answer);
    vm.assertEq(_execute(_packed(_signedAgain(failing)))[0], FAILED, "alone");
  }

  // REQ-BATCH-43
  function test_execute_aCall_isGivenTheGasItWasSignedFor() external {
    SignedCall memory call_ = _called(1, 1, 1);
    _execute(_packed(call_));
    uint256 given = recipient.gasGiven();
    vm.assertLt(given, USUAL_GAS, "at most");
    vm.assertGt(given + 1_000, USUAL_GAS, "and no less");
    (call_.nonce, call_.gas) = (2, USUAL_GAS - 1_234);
    _execute(_packed(_signedAgain(call_)));
    vm.assertEq(given - recipient.gasGiven(), 1_234, "to the unit");

    (call_.nonce, call_.gas) = (3, 0);
    vm.assertEq(_outcome(_execute(_packed(_signedAgain(call_))), 0), FAILED, "without any");
  }

  // REQ-BATCH-44
  function test_execute_signedForMoreThanTheCap_isSkippedForGood() external {
    SignedCall memory call_ = _called(1, 1, 1);
    call_.gas = uint32(CALL_GAS) + 1;
    _assertSkipped(_signedAgain(call_), IBatchExecutor.ExecutionGasAboveCap.selector);
    vm.assertTrue(executor.isNonceUsed(1, 1), "the nonce is used");
    (call_.nonce, call_.gas) = (2, uint32(CALL_GAS));
    vm.assertEq(_outcome(_execute(_packed(_signedAgain(call_))), 0), SUCCEEDED, "at the cap");
  }

  // REQ-BATCH-42
  function test_execute_afterItsDeadline_isSkippedAndUsesNoNonce() external {
    SignedCall memory call_ = _called(1, 1, 1);
    vm.warp(call_.deadline + 1);
    _assertSkipped(call_, IBatchExecutor.ExecutionExpired.selector);
    vm.assertFalse(executor.isNonceUsed(1, 1), "nonce");
    bytes memory packed = _packed(_called(1, 0, 1), call_);
    vm.assertEq(_execute(packed)[0], SUCCEEDED, "nor in a run");
    vm.warp(call_.deadline);
    vm.assertEq(_execute(_packed(_called(1, 2, 1), call_))[0], 5, "in its last second");
  }

  // REQ-BATCH-42
  function test_execute_byAKeyThatMayNotAct_isSkipped() external {
    bytes4 reason = IBatchExecutor.ExecutionKeyNotAllowed.selector;
    SignedCall memory call_ = _called(1, 1, 1);
    call_.seat = 2;
    call_.signature = _sign(_secret(1, 0), _callDigest(call_));
    _assertSkipped(call_, reason);

    call_ = _called(1, 1, 1);
    call_.signer = vm.addr(99);
    call_.signature = _sign(99, _callDigest(call_));
    _assertSkipped(call_, reason);

    _decree();
    members.suspend(1, uint40(_now() + 10));
    _assertSkipped(_called(1, 1, 1), reason);
    _skip(10);
    vm.assertEq(_execute(_packed(_called(1, 1, 1)))[0], SUCCEEDED, "after the suspension");

    vm.prank(_cold(2));
    members.addKey(2, IMemberRegistry.NewKey(abi.encodePacked(vm.addr(77)), 11, type(uint40).max));
    call_ = _called(2, 1, 1);
    call_.signer = vm.addr(77);
    call_.signature = _sign(77, _callDigest(call_));
    _assertSkipped(call_, reason);
    vm.assertFalse(executor.isNonceUsed(2, 1), "nonce");
  }

  // REQ-BATCH-42
  function test_execute_byAKeyThatMayNotAct_isSkippedBehindOneThatMay() external {
    SignedCall memory call_ = _called(1, 1, 1);
    call_.signer = vm.addr(99);
    call_.signature = _sign(99, _callDigest(call_));
    vm.assertEq(_execute(_packed(_called(1, 0, 1), call_))[0], SUCCEEDED, "nobody's key");
    call_ = _called(1, 3, 1);
    call_.seat = 2;
    call_.signature = _sign(_secret(1, 0), _callDigest(call_));
    vm.assertEq(_execute(_packed(_called(1, 2, 1), call_))[0], SUCCEEDED, "another seat's");
    vm.assertEq(recipient.entries(), 2, "entries");
  }

  // REQ-BATCH-42
  function test_execute_byAnotherKeyOfTheSeat_sharesItsNonces() external {
    vm.prank(_cold(2));
    members.addKey(2, _newKey(_hot(2, 1)));
    SignedCall memory call_ = _called(2, 1, 1);
    call_.signer = _hot(2, 1);
    call_.signature = _sign(_secret(2, 1), _callDigest(call_));
    vm.assertEq(_execute(_packed(call_, _called(2, 1, 1)))[0], SUCCEEDED, "the first only");
    vm.assertEq(recipient.lastSender(), _hot(2, 1), "sender");
  }

  // REQ-BATCH-42
  function test_execute_theFirstNoncesOfTheFirstSeat_areKeptLikeAllOthers() external {
    _execute(_entries(0, 0, 3));
    _execute(_entries(1, 0, 1));
    vm.assertTrue(executor.isNonceUsed(0, 0) && executor.isNonceUsed(0, 2), "after another seat's");
    vm.assertEq(_execute(_entries(0, 0, 4))[0], 0x40, "only the one that is new");
  }

  // REQ-BATCH-45
  function test_execute_onATargetThatDoesNotTrust_isSkippedForGood() external {
    bytes memory data = abi.encodeCall(Recipient.enter, (1));
    address[4] memory targets = [address(new Recipient(address(this))), _hot(3), address(executor), address(members)];
    for (uint64 i = 0; i < targets.length; ++i) {
      _assertSkipped(_calledOn(1, i, targets[i], data), IBatchExecutor.ExecutionTargetDistrusts.selector);
      vm.assertTrue(executor.isNonceUsed(1, i), "the nonce is used");
    }
    _assertSkipped(_calledOn(1, 9, address(0), data), IBatchExecutor.ExecutionTargetDistrusts.selector);
  }

  // REQ-BATCH-45
  function test_execute_trustedAndDistrustedTargetsInTurns_eachIsAsked() external {
    address distrusting = address(new Recipient(address(this)));
    bytes memory data = abi.encodeCall(Recipient.enter, (1));
    bytes memory packed = bytes.concat(
      _packed(_calledOn(1, 0, distrusting, data), _called(1, 1, 1)),
      _packed(_calledOn(1, 2, distrusting, data), _calledOn(1, 3, distrusting, data)),
      _packed(_called(1, 4, 2))
    );
    vm.assertEq(_execute(packed)[0], 0x104, "the second and the fifth");
    vm.assertEq(Recipient(distrusting).entries(), 0, "entries");
  }

  // ---------------------------------------------------------------- who executes

  // REQ-BATCH-46
  function test_execute_withoutTheDuty_reverts() external {
    bytes memory packed = _entries(1, 0, 1);
    vm.expectRevert(abi.encodeWithSelector(Governed.GovernedNotOnDuty.selector, _hot(1), DUTY_BATCHER));
    vm.prank(_hot(1));
    executor.execute(packed);
  }

  // REQ-BATCH-46
  function test_execute_whileTheBatcherIsSuspended_reverts() external {
    bytes memory packed = _entries(1, 0, 1);
    _suspendBatcher(0);
    vm.expectRevert(abi.encodeWithSelector(IBatchExecutor.ExecutionSuspended.selector, _hot(BATCHER)));
    vm.prank(_hot(BATCHER));
    executor.execute(packed);
    vm.prank(_hot(RIVAL));
    vm.assertEq(executor.execute(packed)[0], SUCCEEDED, "another member's batcher");
  }

  // ---------------------------------------------------------------- reads

  // REQ-BATCH-40
  function test_digests_areThoseThatMembersSign() external view {
    SignedCall memory call_ = _called(3, 5, 1);
    bytes32 digest = executor.callDigestOf(3, 5, call_.deadline, call_.target, call_.gas, call_.data);
    vm.assertEq(digest, _callDigest(call_), "call");
    Item[] memory items = _items(3);
    bytes32 bundled = executor.bundleDigestOf(_callsRoot(items), 3, 4, 5, 6);
    vm.assertEq(bundled, _bundleDigest(items, 4, 5, 6), "bundle");
  }

  // REQ-BATCH-40
  function test_stateRoot_isNothing() external view {
    vm.assertEq(executor.stateRoot(), bytes32(0), "nothing a successor would need");
  }
}
