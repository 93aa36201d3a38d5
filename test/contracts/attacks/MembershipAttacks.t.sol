// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {Governed} from "../../../contracts/access/Governed.sol";
import {IConstitution} from "../../../contracts/interfaces/IConstitution.sol";
import {IGovernorReports} from "../../../contracts/interfaces/IGovernorReports.sol";
import {IGovernorCore} from "../../../contracts/interfaces/IGovernorCore.sol";
import {IGuardians} from "../../../contracts/interfaces/IGuardians.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {IQuorateGovernor} from "../../../contracts/interfaces/IQuorateGovernor.sol";
import {ISafeguards} from "../../../contracts/interfaces/ISafeguards.sol";
import {KeySignature, SignedBallot} from "../../../contracts/types/Ballots.sol";
import {Call} from "../../../contracts/types/Call.sol";
import {DUTY_ATTESTER, DUTY_BATCHER, DUTY_GUARDIAN} from "../../../contracts/types/Duty.sol";
import {MODULE_GOVERNOR, MODULE_GUARDIANS} from "../../../contracts/types/ModuleNames.sol";
import {PARAMETER_KEY_COOL_DOWN} from "../../../contracts/types/ParameterKeys.sol";
import {Rule} from "../../../contracts/types/Rule.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";
import {Ledger} from "../../support/contracts/Ledger.sol";

