// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Governed} from "../../../contracts/access/Governed.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {DUTY_ATTESTER, FOREVER} from "../../../contracts/types/Duty.sol";
import {Standing} from "../../../contracts/types/Standing.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";

/// @title Seats: who is admitted, who leaves, who takes a seat again; cold accounts and verifiers.
contract MemberRegistrySeatsTest is Consortium {
  function _assertStanding(uint16 seat, Standing expected, string memory message) private view {
    vm.assertEq(uint256(members.standing(seat)), uint256(expected), message);
  }

  function test_governed_byAnybodyElse_reverts() external {
    _found(2);
    address founder = address(this);
    bytes memory refusal = abi.encodeWithSelector(Governed.GovernedNotGovernor.selector, founder);
    vm.expectRevert(refusal);
    members.admit(_cold(9), 1, 0);
    vm.expectRevert(refusal);
    members.remove(1);
    vm.expectRevert(refusal);
    members.suspend(1, uint40(_now() + 1));
    vm.expectRevert(refusal);
    members.reinstate(1);
    vm.expectRevert(refusal);
    members.setWeight(1, 2);
    vm.expectRevert(refusal);
    members.setDuties(1, 1);
    vm.expectRevert(refusal);
    members.replaceCold(1, _cold(9));
    vm.expectRevert(refusal);
    members.approveVerifier(address(ledger));
    vm.expectRevert(refusal);
    members.retireVerifier(address(ledger));
  }

  // ---------------------------------------------------------------- admit

  function test_admit_organisation_becomesAnApplicant() external {
    _found(2);
    uint256 version = members.membershipVersion();
    vm.expectEmit(true, true, true, true, address(members));
    emit IMemberRegistry.MemberAdmitted(2, _cold(2), 5, "metadata");
    _decree();
    uint16 seat = members.admit(_cold(2), 5, "metadata");

    vm.assertEq(seat, 2, "the next seat");
    IMemberRegistry.Seat memory expected = IMemberRegistry.Seat(
      5,
      1,
      0,
      0,
      uint40(_now()),
      0,
      0,
      0,
      _cold(2),
      "metadata"
    );
    vm.assertEq(abi.encode(members.seat(2)), abi.encode(expected), "seat");
    _assertStanding(2, Standing.Applicant, "applicant");
    _assertStanding(3, Standing.None, "nobody");
    vm.assertEq(members.electorate().weight(), 2, "does not count yet");
    vm.assertEq(members.membershipVersion(), version + 1, "version");
  }

  function test_admit_badColdOrWeight_reverts() external {
    _found(2);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadCold.selector, address(0)));
    _decree();
    members.admit(address(0), 1, 0);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadCold.selector, _cold(1)));
    _decree();
    members.admit(_cold(1), 1, 0);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadWeight.selector, 0, 2));
    _decree();
    members.admit(_cold(9), 0, 0);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadWeight.selector, 65_534, 65_536));
    _decree();
    members.admit(_cold(9), 65_534, 0);
    _decree();
    members.admit(_cold(9), 65_533, 0);
    vm.assertEq(members.seat(2).weight, 65_533, "the most that fits");
  }

  function test_admit_everySeatIsTaken_reverts() external {
    _deploy(_plan(0));
    IMemberRegistry.Founder[] memory founders = new IMemberRegistry.Founder[](512);
    IMemberRegistry.NewKey[] memory none = new IMemberRegistry.NewKey[](0);
    for (uint16 i = 0; i < 512; ++i) founders[i] = IMemberRegistry.Founder(_cold(i), 1, 1, 0, 0, none);
    members.enroll(founders);
    _seal();

    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberTooMany.selector, 512));
    _decree();
    members.admit(_cold(512), 1, 0);
    vm.assertEq(members.seatCount(), 512, "seats");
  }

  // ---------------------------------------------------------------- remove

  function test_remove_member_leavesWithKeysAndWeight() external {
    Plan memory plan = _plan(3);
    (plan.weights[1], plan.keys[1]) = (4, 2);
    _found(plan);
    bytes32 key = _keyOf(_hot(1, 1));
    vm.expectEmit(true, true, true, true, address(members));
    emit IMemberRegistry.MemberKeyRevoked(1, key);
    vm.expectEmit(true, true, true, true, address(members));
    emit IMemberRegistry.MemberRemoved(1, 4);
    _decree();
    members.remove(1);

    _assertStanding(1, Standing.Former, "former");
    vm.assertEq(members.seat(1).leftAt, _now(), "left");
    vm.assertEq(members.keysOf(1).length, 0, "keys");
    vm.assertFalse(members.keyFacts(key).exists(), "key");
    vm.assertEq(members.signerOf(key), "", "signer");
    vm.assertEq(members.electorate().weight(), 2, "weight");
    vm.assertEq(members.electorate().touchedAt(), _now(), "touched");
    vm.assertEq(members.suspendedUntil(1), 0, "not suspended: gone");
    _decree();
    members.admit(_cold(1), 65_533, 0);
    vm.assertEq(members.seat(3).cold, _cold(1), "the cold account and the weight are free");
  }

  function test_remove_twiceOrNobody_reverts() external {
    _found(3);
    _decree();
    members.remove(1);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberLeft.selector, 1));
    _decree();
    members.remove(1);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberUnknown.selector, 3));
    _decree();
    members.remove(3);
  }

  function test_remove_applicant_leavesTheElectoratesWeightAlone() external {
    _found(2);
    _decree();
    members.admit(_cold(2), 5, 0);
    vm.assertEq(members.strength().heaviest, 5, "heaviest");
    _decree();
    members.remove(2);
    _assertStanding(2, Standing.Former, "former");
    vm.assertEq(members.electorate().weight(), 2, "weight");
    vm.assertEq(members.strength().heaviest, 1, "heaviest afterwards");
  }

  function test_remove_applicantWithADuty_takesItFromNoMember() external {
    Plan memory plan = _plan(3);
    plan.duties[1] = DUTY_ATTESTER;
    _found(plan);
    _decree();
    members.admit(_cold(3), 1, 0);
    _decree();
    members.setDuties(3, DUTY_ATTESTER);
    _decree();
    members.remove(3);
    vm.assertEq(members.dutyMasksHeld(), 1 | (1 << DUTY_ATTESTER), "no duty, and the attester's");
  }

  function test_remove_whileTheColdAccountChanges_endsTheChange() external {
    _found(2);
    vm.prank(_cold(1));
    members.startColdChange(1, _cold(9));
    _decree();
    members.remove(1);
    _skip(2 days);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberNothingPending.selector, 1));
    vm.prank(_cold(9));
    members.completeColdChange(1);
  }

  // ---------------------------------------------------------------- seats that are given again

  function test_admit_seatReleasedLongAgo_isGivenAgain() external {
    Plan memory plan = _plan(4);
    plan.duties[1] = DUTY_ATTESTER;
    _found(plan);
    _decree();
    members.remove(1);
    uint256 left = _now();
    _skip(1 days);
    _decree();
    members.remove(2);

    vm.warp(left + 366 days);
    _decree();
    vm.assertEq(members.admit(_cold(4), 3, "4"), 4, "a seat is kept for 366 days");
    _skip(1);
    _decree();
    vm.assertEq(members.admit(_cold(5), 3, "5"), 1, "the first that was released");
    _decree();
    vm.assertEq(members.admit(_cold(6), 1, 0), 5, "the second is kept for another day");

    IMemberRegistry.Seat memory expected = IMemberRegistry.Seat(3, 1, 0, 0, uint40(_now()), 0, 0, 0, _cold(5), "5");
    vm.assertEq(abi.encode(members.seat(1)), abi.encode(expected), "nothing of the former member");
    _assertStanding(1, Standing.Applicant, "applicant");
    vm.assertEq(members.blockedUntil(1, uint48(left)), FOREVER, "had left then");
    vm.assertEq(members.blockedUntil(1, uint48(_now())), 0, "the seat is free now");
    vm.assertEq(members.blockedUntil(2, uint48(_now())), FOREVER, "the other one is away");
    vm.assertEq(members.deviatedSeats(0) & 2, 0, "a fresh entry");
  }

  function test_admit_seatGivenAgain_countsLikeAnyOther() external {
    _found(3);
    _decree();
    members.remove(1);
    _skip(366 days + 1);
    _decree();
    members.admit(_cold(7), 9, 0);
    vm.prank(_cold(7));
    members.addKey(1, _newKey(_hot(7)));
    _acceptAs(1, _cold(7));

    _assertStanding(1, Standing.Active, "active");
    vm.assertEq(members.electorate().weight(), 11, "weight");
    vm.assertEq(members.getVotes(_hot(7)), 9, "votes");
    IMemberRegistry.Strength memory strength = IMemberRegistry.Strength(11, 11, 11, 9, 3);
    vm.assertEq(abi.encode(members.strength()), abi.encode(strength), "strength");
  }

  function _acceptAs(uint16 seat, address cold) private {
    bytes memory call = abi.encodeCall(
      accession.accept,
      (seat, accession.currentState(), 0, abi.encodePacked(cold), "")
    );
    vm.prank(cold);
    (bool success, ) = address(accession).call(call);
    vm.assertTrue(success, "accepted");
  }

  // ---------------------------------------------------------------- cold accounts and verifiers

  function test_replaceCold_memberThatLostIt_hasAnother() external {
    _found(2);
    vm.prank(_cold(1));
    members.startColdChange(1, _cold(8));
    uint256 version = members.membershipVersion();
    vm.expectEmit(true, true, true, true, address(members));
    emit IMemberRegistry.MemberColdChanged(1, _cold(1), _cold(9));
    _decree();
    members.replaceCold(1, _cold(9));

    vm.assertEq(members.seat(1).cold, _cold(9), "cold");
    vm.assertEq(members.membershipVersion(), version + 1, "version");
    _skip(2 days);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberNothingPending.selector, 1));
    vm.prank(_cold(8));
    members.completeColdChange(1);
    _decree();
    members.replaceCold(0, _cold(1));
    vm.assertEq(members.seat(0).cold, _cold(1), "the old one is free");
  }

  function test_replaceCold_badColdOrMember_reverts() external {
    _found(2);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadCold.selector, address(0)));
    _decree();
    members.replaceCold(1, address(0));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadCold.selector, _cold(0)));
    _decree();
    members.replaceCold(1, _cold(0));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberUnknown.selector, 2));
    _decree();
    members.replaceCold(2, _cold(9));
  }

  function test_approveVerifier_contract_isApprovedUntilRetired() external {
    _found(2);
    address verifier = address(ledger);
    vm.expectEmit(true, true, true, true, address(members));
    emit IMemberRegistry.VerifierApproved(verifier);
    _decree();
    members.approveVerifier(verifier);
    vm.assertTrue(members.isVerifierApproved(verifier), "approved");

    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadSigner.selector, abi.encodePacked(verifier)));
    _decree();
    members.approveVerifier(verifier);
    vm.expectEmit(true, true, true, true, address(members));
    emit IMemberRegistry.VerifierRetired(verifier);
    _decree();
    members.retireVerifier(verifier);
    vm.assertFalse(members.isVerifierApproved(verifier), "retired");
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadSigner.selector, abi.encodePacked(verifier)));
    _decree();
    members.retireVerifier(verifier);
  }

  function test_approveVerifier_withoutCode_reverts() external {
    _found(2);
    address nobody = address(0xdead);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadSigner.selector, abi.encodePacked(nobody)));
    _decree();
    members.approveVerifier(nobody);
  }
}
