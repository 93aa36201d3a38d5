// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Governed} from "../../../contracts/access/Governed.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {DUTY_BATCHER, FOREVER} from "../../../contracts/types/Duty.sol";
import {KeyFacts} from "../../../contracts/types/KeyFacts.sol";
import {Standing} from "../../../contracts/types/Standing.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";
import {Vm} from "../../support/contracts/Vm.sol";

/// @title Founding: who enrols, who accepts, and when the consortium opens.
contract MemberRegistryFoundingTest is Consortium {
  /// @dev In one external call, so that the constructor's own error can be expected.
  function build(uint16 foundingQuorum) external returns (address built) {
    bytes memory code = bytes.concat(
      vm.getCode("contracts/membership/MemberRegistry.sol:MemberRegistry"),
      abi.encode(constitution, foundingQuorum)
    );
    assembly ("memory-safe") {
      built := create(0, add(code, 32), mload(code))
      if iszero(built) {
        returndatacopy(mload(0x40), 0, returndatasize())
        revert(mload(0x40), returndatasize())
      }
    }
  }

  function test_constructor_foundingQuorumOutOfRange_reverts() external {
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadFoundingQuorum.selector, 0));
    this.build(0);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadFoundingQuorum.selector, 10_001));
    this.build(10_001);
    vm.assertEq(IMemberRegistry(this.build(10_000)).foundingQuorum(), 10_000, "quorum");
  }

  // ---------------------------------------------------------------- enroll

  function _founder(
    address cold,
    uint16 weight,
    uint8 ballotsNeeded,
    uint8 duties,
    address key
  ) private pure returns (IMemberRegistry.Founder[] memory founders) {
    founders = new IMemberRegistry.Founder[](1);
    IMemberRegistry.NewKey[] memory keys = new IMemberRegistry.NewKey[](1);
    keys[0] = _newKey(key);
    founders[0] = IMemberRegistry.Founder(cold, weight, ballotsNeeded, duties, "metadata", keys);
  }

  function test_enroll_founders_areApplicantsWithTheirKeys() external {
    Plan memory plan = _plan(2);
    (plan.weights[1], plan.duties[1], plan.ballotsNeeded[1], plan.keys[1]) = (7, DUTY_BATCHER, 2, 3);
    _deploy(plan);

    IMemberRegistry.Seat memory seat = members.seat(1);
    IMemberRegistry.Seat memory expected = IMemberRegistry.Seat(
      7,
      2,
      DUTY_BATCHER,
      3,
      uint40(_now()),
      0,
      0,
      0,
      _cold(1),
      keccak256(abi.encode(uint16(1)))
    );
    vm.assertEq(abi.encode(seat), abi.encode(expected), "seat");
    vm.assertEq(uint256(members.standing(1)), uint256(Standing.Applicant), "standing");
    vm.assertEq(members.seatCount(), 2, "seats");
    vm.assertEq(members.keysOf(1).length, 3, "keys");
    vm.assertEq(members.keysOf(1)[2], _keyOf(_hot(1, 2)), "third key");
    vm.assertEq(members.signerOf(_keyOf(_hot(1, 2))), abi.encodePacked(_hot(1, 2)), "signer");
    vm.assertEq(members.dutiesOf(1), DUTY_BATCHER, "duties");
    KeyFacts key = members.keyFacts(_keyOf(_hot(1, 2)));
    vm.assertEq(key.seat(), 1, "key's seat");
    vm.assertEq(key.position(), 2, "key's position");
    vm.assertEq(key.expiresAt(), FOREVER, "key's expiry");
    vm.assertEq(key.activeFrom(), _now(), "key's beginning");
    vm.assertEq(key.weight(), 7, "key's weight");
    vm.assertEq(key.ballotsNeeded(), 2, "key's ballots needed");
    vm.assertEq(key.eligibleSince(), 0, "not accepted");
    vm.assertEq(members.membershipVersion(), 1, "one change of the members");
  }

  function test_enroll_foundersWithAndWithoutDuties_reportsTheDutiesThereAre() external {
    Plan memory plan = _plan(3);
    plan.duties[1] = DUTY_BATCHER;
    vm.recordLogs();
    _deploy(plan);
    Vm.Log[] memory logs = vm.getRecordedLogs();
    uint256 seen;
    for (uint256 i = 0; i < logs.length; ++i) {
      if (logs[i].topics[0] != IMemberRegistry.MemberDutiesChanged.selector) continue;
      vm.assertEq(uint256(logs[i].topics[1]), 1, "seat");
      vm.assertEq(logs[i].data, abi.encode(0, DUTY_BATCHER), "from none to this one");
      ++seen;
    }
    vm.assertEq(seen, 1, "once");
  }

  function test_enroll_byAnybodyButTheFounder_reverts() external {
    _deploy(_plan(1));
    IMemberRegistry.Founder[] memory more = _founder(_cold(9), 1, 1, 0, _hot(9));
    address stranger = address(0x57a);
    vm.expectRevert(abi.encodeWithSelector(Governed.GovernedNotFounder.selector, stranger));
    vm.prank(stranger);
    members.enroll(more);

    members.enroll(more);
    vm.assertEq(members.seatCount(), 2, "the founder may enrol more, before the seal");
    _seal();
    vm.expectRevert(abi.encodeWithSelector(Governed.GovernedNotFounder.selector, address(this)));
    members.enroll(_founder(_cold(10), 1, 1, 0, _hot(10)));
  }

  function test_enroll_badFounder_reverts() external {
    _deploy(_plan(1));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadCold.selector, address(0)));
    members.enroll(_founder(address(0), 1, 1, 0, _hot(9)));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadCold.selector, _cold(0)));
    members.enroll(_founder(_cold(0), 1, 1, 0, _hot(9)));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadWeight.selector, 0, 1));
    members.enroll(_founder(_cold(9), 0, 1, 0, _hot(9)));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadWeight.selector, 65_535, 65_536));
    members.enroll(_founder(_cold(9), 65_535, 1, 0, _hot(9)));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadDuties.selector, 8));
    members.enroll(_founder(_cold(9), 1, 1, 8, _hot(9)));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadBallotsNeeded.selector, 1, 0, 1));
    members.enroll(_founder(_cold(9), 1, 0, 0, _hot(9)));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadBallotsNeeded.selector, 1, 2, 1));
    members.enroll(_founder(_cold(9), 1, 2, 0, _hot(9)));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberKeyTaken.selector, _keyOf(_hot(0)), 0));
    members.enroll(_founder(_cold(9), 1, 1, 0, _hot(0)));

    members.enroll(_founder(_cold(9), 65_534, 1, 7, _hot(9)));
    vm.assertEq(members.seat(1).weight, 65_534, "the most that fits");
  }

  // ---------------------------------------------------------------- accepting and founding

  function test_markAccepted_byAnybodyButTheAccessionModule_reverts() external {
    _deploy(_plan(1));
    _seal();
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberNotAccession.selector, address(this)));
    members.markAccepted(0);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberNotAccession.selector, address(governor)));
    _decree();
    members.markAccepted(0);
  }

  function test_markAccepted_notAnApplicant_reverts() external {
    _found(2);
    _decree();
    members.remove(1);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberAcceptedAlready.selector, 0));
    vm.prank(address(accession));
    members.markAccepted(0);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberLeft.selector, 1));
    vm.prank(address(accession));
    members.markAccepted(1);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberUnknown.selector, 2));
    vm.prank(address(accession));
    members.markAccepted(2);
  }

  function test_markAccepted_theQuorumIsReached_foundsTheConsortium() external {
    Plan memory plan = _plan(3);
    (plan.foundingQuorum, plan.weights[0], plan.weights[1], plan.weights[2]) = (6667, 33, 33, 34);
    _deploy(plan);
    _seal();
    _accept(0);
    _accept(1);
    vm.assertEq(members.foundedAt(), 0, "66 of 100 are not enough");
    vm.assertEq(members.electorate().version(), 0, "no electorate");
    vm.assertEq(members.getPastTotalSupply(_now() - 1), 0, "no weight");
    vm.assertEq(members.getPastVotes(_hot(0), _now() - 1), 0, "no votes");
    vm.assertEq(members.seat(1).acceptedAt, _now(), "accepted");
    vm.assertEq(members.keyFacts(_keyOf(_hot(1))).eligibleSince(), _now(), "eligible");

    vm.expectEmit(true, true, true, true, address(members));
    emit IMemberRegistry.MemberAccepted(2);
    vm.expectEmit(true, true, true, true, address(members));
    emit IMemberRegistry.ConsortiumFounded(100, 100);
    _accept(2);

    vm.assertEq(members.foundedAt(), _now(), "founded");
    vm.assertEq(members.electorate().version(), 1, "an electorate");
    vm.assertEq(members.electorate().weight(), 100, "weight");
    vm.assertEq(uint256(members.standing(2)), uint256(Standing.Active), "active");
  }

  function test_markAccepted_oneWeightOfThirtyThousandMissing_foundsNothing() external {
    Plan memory plan = _plan(2);
    (plan.weights[0], plan.weights[1]) = (29_999, 1);
    _deploy(plan);
    _seal();
    _accept(0);
    vm.assertEq(members.foundedAt(), 0, "one is missing");
    _accept(1);
    vm.assertEq(members.foundedAt(), _now(), "all have accepted");
  }

  function testFuzz_markAccepted_anyQuorum_foundsWhenItIsReachedAndNotBefore(
    uint16 quorum,
    uint8[4] calldata weights
  ) external {
    Plan memory plan = _plan(4);
    plan.foundingQuorum = uint16((uint256(quorum) % 10_000) + 1);
    uint256 total;
    for (uint256 i = 0; i < 4; ++i) {
      plan.weights[i] = uint16(weights[i]) + 1;
      total += plan.weights[i];
    }
    _deploy(plan);
    _seal();
    uint256 accepted;
    for (uint16 seat = 0; seat < 4; ++seat) {
      accepted += plan.weights[seat];
      bool reached = accepted * 10_000 >= total * plan.foundingQuorum;
      _accept(seat);
      vm.assertTrue((members.foundedAt() != 0) == reached, "founded");
      vm.assertEq(members.electorate().weight(), reached ? accepted : 0, "who accepted counts");
    }
  }

  function test_markAccepted_afterFounding_joinsTheElectorate() external {
    Plan memory plan = _plan(3);
    (plan.foundingQuorum, plan.accepting) = (6666, 2);
    _found(plan);
    vm.assertEq(members.electorate().weight(), 2, "two");

    _accept(2);

    vm.assertEq(members.electorate().weight(), 3, "three");
    vm.assertEq(members.electorate().version(), 2, "another electorate");
  }

  // ---------------------------------------------------------------- closed until founded

  function test_selfService_beforeTheFoundingQuorum_reverts() external {
    _deploy(_plan(1));
    _seal();
    bytes4 closed = IMemberRegistry.MemberNotFounded.selector;
    IMemberRegistry.NewKey memory key = _newKey(_hot(9));
    bytes32 own = _keyOf(_hot(0));
    vm.expectRevert(closed);
    vm.prank(_cold(0));
    members.addKey(0, key);
    vm.expectRevert(closed);
    vm.prank(_cold(0));
    members.revokeKey(0, own);
    vm.expectRevert(closed);
    vm.prank(_hot(0));
    members.startRotation(key.signer);
    vm.expectRevert(closed);
    vm.prank(_cold(0));
    members.setBallotsNeeded(0, 2);
    vm.expectRevert(closed);
    vm.prank(_cold(0));
    members.startColdChange(0, address(9));
    vm.expectRevert(closed);
    vm.prank(address(guardians));
    members.suspendKey(own, FOREVER, 0);
  }
}