/// @title Attacks on the members and on who rules: power without a vote, members voted away until nothing passes, keys taken.
contract MembershipAttacksTest is Consortium {
  // REQ-GOV-17
  function test_executeProposal_suspendingUntilNothingCouldPass_reverts() external {
    _found(4);
    Call[] memory calls = _calls(
      address(members),
      abi.encodeCall(IMemberRegistry.suspend, (3, uint40(_now() + 1 days)))
    );
    uint256 id = _open(0, calls);
    _voteFor(id, 3);
    _skip(1);
    _decree();
    members.suspend(2, uint40(_now() + 1 days));

    vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsUnreachable.selector, 2, 3));
    _execute(id, calls);
    vm.assertEq(uint256(members.standing(3)), 2, "still active");
  }

  // REQ-GOV-17
  function test_executeProposal_removingTheLastMember_reverts() external {
    _found(2);
    _decree();
    members.remove(1);
    Call[] memory last = _calls(address(members), abi.encodeCall(IMemberRegistry.remove, (0)));
    _skip(1);
    uint256 id = _open(0, last);
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorNotEligible.selector, id, 0));
    _vote(id, 0, FOR);
    _skip(PERIOD);
    vm.expectRevert(_unexpectedState(id, IGovernor.ProposalState.Defeated, IGovernor.ProposalState.Succeeded));
    _execute(id, last);

    _decree();
    members.remove(0);
    vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsUnreachable.selector, 0, 0));
    ISafeguards(safeguards).check();
  }

  // REQ-GOV-27
  function test_castVote_waitingForASeatThatHasNoBallot_isDecidedWithoutIt() external {
    _found(4);
    uint256 id = _open(0, _calls(address(members), abi.encodeCall(IMemberRegistry.remove, (3))));
    _vote(id, 1, AGAINST);
    _assertState(id, IGovernor.ProposalState.Defeated);
  }

  // REQ-GOV-26
  function test_poke_inTheSecondOfTheRemovals_settlesForGood() external {
    _found(5);
    uint256 id = _open(0, _entry(1));
    _voteFor(id, 2);
    _skip(1);
    for (uint16 seat = 3; seat < 5; ++seat) {
      _decree();
      members.remove(seat);
    }
    governor.poke(id);
    _assertState(id, IGovernor.ProposalState.Succeeded);
    _skip(1);
    _assertState(id, IGovernor.ProposalState.Succeeded);
  }

  // REQ-GOV-29
  function test_state_suspendedThenRemoved_losesItsBallotOnce() external {
    Rule memory rule = _majority();
    rule.quorum = 4000;
    _foundUnder(5, rule);
    uint256 id = _open(0, _entry(1));
    _vote(id, 4, FOR);
    _skip(1);
    _decree();
    members.suspend(4, uint40(_now() + 30 days));
    _voteFor(id, 2);
    _skip(PERIOD);
    _assertState(id, IGovernor.ProposalState.Succeeded);
    _decree();
    members.remove(4);
    _skip(1);

    _assertState(id, IGovernor.ProposalState.Succeeded);
  }

  // REQ-GOV-38
  function test_castVote_agreementToAnEarlierBallot_isVoid() external {
    Plan memory plan = _plan(4);
    (plan.keys[1], plan.ballotsNeeded[1]) = (3, 2);
    _found(plan);
    uint256 id = _open(0, _entry(1));
    _vote(id, 1, FOR);
    bytes32 digest = _digest(id, AGAINST, 0, NEVER);
    KeySignature[] memory signatures = new KeySignature[](2);
    (signatures[0], signatures[1]) = (_keySignature(1, 1, digest), _keySignature(1, 2, digest));
    governor.castBallots(id, _one(SignedBallot(1, AGAINST, 0, NEVER, signatures)));
    vm.assertEq(governor.choiceOf(id, 1), 1, "against");

    vm.prank(_hot(1, 1));
    governor.castVote(id, FOR);
    vm.assertEq(governor.choiceOf(id, 1), 1, "the agreement was to the ballot before");
    vm.prank(_hot(1, 2));
    governor.castVote(id, FOR);
    vm.assertEq(governor.choiceOf(id, 1), 2, "two agree again");
  }

  // REQ-GOV-16
  function test_setRule_otherWordsThanBefore_reverts() external {
    _foundWithLedgerRule(4, _majority(), _majority());
    bytes32 subject = _ledgerSubject();
    Rule memory rule = _majority();
    rule.votingPeriod = 1 days;
    vm.expectRevert(
      abi.encodeWithSelector(
        IConstitution.ConstitutionEncodingNotStrict.selector,
        subject,
        Ledger.enter.selector,
        36,
        68
      )
    );
    _decree();
    constitution.setRule(subject, Ledger.enter.selector, 2, rule);
  }

  // REQ-GOV-17
  function test_executeProposal_oneLostKeyCouldLockEverybodyOut_reverts() external {
    _found(4);
    Call[] memory calls = _calls(address(members), abi.encodeCall(IMemberRegistry.setWeight, (0, 4)));
    uint256 id = _open(0, calls);
    _voteFor(id, 3);

    vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsCeilingBroken.selector, 4, 3));
    _execute(id, calls);
    vm.assertEq(members.seat(0).weight, 1, "weight");
  }

  // REQ-GOV-17
  function test_executeProposal_dutiesThatNobodyWouldHold_reverts() external {
    Rule memory rule = _majority();
    (rule.proposerDuties, rule.vetoDuties) = (DUTY_BATCHER | DUTY_ATTESTER, DUTY_GUARDIAN);
    Plan memory plan = _plan(4);
    (plan.strictest, plan.rule) = (rule, rule);
    plan.duties[0] = 7;
    plan.duties[1] = DUTY_BATCHER | DUTY_GUARDIAN;
    _found(plan);
    Call[] memory calls = _calls(address(members), abi.encodeCall(IMemberRegistry.setDuties, (0, DUTY_ATTESTER)));
    uint256 id = _open(0, calls);
    for (uint16 seat = 0; seat < 4; ++seat) _vote(id, seat, FOR);
    _skip(PERIOD);

    vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsDutiesUnheld.selector, 3));
    _execute(id, calls);
    vm.assertEq(members.seat(0).duties, 7, "duties");
  }

  // REQ-GOV-19
  function test_executeProposal_governorWiredToOtherMembers_reverts() external {
    _found(4);
    IMemberRegistry puppets = IMemberRegistry(
      _create("contracts/membership/MemberRegistry.sol:MemberRegistry", abi.encode(constitution, 10_000))
    );
    IQuorateGovernor other = _deployGovernor(puppets, address(governor));
    Call[] memory calls = _moduleCall(MODULE_GOVERNOR, address(other));
    uint256 id = _open(0, calls);
    _voteFor(id, 3);

    vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsWiringBroken.selector, address(other)));
    _execute(id, calls);
    vm.assertEq(constitution.module(MODULE_GOVERNOR), address(governor), "governor");
  }

  function _moduleCall(bytes32 name, address module) private view returns (Call[] memory) {
    return _calls(address(constitution), abi.encodeCall(IConstitution.setModule, (name, module, module.codehash)));
  }

  // REQ-GOV-19
  function test_setModule_withoutThePredecessorsState_reverts() external {
    _found(4);
    _carry(_entry(1), 3);
    IQuorateGovernor stranger = _deployGovernor(members, address(0));
    bytes32 codeHash = address(stranger).codehash;
    vm.expectRevert(
      abi.encodeWithSelector(
        IConstitution.ConstitutionStateDiffers.selector,
        MODULE_GOVERNOR,
        governor.stateRoot(),
        bytes32(0)
      )
    );
    _decree();
    constitution.setModule(MODULE_GOVERNOR, address(stranger), codeHash);

    IQuorateGovernor heir = _deployGovernor(members, address(governor));
    vm.assertEq(heir.journalHead(), governor.journalHead(), "journal");
    codeHash = address(heir).codehash;
    _decree();
    constitution.setModule(MODULE_GOVERNOR, address(heir), codeHash);
    vm.assertEq(constitution.module(MODULE_GOVERNOR), address(heir), "governor");
  }

  // REQ-GOV-19
  function test_setModule_otherCodeThanVoted_reverts() external {
    _found(4);
    address other = address(_deployGuardians(address(0)));
    bytes32 actual = other.codehash;
    vm.expectRevert(
      abi.encodeWithSelector(
        IConstitution.ConstitutionModuleCode.selector,
        MODULE_GUARDIANS,
        other,
        bytes32("voted"),
        actual
      )
    );
    _decree();
    constitution.setModule(MODULE_GUARDIANS, other, "voted");

    address nobody = address(0xdead);
    bytes32 none = nobody.codehash;
    vm.expectRevert(
      abi.encodeWithSelector(IConstitution.ConstitutionModuleCode.selector, MODULE_GUARDIANS, nobody, none, none)
    );
    _decree();
    constitution.setModule(MODULE_GUARDIANS, nobody, none);
  }

  // REQ-GOV-03
  function test_addKey_ofAnotherMember_reverts() external {
    _found(4);
    IMemberRegistry.NewKey memory taken = _newKey(_hot(1));
    bytes32 key = _keyOf(_hot(1));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberKeyTaken.selector, key, 1));
    vm.prank(_cold(2));
    members.addKey(2, taken);
    vm.assertEq(members.keyFacts(key).seat(), 1, "seat");
  }

  // REQ-GOV-03
  function test_addKey_thatIsAColdAccount_reverts() external {
    _found(4);
    for (uint16 seat = 1; seat < 3; ++seat) {
      IMemberRegistry.NewKey memory cold = _newKey(_cold(seat));
      vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadSigner.selector, cold.signer));
      vm.prank(_cold(1));
      members.addKey(1, cold);
    }
  }

  // REQ-GOV-03
  function test_startColdChange_toAHotKey_reverts() external {
    _found(4);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadCold.selector, _hot(2)));
    vm.prank(_cold(1));
    members.startColdChange(1, _hot(2));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadCold.selector, _hot(1)));
    _decree();
    members.admit(_hot(1), 1, 0);
  }

  // REQ-GOV-03
  function test_addKey_byAHotKeyOrAStranger_reverts() external {
    _found(4);
    IMemberRegistry.NewKey memory key = _newKey(address(0x9999));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberNotCold.selector, 1, _hot(1)));
    vm.prank(_hot(1));
    members.addKey(1, key);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberNotCold.selector, 1, _cold(2)));
    vm.prank(_cold(2));
    members.addKey(1, key);
  }

  // REQ-GOV-01
  function test_addKey_beforeTheFoundingQuorum_reverts() external {
    Plan memory plan = _plan(4);
    plan.foundingQuorum = 7500;
    plan.accepting = 2;
    _found(plan);
    vm.assertEq(members.foundedAt(), 0, "two of four are too few");
    IMemberRegistry.NewKey memory key = _newKey(address(0x9999));
    vm.expectRevert(IMemberRegistry.MemberNotFounded.selector);
    vm.prank(_cold(1));
    members.addKey(1, key);

    _accept(2);
    vm.assertEq(members.foundedAt(), _now(), "three of four are enough");
    vm.prank(_cold(1));
    members.addKey(1, key);
    vm.assertEq(members.seat(1).keys, 2, "keys");
  }

  // REQ-GOV-06
  function test_admit_soonAfterAReleasedSeat_takesANewSeat() external {
    _found(5);
    _decree();
    members.remove(4);
    _skip(366 days);
    _decree();
    vm.assertEq(members.admit(address(0xa1), 1, 0), 5, "not released for long enough");

    _skip(1);
    _decree();
    vm.assertEq(members.admit(address(0xa2), 1, 0), 4, "given again");
    _decree();
    vm.assertEq(members.admit(address(0xa3), 1, 0), 6, "given again only once");
  }

  // REQ-GOV-04
  function test_completeRotation_beforeTheCoolDown_reverts() external {
    _found(4);
    bytes32 key = _keyOf(_hot(1));
    address thief = address(0x7417);
    vm.prank(_hot(1));
    members.startRotation(abi.encodePacked(thief));
    uint48 due = uint48(_now() + 1 days);
    vm.warp(due - 1);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberCoolingDown.selector, 1, due));
    members.completeRotation(1, key);

    vm.prank(_cold(1));
    members.cancelRotation(1, key);
    vm.warp(due);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberNothingPending.selector, 1));
    members.completeRotation(1, key);
    vm.assertFalse(members.keyFacts(_keyOf(thief)).exists(), "the thief's key");
  }

  // REQ-GOV-43
  function test_addKey_verifierNotApproved_reverts() external {
    _found(4);
    bytes memory signer = abi.encodePacked(address(ledger), hex"01");
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadSigner.selector, signer));
    vm.prank(_cold(1));
    members.addKey(1, IMemberRegistry.NewKey(signer, ALL_SCOPES, type(uint40).max));
  }

  // REQ-GOV-34
  function test_suspendKey_sameKeyWithinTheCoolDown_reverts() external {
    Plan memory plan = _plan(4);
    (plan.duties[3], plan.duties[2]) = (DUTY_GUARDIAN, DUTY_GUARDIAN);
    _found(plan);
    bytes32 key = _keyOf(_hot(1));
    uint48 until = uint48(_now() + 30 days);
    vm.prank(_hot(3));
    guardians.suspendKey(key, "lost");
    vm.assertEq(members.keyFacts(key).suspendedUntil(), _now() + 3 days, "suspended until the sunset");

    _skip(4 days);
    vm.expectRevert(abi.encodeWithSelector(IGuardians.GuardiansCoolingDown.selector, key, until));
    vm.prank(_hot(2));
    guardians.suspendKey(key, "again");

    vm.warp(until);
    vm.prank(_hot(2));
    guardians.suspendKey(key, "again");
  }

  // REQ-GOV-34
  function test_suspendKey_suspendedByVote_reverts() external {
    Plan memory plan = _plan(4);
    (plan.duties[3], plan.duties[2]) = (DUTY_GUARDIAN, DUTY_GUARDIAN);
    _found(plan);
    bytes32 key = _keyOf(_hot(1));
    uint40 until = uint40(_now() + 100 days);
    vm.prank(_hot(3));
    guardians.suspendKey(key, "lost");
    _decree();
    guardians.ratify(key, until);
    _skip(31 days);

    vm.expectRevert(abi.encodeWithSelector(IGuardians.GuardiansSuspendedByVote.selector, key, until));
    vm.prank(_hot(2));
    guardians.suspendKey(key, "to shorten it");
    vm.assertEq(members.keyFacts(key).suspendedUntil(), until, "suspended until");
  }

  // REQ-GOV-04
  function test_completeRotation_ofASuspendedKey_reverts() external {
    Plan memory plan = _plan(4);
    plan.duties[3] = DUTY_GUARDIAN;
    _found(plan);
    bytes32 key = _keyOf(_hot(1));
    vm.prank(_hot(1));
    members.startRotation(abi.encodePacked(address(0x7417)));
    vm.prank(_hot(3));
    guardians.suspendKey(key, "stolen");
    uint256 until = _now() + 3 days;
    _skip(2 days);

    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberCoolingDown.selector, 1, until));
    members.completeRotation(1, key);
    vm.warp(until);
    members.completeRotation(1, key);
    vm.assertTrue(members.keyFacts(_keyOf(address(0x7417))).exists(), "rotated");
  }

  // REQ-GOV-34
  function test_suspendKey_secondWhileTheFirstIsPending_reverts() external {
    Plan memory plan = _plan(4);
    plan.duties[3] = DUTY_GUARDIAN;
    _found(plan);
    bytes32 first = _keyOf(_hot(1));
    bytes32 second = _keyOf(_hot(2));
    vm.prank(_hot(3));
    guardians.suspendKey(first, "lost");

    vm.expectRevert(abi.encodeWithSelector(IGuardians.GuardiansActPending.selector, 3, first));
    vm.prank(_hot(3));
    guardians.suspendKey(second, "lost");

    _skip(3 days);
    vm.prank(_hot(3));
    guardians.suspendKey(second, "lost");
    vm.assertGt(members.keyFacts(second).suspendedUntil(), _now(), "suspended");
  }

  // REQ-GOV-44
  function test_setParameter_againstAnOldVersion_reverts() external {
    _found(4);
    Call[] memory calls = _parameterCall(1, 2 days);
    Call[] memory second = _parameterCall(1, 3 days);
    _skip(1);
    uint256 stale = _open(1, second);
    _carry(calls, 3);
    _voteFor(stale, 3);
    bytes memory changed = abi.encodeWithSelector(
      IConstitution.ConstitutionParameterChanged.selector,
      PARAMETER_KEY_COOL_DOWN,
      1,
      2
    );

    vm.expectRevert(changed);
    _execute(stale, second);
    vm.expectRevert(changed);
    _open(2, second);
    _skip(1);
    vm.expectRevert(changed);
    _decree();
    constitution.setParameter(PARAMETER_KEY_COOL_DOWN, 1, 3 days);
    vm.assertEq(constitution.parameter(PARAMETER_KEY_COOL_DOWN).value, 2 days, "value");
  }

  // REQ-GOV-44
  function test_setParameter_outOfBounds_reverts() external {
    _found(4);
    _skip(1);
    bytes memory refused = abi.encodeWithSelector(
      IConstitution.ConstitutionOutOfBounds.selector,
      PARAMETER_KEY_COOL_DOWN,
      0,
      1,
      365 days
    );
    vm.expectRevert(refused);
    _decree();
    constitution.setParameter(PARAMETER_KEY_COOL_DOWN, 1, 0);
  }

  function _parameterCall(uint32 version, uint160 value) private view returns (Call[] memory) {
    return
      _calls(
        address(constitution),
        abi.encodeCall(IConstitution.setParameter, (PARAMETER_KEY_COOL_DOWN, version, value))
      );
  }
}
