// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Governed} from "../../../contracts/access/Governed.sol";
import {IBatchExecutor} from "../../../contracts/interfaces/IBatchExecutor.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {DUTY_BATCHER, FOREVER} from "../../../contracts/types/Duty.sol";
import {Hostile} from "../../support/contracts/Hostile.sol";
import {Recipient} from "../../support/contracts/Recipient.sol";
import {SignedCalls} from "../../support/contracts/SignedCalls.sol";
import {Vm} from "../../support/contracts/Vm.sol";

/// @title Attacks on the execution of signed calls: by members, by targets, by whoever sends it.
contract ExecutorAttacksTest is SignedCalls {
  uint256 private constant ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;

  Hostile private hostile;

  function setUp() external {
    _foundExecutor();
    hostile = new Hostile();
  }

  /// @notice A call of `data` on the hostile target between two honest ones.
  function _between(bytes memory data) private view returns (bytes memory) {
    SignedCall memory bad = _calledOn(1, 50, address(hostile), data);
    return bytes.concat(_entries(1, 0, 1), _packed(bad), _entries(1, 1, 1));
  }

  // ---------------------------------------------------------------- outsiders

  // REQ-BATCH-46
  function test_execute_calledByAnOutsider_reverts() external {
    address outsider = address(0x57a4);
    bytes memory call = abi.encodeCall(IBatchExecutor.execute, (_entries(1, 0, 1)));
    bytes memory refusal = abi.encodeWithSelector(Governed.GovernedNotOnDuty.selector, outsider, DUTY_BATCHER);
    _refused(outsider, address(executor), call, refusal);
  }

  // ---------------------------------------------------------------- targets

  // REQ-BATCH-43
  function test_execute_aCallThatSpendsAllItsGas_costsThatAndFails() external {
    bytes memory packed = _between(abi.encodeCall(Hostile.burn, ()));
    bytes memory honest = _entries(1, 10, 3);
    uint256 before = gasleft();
    _execute(honest);
    uint256 usual = before - gasleft();
    before = gasleft();
    vm.assertEq(_execute(packed)[0], 0x19, "succeeded, failed, succeeded");
    vm.assertLt(before - gasleft(), usual + USUAL_GAS, "no more than it was signed for");
    vm.assertEq(recipient.entries(), 5, "entries");
  }

  // REQ-BATCH-43
  function test_execute_aTargetThatAnswersALot_isCutShort() external {
    bytes memory packed = _between(abi.encodeCall(Hostile.refuse, (50_000)));
    Vm.Log[] memory logs = _executeFor(packed, IBatchExecutor.CallFailed.selector);
    vm.assertEq(logs.length, 1, "failures");
    (, bytes memory answer) = abi.decode(logs[0].data, (uint64, bytes));
    vm.assertEq(answer.length, 128, "bytes of the answer");
    vm.assertEq(recipient.entries(), 2, "entries");

    for (uint256 size = 0; size < 200; size += 33) {
      SignedCall memory call_ = _calledOn(2, uint64(size), address(hostile), abi.encodeCall(Hostile.refuse, (size)));
      logs = _executeFor(_packed(call_), IBatchExecutor.CallFailed.selector);
      (, answer) = abi.decode(logs[0].data, (uint64, bytes));
      vm.assertEq(answer.length, size < 128 ? size : 128, "a shorter answer");
    }
    SignedCall memory flood = _calledOn(2, 500, address(hostile), abi.encodeCall(Hostile.flood, (50_000)));
    uint256 before = gasleft();
    vm.assertEq(_execute(_packed(flood))[0], SUCCEEDED, "what succeeds is not read");
    vm.assertLt(before - gasleft(), USUAL_GAS + 150_000, "gas");
  }

  // REQ-BATCH-45
  function test_execute_aTargetThatSaysStrangelyThatItTrusts_isSkipped() external {
    bytes memory packed;
    uint256 usual;
    uint256[6] memory outcomes = [SUCCEEDED, SKIPPED, SUCCEEDED, SKIPPED, SKIPPED, SKIPPED];
    for (uint8 trust = 0; trust < 6; ++trust) {
      hostile.setTrust(trust);
      packed = bytes.concat(
        _packed(_calledOn(1, trust, address(hostile), abi.encodeCall(Hostile.prepare, ("")))),
        _packed(_called(1, 100 + trust, 1))
      );
      uint256 before = gasleft();
      vm.assertEq(_execute(packed)[0], 4 | outcomes[trust], "outcomes");
      uint256 spent = before - gasleft();
      if (trust == 0) usual = spent;
      vm.assertLt(spent, usual + 60_000, "gas of the question");
    }
  }

  // REQ-BATCH-49
  function test_execute_fromWithinACall_reverts() external {
    // The target is a key of a batcher: only that it is under way stops it.
    vm.prank(_cold(RIVAL));
    members.addKey(RIVAL, IMemberRegistry.NewKey(abi.encodePacked(address(hostile)), 15, FOREVER));
    SignedCall memory inner = _called(2, 9, 77);
    hostile.prepare(abi.encodeCall(IBatchExecutor.execute, (_packed(inner))));
    SignedCall memory outer = _calledOn(2, 9, address(hostile), abi.encodeCall(Hostile.reenter, ()));
    vm.assertEq(_execute(_packed(outer))[0], SUCCEEDED, "the call itself");
    vm.assertFalse(hostile.entered(), "entered");
    vm.assertEq(hostile.answer(), abi.encodePacked(IBatchExecutor.ExecutionUnderWay.selector), "refusal");
    vm.assertEq(recipient.entries(), 0, "entries");

    // Once it is over another one may begin, in the same transaction too.
    vm.assertEq(_execute(_packed(_called(2, 10, 77)))[0], SUCCEEDED, "afterwards");
  }

  // REQ-BATCH-45
  function test_execute_aTargetThatStopsTrustingInBetween_seesNoSender() external {
    bytes memory distrust = abi.encodeCall(Recipient.distrust, ());
    bytes memory packed = _packed(_calledOn(1, 0, address(recipient), distrust), _called(1, 1, 1));
    _execute(packed);
    vm.assertEq(recipient.lastSender(), address(executor), "nobody's name is used");
  }

  // ---------------------------------------------------------------- signers

  // REQ-BATCH-42
  function test_execute_again_isSkipped() external {
    SignedCall memory call_ = _called(1, 300, 1);
    vm.assertEq(_execute(_packed(call_, call_))[0], SUCCEEDED, "twice in one");
    _assertSkipped(call_, IBatchExecutor.ExecutionNonceUsed.selector);
    bytes memory packed = bytes.concat(_entries(1, 301, 2), _packed(call_), _entries(1, 303, 1));
    vm.assertEq(_execute(packed)[0], 0x45, "in a run");
    vm.assertEq(recipient.entries(), 4, "entries");
  }

  // REQ-BATCH-42
  function test_execute_withTheNonceOfOneThatFailed_isSkipped() external {
    _execute(_packed(_called(1, 1, 13)));
    _assertSkipped(_called(1, 1, 1), IBatchExecutor.ExecutionNonceUsed.selector);
  }

  // REQ-BATCH-42
  function test_execute_signedForAnotherChainOrContract_isSkipped() external {
    SignedCall memory call_ = _called(1, 1, 1);
    bytes32 elsewhere = _separator("Quorate Calls", address(executor), chain + 1);
    call_.signature = _sign(_secret(1, 0), _typed(elsewhere, _callStruct(call_)));
    _assertSkipped(call_, IBatchExecutor.ExecutionBadSignature.selector);
    elsewhere = _separator("Quorate Calls", address(anchorage), chain);
    call_.signature = _sign(_secret(1, 0), _typed(elsewhere, _callStruct(call_)));
    _assertSkipped(call_, IBatchExecutor.ExecutionBadSignature.selector);

    // A fork of this chain, where the contract stands under the same address.
    vm.chainId(chain + 1);
    _assertSkipped(_called(1, 1, 1), IBatchExecutor.ExecutionBadSignature.selector);
    vm.chainId(chain);
  }

  // REQ-BATCH-42
  function test_execute_withAnyFactChanged_isSkipped() external {
    bytes4 reason = IBatchExecutor.ExecutionBadSignature.selector;
    SignedCall memory call_ = _called(1, 1, 1);
    bytes memory good = _entries(1, 100, 1);
    bytes memory packed = _packed(call_);
    // Every byte of nonce, deadline, target, gas and data, alone and behind one that opens a run.
    for (uint256 i = 0; i < packed.length - 65; ++i) {
      if (i < 3 || (i >= 9 && i < 29) || i == 61 || i == 62) continue;
      packed[i] ^= 0x01;
      uint256[] memory outcomes = _execute(bytes.concat(good, packed));
      vm.assertEq(_outcome(outcomes, 1), SKIPPED, "changed");
      good = _entries(1, uint64(101 + i), 1);
      packed[i] ^= 0x01;
    }
    call_.nonce = 2;
    _assertSkipped(call_, reason);
    call_.nonce = 1;
    vm.assertEq(_execute(_packed(call_))[0], SUCCEEDED, "as it was signed");
  }

  // REQ-BATCH-42
  function test_execute_aSeatOrSignerOneBitFromTheOneBefore_isLookedUp() external {
    for (uint256 bit = 0; bit < 16 + 160; ++bit) {
      bytes memory packed = _packed(_called(1, 500, 1));
      // The seat has the bytes 1 and 2, the signer those from 9 to 28.
      uint256 at = bit < 16 ? 1 + bit / 8 : 7 + bit / 8;
      packed[at] ^= bytes1(uint8(1 << (bit % 8)));
      uint16 seat = (uint16(uint8(packed[1])) << 8) | uint8(packed[2]);
      packed = bytes.concat(_entries(1, uint64(bit), 1), packed);
      vm.expectEmit(true, true, true, true, address(executor));
      emit IBatchExecutor.CallsSkipped(1, 1, seat, 500, IBatchExecutor.ExecutionKeyNotAllowed.selector);
      vm.assertEq(_execute(packed)[0], SUCCEEDED, "the first only");
    }
  }

  // REQ-BATCH-42
  function test_execute_aSignersNameOnAnothersSignature_isSkipped() external {
    SignedCall memory call_ = _called(1, 1, 1);
    call_.signature = _sign(_secret(2, 0), _callDigest(call_));
    _assertSkipped(call_, IBatchExecutor.ExecutionBadSignature.selector);
    bytes memory packed = _packed(_called(1, 2, 1), call_);
    vm.assertEq(_execute(packed)[0], SUCCEEDED, "nor in a run");
    call_.signer = _hot(2);
    _assertSkipped(call_, IBatchExecutor.ExecutionKeyNotAllowed.selector);
  }

  // REQ-BATCH-42
  function test_execute_malleableAndMisshapenSignatures_areSkipped() external {
    bytes memory run;
    SignedCall memory call_ = _called(1, 1, 1);
    (uint8 v, bytes32 r, bytes32 s) = vm.sign(_secret(1, 0), _callDigest(call_));
    bytes32 high = bytes32(ORDER - uint256(s));
    bytes[6] memory bad = [
      abi.encodePacked(r, high, v == 27 ? 28 : 27),
      abi.encodePacked(r, s, v - 27),
      abi.encodePacked(r, s, v == 27 ? 28 : 27),
      abi.encodePacked(r, s, v + 10),
      abi.encodePacked(bytes32(0), s, v),
      abi.encodePacked(r, bytes32(0), v)
    ];
    bad[0] = abi.encodePacked(r, high, uint8(v == 27 ? 28 : 27));
    bad[2] = abi.encodePacked(r, s, uint8(v == 27 ? 28 : 27));
    for (uint64 i = 0; i < bad.length; ++i) {
      call_.signature = bad[i];
      _assertSkipped(call_, IBatchExecutor.ExecutionBadSignature.selector);
      run = bytes.concat(_entries(1, 10 + i, 1), _packed(call_));
      vm.assertEq(_execute(run)[0], SUCCEEDED, "nor in a run");
    }
    vm.assertFalse(executor.isNonceUsed(1, 1), "nonce");
  }

  // REQ-BATCH-40
  function test_execute_dataThatEndsLikeAnothersName_reachesTheTargetAsItsSigner() external {
    bytes memory data = abi.encodePacked(Recipient.enter.selector, uint256(5), _hot(4));
    SignedCall memory call_ = _calledOn(1, 1, address(recipient), data);
    _execute(_packed(call_));
    vm.assertEq(recipient.lastSender(), _hot(1), "sender");

    // Data of all lengths in one run: whose name follows is never left over from the call before.
    bytes memory packed;
    for (uint64 i = 0; i < 40; ++i) {
      uint16 seat = uint16(i % 3);
      packed = bytes.concat(packed, _packed(_calledOn(seat, 200 + i, address(recipient), data)));
      data = bytes.concat(data, abi.encodePacked(_hot(4)));
    }
    _execute(packed);
    vm.assertEq(recipient.lastSender(), _hot(0), "the last one's");
  }

  // ---------------------------------------------------------------- whoever sends it

  // REQ-BATCH-43
  function test_execute_withLittleGas_revertsOrMakesEveryCall() external {
    bytes memory packed = bytes.concat(
      _entries(1, 0, 2),
      _packed(_calledOn(2, 1, address(hostile), abi.encodeCall(Hostile.prepare, (new bytes(64))))),
      _bundle(_items(2), 3, 0)
    );
    uint256 made;
    uint256 refused;
    for (uint256 gas_ = 100_000; gas_ < 1_000_000; gas_ += 3_000) {
      vm.prank(_hot(BATCHER));
      try executor.execute{gas: gas_}(packed) returns (uint256[] memory outcomes) {
        vm.assertEq(outcomes[0], 0x155, "all five");
        ++made;
        break;
      } catch {
        ++refused;
      }
    }
    vm.assertEq(made, 1, "with enough");
    vm.assertGt(refused, 50, "with too little");
  }

  // REQ-BATCH-43
  function test_execute_withTooLittleGasForOneCall_saysHowMuchItNeeds() external {
    bytes[] memory refusals = new bytes[](3);
    // Of a target that is asked whether it trusts, of its call, and of one that needs the most that a call may have.
    refusals[0] = abi.encodeWithSelector(IBatchExecutor.ExecutionOutOfGas.selector, 0, 50_000);
    refusals[1] = abi.encodeWithSelector(IBatchExecutor.ExecutionOutOfGas.selector, 0, USUAL_GAS);
    refusals[2] = abi.encodeWithSelector(IBatchExecutor.ExecutionOutOfGas.selector, 1, CALL_GAS);
    SignedCall memory dear = _called(1, 1, 1);
    dear.gas = uint32(CALL_GAS);
    _assertRefusals(_packed(_called(1, 0, 1), _signedAgain(dear)), refusals);
    vm.assertEq(recipient.entries(), 2, "with enough");
  }

  /// @dev What an execution says that is given more and more gas, until it is made.
  function _assertRefusals(bytes memory packed, bytes[] memory refusals) private {
    uint256 met;
    for (uint256 gas_ = 20_000; ; gas_ += 1_000) {
      vm.prank(_hot(BATCHER));
      try executor.execute{gas: gas_}(packed) returns (uint256[] memory) {
        break;
      } catch (bytes memory said) {
        if (said.length == 0 || (met != 0 && keccak256(said) == keccak256(refusals[met - 1]))) continue;
        vm.assertEq(said, refusals[met++], "refusal");
      }
    }
    vm.assertEq(met, refusals.length, "refusals");
  }
}
