// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IBatchExecutor} from "../../../contracts/interfaces/IBatchExecutor.sol";
import {Recipient} from "../../support/contracts/Recipient.sol";
import {SignedCalls} from "../../support/contracts/SignedCalls.sol";

/// @title One signature over many calls; and bytes that are neither calls nor bundles.
contract CallBundlesTest is SignedCalls {
  function setUp() external {
    _foundExecutor();
  }

  function _assertMalformed(bytes memory packed, uint256 offset) private {
    vm.expectRevert(abi.encodeWithSelector(IBatchExecutor.ExecutionMalformed.selector, offset));
    vm.prank(_hot(BATCHER));
    executor.execute(packed);
  }

  // ---------------------------------------------------------------- bundles

  // REQ-BATCH-47
  function test_execute_bundlesOfAnySize_makeEveryCallInOrder() external {
    uint64 nonce;
    bytes32 history;
    for (uint256 count = 1; count < 20; ++count) {
      uint256[] memory outcomes = _execute(_bundle(_items(count), 3, nonce++));
      for (uint256 i = 0; i < count; ++i) {
        vm.assertEq(_outcome(outcomes, i), SUCCEEDED, "outcome");
        history = keccak256(abi.encode(history, _hot(3), 200 + i));
      }
      vm.assertEq(outcomes[0] >> (2 * count), 0, "no more than these");
    }
    vm.assertEq(recipient.history(), history, "who said what, in order");
    vm.assertTrue(executor.isNonceUsed(3, 0) && executor.isNonceUsed(3, 18), "nonces");
    vm.assertFalse(executor.isNonceUsed(3, 19), "and no more");
  }

  // REQ-BATCH-47
  function test_execute_aThousandCallsWithOneSignature_makesThemAll() external {
    Item[] memory items = _items(1_000);
    uint256[] memory outcomes = _execute(_bundle(items, 3, 0));
    vm.assertEq(outcomes.length, 8, "words");
    vm.assertEq(recipient.entries(), 1_000, "entries");
  }

  // REQ-BATCH-47
  function test_execute_aBundleOfTheShortestCalls_namesEach() external {
    // One more than fit into seven words of outcomes.
    Item[] memory items = new Item[](897);
    for (uint256 i = 0; i < items.length; ++i) items[i] = Item(address(recipient), 0, "");
    uint256[] memory outcomes = _execute(_bundle(items, 3, 0));
    vm.assertEq(outcomes.length, 8, "words");
    for (uint256 i = 0; i < items.length; ++i) vm.assertEq(_outcome(outcomes, i), FAILED, "outcome");
  }

  // REQ-BATCH-47
  function test_execute_aBundleOfMixedCalls_isolatesEach() external {
    Item[] memory items = _items(5);
    items[1] = _item(13);
    items[2].target = address(members);
    items[3].gas = uint32(CALL_GAS) + 1;
    bytes memory packed = _bundle(items, 3, 8);
    vm.expectEmit(true, true, true, true, address(executor));
    bytes memory answer = abi.encodeWithSelector(Recipient.RecipientRefused.selector, 13);
    emit IBatchExecutor.CallFailed(2, 3, 8, address(recipient), answer);
    vm.expectEmit(true, true, true, true, address(executor));
    emit IBatchExecutor.CallsSkipped(3, 1, 3, 8, IBatchExecutor.ExecutionTargetDistrusts.selector);
    vm.expectEmit(true, true, true, true, address(executor));
    emit IBatchExecutor.CallsSkipped(4, 1, 3, 8, IBatchExecutor.ExecutionGasAboveCap.selector);
    uint256[] memory outcomes = _execute(bytes.concat(_entries(1, 0, 1), packed, _entries(1, 1, 1)));
    vm.assertEq(outcomes[0], 0x1425, "call, succeeded, failed, skipped, skipped, succeeded, call");
    vm.assertEq(recipient.entries(), 4, "entries");
  }

  // REQ-BATCH-47
  function test_execute_aBundleThatIsBad_isSkippedWhole() external {
    uint48 deadline = uint48(_now()) + 10;
    Item[] memory items = _items(3);
    bytes memory good = _sign(_secret(3, 0), _bundleDigest(items, 3, 1, deadline));
    bytes memory packed = _packedBundle(items, 3, 1, deadline, good);

    items[1].data = abi.encodeCall(Recipient.enter, (999));
    bytes memory forged = _packedBundle(items, 3, 1, deadline, good);
    vm.expectEmit(true, true, true, true, address(executor));
    emit IBatchExecutor.CallsSkipped(0, 3, 3, 1, IBatchExecutor.ExecutionBadSignature.selector);
    vm.assertEq(_execute(bytes.concat(forged, _entries(0, 0, 1)))[0], 0x40, "another call");

    vm.warp(deadline + 1);
    vm.expectEmit(true, true, true, true, address(executor));
    emit IBatchExecutor.CallsSkipped(0, 3, 3, 1, IBatchExecutor.ExecutionExpired.selector);
    _execute(packed);

    vm.warp(deadline);
    _execute(packed);
    vm.assertEq(recipient.entries(), 4, "as it was signed, in time");
    vm.expectEmit(true, true, true, true, address(executor));
    emit IBatchExecutor.CallsSkipped(0, 3, 3, 1, IBatchExecutor.ExecutionNonceUsed.selector);
    _execute(packed);
    vm.assertEq(recipient.entries(), 4, "once");
  }

  // REQ-BATCH-47
  function test_execute_callsOfABundleInAnotherOrderOrNumber_areSkipped() external {
    uint48 deadline = uint48(_now()) + 10;
    Item[] memory items = _items(4);
    bytes memory signature = _sign(_secret(3, 0), _bundleDigest(items, 3, 1, deadline));
    (items[0], items[1]) = (items[1], items[0]);
    vm.assertEq(_execute(_packedBundle(items, 3, 1, deadline, signature))[0], 0, "in another order");
    (items[0], items[1]) = (items[1], items[0]);
    Item[] memory fewer = _items(3);
    vm.assertEq(_execute(_packedBundle(fewer, 3, 1, deadline, signature))[0], 0, "fewer");
    items[2].gas += 1;
    vm.assertEq(_execute(_packedBundle(items, 3, 1, deadline, signature))[0], 0, "other gas");
    items[2].gas -= 1;
    items[2].target = address(members);
    vm.assertEq(_execute(_packedBundle(items, 3, 1, deadline, signature))[0], 0, "another target");
    vm.assertEq(recipient.entries(), 0, "entries");
  }

  // REQ-BATCH-47
  function test_execute_aBundleAndACall_shareTheNoncesOfTheirSeat() external {
    bytes memory call_ = _packed(_called(3, 4, 1));
    bytes memory bundle = _bundle(_items(2), 3, 4);
    vm.assertEq(_execute(bytes.concat(call_, bundle))[0], 1, "the call only");
    bytes memory later = bytes.concat(_bundle(_items(2), 3, 5), _packed(_called(3, 5, 1)));
    vm.assertEq(_execute(later)[0], 5, "the bundle only");
  }

  // ---------------------------------------------------------------- bytes

  // REQ-BATCH-48
  function test_execute_callsThatAreCutOff_revert() external {
    bytes memory packed = _packed(_called(1, 0, 1), _called(1, 1, 1));
    uint256 one = packed.length / 2;
    for (uint256 length = 1; length < packed.length; length += 9) {
      if (length == one) continue;
      bytes memory cut = new bytes(length);
      for (uint256 i = 0; i < length; ++i) cut[i] = packed[i];
      _assertMalformed(cut, length < one ? 0 : one);
    }
    _assertMalformed(bytes.concat(packed, hex"02"), packed.length);
    vm.assertEq(recipient.entries(), 0, "entries");
  }

  // REQ-BATCH-48
  function test_execute_anotherKind_reverts() external {
    bytes memory packed = _entries(1, 0, 1);
    for (uint256 kind = 0; kind < 256; ++kind) {
      if (kind == 2 || kind == 4) continue;
      packed[0] = bytes1(uint8(kind));
      _assertMalformed(packed, 0);
    }
  }

  // REQ-BATCH-48
  function test_execute_moreDataThanACallMayHave_reverts() external {
    SignedCall memory call_ = _called(1, 0, 1);
    call_.data = bytes.concat(call_.data, new bytes(4_096 - 36));
    vm.assertEq(_execute(_packed(_signedAgain(call_)))[0], SUCCEEDED, "the most");
    _assertSkipped(call_, IBatchExecutor.ExecutionNonceUsed.selector);
    (call_.nonce, call_.data) = (1, bytes.concat(call_.data, hex"00"));
    _assertMalformed(_packed(_signedAgain(call_)), 0);

    Item[] memory items = _items(2);
    items[1].data = bytes.concat(items[1].data, new bytes(4_096 - 36));
    vm.assertEq(_execute(_bundle(items, 1, 2))[0], 5, "the most of a bundle's call");
    items[1].data = bytes.concat(items[1].data, hex"00");
    _assertMalformed(_bundle(items, 1, 3), 0);
  }

  // REQ-BATCH-48
  function test_execute_bundlesOfNoneOrTooMany_revert() external {
    bytes memory packed = _bundle(_items(2), 3, 0);
    (packed[37], packed[38]) = (0, 0);
    _assertMalformed(bytes.concat(_entries(1, 0, 1), packed), 164);
    packed = _bundle(_items(1_001), 3, 0);
    _assertMalformed(packed, 0);
  }

  // REQ-BATCH-48
  function test_execute_bundlesThatAreCutOff_revert() external {
    bytes memory packed = _bundle(_items(3), 3, 0);
    for (uint256 length = 1; length < packed.length; length += 7) {
      bytes memory cut = new bytes(length);
      for (uint256 i = 0; i < length; ++i) cut[i] = packed[i];
      _assertMalformed(cut, 0);
    }
  }

  /// @dev The bytes behind the end of the argument are in the transaction, and no part of what is executed.
  // REQ-BATCH-48
  function test_execute_callsBehindTheEnd_areNotMade() external {
    bytes memory packed = _packed(_called(1, 0, 1), _called(1, 1, 2));
    uint256 one = packed.length / 2;
    for (uint256 length = one; length < packed.length; length += 40) {
      bytes memory data = abi.encodeCall(IBatchExecutor.execute, (packed));
      assembly ("memory-safe") {
        mstore(add(data, 68), length)
      }
      vm.prank(_hot(BATCHER));
      (bool success, ) = address(executor).call(data);
      vm.assertEq(success ? 1 : 0, length == one ? 1 : 0, "only where it ends");
      vm.assertEq(recipient.entries(), 1, "entries");
    }
  }
}
