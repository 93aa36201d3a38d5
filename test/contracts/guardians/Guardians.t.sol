// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Governed} from "../../../contracts/access/Governed.sol";
import {IConstitution} from "../../../contracts/interfaces/IConstitution.sol";
import {IGuardians} from "../../../contracts/interfaces/IGuardians.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {DUTY_ATTESTER, DUTY_BATCHER, DUTY_GUARDIAN, FOREVER, SCOPE_VOTE} from "../../../contracts/types/Duty.sol";
import {MODULE_GUARDIANS} from "../../../contracts/types/ModuleNames.sol";
import {PARAMETER_GUARDIAN_COOL_DOWN} from "../../../contracts/types/ParameterKeys.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";

/// @title Break-glass: who may act, on what, for how long, and who ends it.
contract GuardiansTest is Consortium {
  uint256 private constant SUNSET = 3 days;
  uint256 private constant COOL_DOWN = 30 days;

  bytes32 private _key;

  /// @dev Seats 2 and 3 are guardians; the key is seat 1's.
  function setUp() external {
    Plan memory plan = _plan(5);
    (plan.duties[2], plan.duties[3], plan.duties[4]) = (DUTY_GUARDIAN, DUTY_GUARDIAN, DUTY_ATTESTER | DUTY_BATCHER);
    plan.keys[2] = 2;
    _found(plan);
    _key = _keyOf(_hot(1));
  }

  function _act(uint16 seat, bytes32 key) private {
    vm.prank(_hot(seat));
    guardians.suspendKey(key, "lost");
  }

  function _assertAct(uint16 guardian, uint256 at, uint256 lapsesAt, uint256 ratifiedUntil) private view {
    IGuardians.Act memory expected = IGuardians.Act(guardian, uint40(at), uint40(lapsesAt), uint40(ratifiedUntil));
    vm.assertEq(abi.encode(guardians.actOn(_key)), abi.encode(expected), "act");
  }

  // ---------------------------------------------------------------- acting

  function test_suspendKey_byAGuardian_holdsUntilTheSunset() external {
    uint40 lapsesAt = uint40(_now() + SUNSET);
    vm.expectEmit(true, true, true, true, address(guardians));
    emit IGuardians.KeySuspensionActed(_key, 2, lapsesAt, "lost");
    vm.expectEmit(true, true, true, true, address(members));
    emit IMemberRegistry.MemberKeySuspended(1, _key, lapsesAt);
    _act(2, _key);

    _assertAct(2, _now(), lapsesAt, 0);
    vm.assertEq(members.getVotes(_hot(1)), 0, "stopped at once");
    vm.assertEq(members.breakGlassSeconds(uint48(_now())), SUNSET, "votes are extended by as much");
    vm.warp(lapsesAt - 1);
    vm.assertEq(members.getVotes(_hot(1)), 0, "until then");
    vm.warp(lapsesAt);
    vm.assertEq(members.getVotes(_hot(1)), 1, "it lapses by itself");
  }

  function test_suspendKey_notOnDuty_reverts() external {
    // Seat 4 holds every duty but that one.
    address attester = _hot(4);
    vm.expectRevert(abi.encodeWithSelector(Governed.GovernedNotOnDuty.selector, attester, DUTY_GUARDIAN));
    vm.prank(attester);
    guardians.suspendKey(_key, "lost");
    address cold = _cold(2);
    vm.expectRevert(abi.encodeWithSelector(Governed.GovernedNotOnDuty.selector, cold, DUTY_GUARDIAN));
    vm.prank(cold);
    guardians.suspendKey(_key, "lost");

    address voting = address(0x9999);
    vm.prank(_cold(2));
    members.addKey(2, IMemberRegistry.NewKey(abi.encodePacked(voting), SCOPE_VOTE, FOREVER));
    vm.expectRevert(abi.encodeWithSelector(Governed.GovernedNotOnDuty.selector, voting, DUTY_GUARDIAN));
    vm.prank(voting);
    guardians.suspendKey(_key, "lost");

    address guardian = _hot(3);
    _decree();
    members.suspend(3, uint40(_now() + 1 days));
    vm.expectRevert(abi.encodeWithSelector(Governed.GovernedNotOnDuty.selector, guardian, DUTY_GUARDIAN));
    vm.prank(guardian);
    guardians.suspendKey(_key, "lost");
  }

  function test_suspendKey_ownOrNobodys_reverts() external {
    bytes32 own = _keyOf(_hot(2, 1));
    vm.expectRevert(abi.encodeWithSelector(IGuardians.GuardiansOwnKey.selector, own));
    _act(2, own);
    vm.expectRevert(abi.encodeWithSelector(IGuardians.GuardiansUnknownKey.selector, bytes32("nobody")));
    _act(2, "nobody");
  }

  function test_suspendKey_withinTheCoolDown_reverts() external {
    uint48 until = uint48(_now() + COOL_DOWN);
    _act(2, _key);
    vm.warp(until - 1);
    vm.expectRevert(abi.encodeWithSelector(IGuardians.GuardiansCoolingDown.selector, _key, until));
    _act(3, _key);
    vm.warp(until);
    _act(3, _key);
    _assertAct(3, until, until + SUNSET, 0);
  }

  function test_suspendKey_firstActUnderACoolDownLongerThanAnyClock_isAllowed() external {
    IConstitution.Bounds memory bounds = constitution.bounds(PARAMETER_GUARDIAN_COOL_DOWN);
    bounds.max = type(uint40).max;
    _decree();
    constitution.setBounds(PARAMETER_GUARDIAN_COOL_DOWN, bounds);
    _decree();
    constitution.setParameter(PARAMETER_GUARDIAN_COOL_DOWN, 1, uint160(200 * 365 days));
    _act(2, _key);
    _assertAct(2, _now(), _now() + SUNSET, 0);
    uint48 until = uint48(_now() + 200 * 365 days);
    _skip(SUNSET);
    vm.expectRevert(abi.encodeWithSelector(IGuardians.GuardiansCoolingDown.selector, _key, until));
    _act(3, _key);
  }

  function test_suspendKey_whileTheGuardiansFirstActIsPending_reverts() external {
    bytes32 another = _keyOf(_hot(0));
    _act(2, _key);
    vm.expectRevert(abi.encodeWithSelector(IGuardians.GuardiansActPending.selector, 2, _key));
    vm.prank(_hot(2, 1));
    guardians.suspendKey(another, "lost");
    _act(3, another);

    _decree();
    guardians.ratify(_key, uint40(_now() + 9 days));
    bytes32 third = _keyOf(_hot(4));
    _act(2, third);
    vm.assertEq(members.getVotes(_hot(4)), 0, "a ratified act is settled");
  }

  function test_suspendKey_whatWasVoted_stands() external {
    _act(2, _key);
    uint40 until = uint40(_now() + 100 days);
    _decree();
    guardians.ratify(_key, until);
    _skip(COOL_DOWN);
    vm.expectRevert(abi.encodeWithSelector(IGuardians.GuardiansSuspendedByVote.selector, _key, until));
    _act(3, _key);
    vm.assertEq(members.keyFacts(_key).suspendedUntil(), until, "what was voted stands");

    vm.warp(until);
    _act(3, _key);
    _assertAct(3, until, until + SUNSET, 0);
  }

  // REQ-GOV-33
  function test_suspendKey_revokedAndAddedAgain_staysSuspended() external {
    _act(2, _key);
    _revokeAndAdd();
    vm.assertEq(members.getVotes(_hot(1)), 0, "comes back suspended");

    vm.prank(_cold(1));
    members.addKey(1, _newKey(_hot(9)));
    vm.prank(_cold(1));
    members.revokeKey(1, _key);
    uint40 until = uint40(_now() + 9 days);
    vm.expectEmit(true, true, true, true, address(members));
    emit IMemberRegistry.MemberKeySuspended(1, _key, until);
    _decree();
    guardians.ratify(_key, until);
    vm.prank(_cold(1));
    members.addKey(1, _newKey(_hot(1)));
    vm.assertEq(members.keyFacts(_key).suspendedUntil(), until, "what was voted on a key that was away");

    vm.warp(until);
    _revokeAndAdd();
    vm.assertEq(members.getVotes(_hot(1)), 1, "the suspension is over");
    vm.assertEq(members.keyFacts(_key).suspendedUntil(), 0, "and forgotten");
  }

  function test_lift_keyThatWasRevoked_comesBackFree() external {
    _act(2, _key);
    vm.prank(_cold(1));
    members.addKey(1, _newKey(_hot(9)));
    vm.prank(_cold(1));
    members.revokeKey(1, _key);
    vm.prank(_hot(2));
    guardians.lift(_key);
    vm.prank(_cold(1));
    members.addKey(1, _newKey(_hot(1)));
    vm.assertEq(members.getVotes(_hot(1)), 1, "nothing stays of what was lifted");
  }

  function _revokeAndAdd() private {
    if (members.keysOf(1).length == 1) {
      vm.prank(_cold(1));
      members.addKey(1, _newKey(_hot(8)));
    }
    vm.prank(_cold(1));
    members.revokeKey(1, _key);
    vm.prank(_cold(1));
    members.addKey(1, _newKey(_hot(1)));
  }

  // ---------------------------------------------------------------- ending

  function test_lift_byTheGuardianWhoActed_restoresTheKey() external {
    uint256 at = _now();
    _act(2, _key);
    _skip(10);
    vm.expectEmit(true, true, true, true, address(guardians));
    emit IGuardians.KeySuspensionLifted(_key);
    vm.prank(_hot(2, 1));
    guardians.lift(_key);
    _assertAct(2, at, _now(), 0);
    vm.assertEq(members.getVotes(_hot(1)), 1, "votes");

    uint48 until = uint48(at + COOL_DOWN);
    vm.expectRevert(abi.encodeWithSelector(IGuardians.GuardiansCoolingDown.selector, _key, until));
    _act(3, _key);
    bytes32 another = _keyOf(_hot(0));
    vm.expectRevert(abi.encodeWithSelector(IGuardians.GuardiansActPending.selector, 2, _key));
    _act(2, another);
    vm.warp(at + SUNSET);
    _act(2, another);
    vm.assertEq(members.getVotes(_hot(0)), 0, "lifting an act gives no other one before its sunset");
  }

  function test_lift_notItsOwnOrNotPending_reverts() external {
    bytes memory refusal = abi.encodeWithSelector(IGuardians.GuardiansNothingToDo.selector, _key);
    vm.expectRevert(refusal);
    vm.prank(_hot(2));
    guardians.lift(_key);
    _act(2, _key);
    vm.expectRevert(refusal);
    vm.prank(_hot(3));
    guardians.lift(_key);
    address stranger = address(0x57a);
    vm.expectRevert(abi.encodeWithSelector(Governed.GovernedNotOnDuty.selector, stranger, DUTY_GUARDIAN));
    vm.prank(stranger);
    guardians.lift(_key);
    uint256 time = _now();
    _decree();
    guardians.ratify(_key, uint40(time + 9 days));
    vm.expectRevert(refusal);
    vm.prank(_hot(2));
    guardians.lift(_key);
    vm.assertEq(members.getVotes(_hot(1)), 0, "what was ratified stands");

    vm.warp(time + COOL_DOWN);
    _act(2, _key);
    _skip(SUNSET);
    vm.expectRevert(refusal);
    vm.prank(_hot(2));
    guardians.lift(_key);
  }

  function test_ratify_pendingAct_holdsAsLongAsVoted() external {
    uint256 at = _now();
    _act(2, _key);
    uint40 until = uint40(at + 20 days);
    vm.expectEmit(true, true, true, true, address(guardians));
    emit IGuardians.KeySuspensionRatified(_key, until);
    _decree();
    guardians.ratify(_key, until);

    _assertAct(2, at, at + SUNSET, until);
    vm.warp(until - 1);
    vm.assertEq(members.getVotes(_hot(1)), 0, "until then");
    vm.assertEq(members.breakGlassSeconds(uint48(_now())), SUNSET, "no vote is extended again");
    vm.warp(until);
    vm.assertEq(members.getVotes(_hot(1)), 1, "and no longer");
  }

  function test_ratify_nothingPendingOrPast_reverts() external {
    bytes memory refusal = abi.encodeWithSelector(IGuardians.GuardiansNothingToDo.selector, _key);
    vm.expectRevert(refusal);
    _decree();
    guardians.ratify(_key, FOREVER);
    _act(2, _key);
    uint40 time = uint40(_now());
    vm.expectRevert(abi.encodeWithSelector(IGuardians.GuardiansBadDate.selector, time));
    _decree();
    guardians.ratify(_key, time);
    _skip(SUNSET);
    vm.expectRevert(refusal);
    _decree();
    guardians.ratify(_key, FOREVER);
    vm.expectRevert(abi.encodeWithSelector(Governed.GovernedNotGovernor.selector, address(this)));
    guardians.ratify(_key, FOREVER);
  }

  function test_overrule_pendingOrRatified_restoresTheKey() external {
    _act(2, _key);
    vm.expectEmit(true, true, true, true, address(members));
    emit IMemberRegistry.MemberKeyRestored(1, _key);
    _decree();
    guardians.overrule(_key);
    vm.assertEq(members.getVotes(_hot(1)), 1, "before the sunset");

    _skip(COOL_DOWN);
    uint256 at = _now();
    _act(3, _key);
    _decree();
    guardians.ratify(_key, FOREVER);
    _skip(100 days);
    _decree();
    guardians.overrule(_key);
    vm.assertEq(members.getVotes(_hot(1)), 1, "after ratification");
    _assertAct(3, at, _now(), 0);
  }

  function test_overrule_nothingToEnd_reverts() external {
    bytes memory refusal = abi.encodeWithSelector(IGuardians.GuardiansNothingToDo.selector, _key);
    vm.expectRevert(refusal);
    _decree();
    guardians.overrule(_key);
    _act(2, _key);
    _decree();
    guardians.ratify(_key, uint40(_now() + 9 days));
    _skip(9 days);
    vm.expectRevert(refusal);
    _decree();
    guardians.overrule(_key);
    vm.expectRevert(abi.encodeWithSelector(Governed.GovernedNotGovernor.selector, address(this)));
    guardians.overrule(_key);
  }

  // ---------------------------------------------------------------- succession

  function test_stateRoot_everyAct_isInIt() external {
    vm.assertEq(guardians.stateRoot(), bytes32(0), "none");
    _act(2, _key);
    bytes32 acted = keccak256(abi.encode(bytes32(0), _key, guardians.actOn(_key)));
    vm.assertEq(guardians.stateRoot(), acted, "acted");
    _decree();
    guardians.ratify(_key, FOREVER);
    bytes32 ratified = keccak256(abi.encode(acted, _key, guardians.actOn(_key)));
    vm.assertEq(guardians.stateRoot(), ratified, "ratified");
    _decree();
    guardians.overrule(_key);
    vm.assertEq(guardians.stateRoot(), keccak256(abi.encode(ratified, _key, guardians.actOn(_key))), "ended");
  }

  function test_setModule_successor_knowsTheActsBefore() external {
    uint256 at = _now();
    bytes32 another = _keyOf(_hot(0));
    _act(2, _key);
    IGuardians former = guardians;
    guardians = _deployGuardians(address(former));
    vm.assertEq(guardians.stateRoot(), former.stateRoot(), "the same state");
    bytes32 codeHash = address(guardians).codehash;
    _decree();
    constitution.setModule(MODULE_GUARDIANS, address(guardians), codeHash);

    _assertAct(2, at, at + SUNSET, 0);
    uint48 until = uint48(at + COOL_DOWN);
    vm.expectRevert(abi.encodeWithSelector(IGuardians.GuardiansCoolingDown.selector, _key, until));
    _act(3, _key);
    vm.expectRevert(abi.encodeWithSelector(IGuardians.GuardiansActPending.selector, 2, _key));
    _act(2, another);
    bytes32 before = former.stateRoot();
    vm.prank(_hot(2));
    guardians.lift(_key);
    vm.assertEq(members.getVotes(_hot(1)), 1, "the successor ends it");
    vm.assertEq(guardians.stateRoot(), keccak256(abi.encode(before, _key, guardians.actOn(_key))), "it continues");

    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberNotGuardians.selector, address(former)));
    vm.prank(_hot(3));
    former.suspendKey(another, "lost");
  }
}
