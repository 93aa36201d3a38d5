// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IConstitution} from "../../../contracts/interfaces/IConstitution.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {IQuorateGovernor} from "../../../contracts/interfaces/IQuorateGovernor.sol";
import {ISafeguards} from "../../../contracts/interfaces/ISafeguards.sol";
import {KeySignature, SignedBallot} from "../../../contracts/types/Ballots.sol";
import {Call} from "../../../contracts/types/Call.sol";
import {DUTY_GUARDIAN, FOREVER} from "../../../contracts/types/Duty.sol";
import {KeyFacts} from "../../../contracts/types/KeyFacts.sol";
import {MODULE_GOVERNOR, MODULE_MEMBERS} from "../../../contracts/types/ModuleNames.sol";
import {Standing} from "../../../contracts/types/Standing.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";
import {ISuccessorRegistry} from "../../support/contracts/ISuccessorRegistry.sol";
import {ScriptedSigner} from "../../support/contracts/ScriptedSigner.sol";

/// @title The members hand themselves over to another registry, and to a governor that is wired to it, in one vote.
contract MemberRegistrySuccessionTest is Consortium {
  ScriptedSigner private _verifier;
  bytes private _verified;
  bytes32 private _remembered;
  IMemberRegistry private _successor;
  IQuorateGovernor private _heir;

  /// @dev Something of everything: a seat given again, one released, a suspended member and key, a key revoked while it was
  /// suspended, a key of a verifier behind a gap, a rotation, and a cold account that changes.
  function setUp() external {
    Plan memory plan = _plan(8);
    (plan.weights[0], plan.keys[1], plan.keys[2], plan.duties[3]) = (3, 2, 3, DUTY_GUARDIAN);
    _found(plan);
    _decree();
    members.remove(6);
    _skip(366 days + 1);
    _join(6, 2);
    _decree();
    members.remove(7);
    _decree();
    members.suspend(5, uint40(_now() + 30 days));

    _verifier = new ScriptedSigner();
    _verified = abi.encodePacked(_verifier, hex"01");
    _decree();
    members.approveVerifier(address(_verifier));
    vm.prank(_cold(2));
    members.addKey(2, _key(_verified));
    bytes32 gap = _keyOf(_hot(2, 1));
    vm.prank(_cold(2));
    members.revokeKey(2, gap);

    _remembered = _keyOf(_hot(1, 1));
    vm.prank(_hot(3));
    guardians.suspendKey(_remembered, "lost");
    vm.prank(_cold(1));
    members.revokeKey(1, _remembered);
    vm.prank(_hot(1));
    members.startRotation(abi.encodePacked(_hot(1, 9)));
    vm.prank(_cold(4));
    members.startColdChange(4, _cold(40));
    _skip(1);

    _successor = _deploySuccessor();
    IMemberRegistry before = members;
    canvass = _create("contracts/governance/Canvass.sol:Canvass", abi.encode(_successor));
    face = _create("contracts/governance/GovernorFace.sol:GovernorFace", abi.encode(constitution, _successor, canvass));
    _heir = _deployGovernor(_successor, address(governor));
    members = before;
  }

  function _deploySuccessor() private returns (IMemberRegistry) {
    return IMemberRegistry(_create("SuccessorRegistry", abi.encode(constitution, members)));
  }

  function _key(bytes memory signer) private pure returns (IMemberRegistry.NewKey memory) {
    return IMemberRegistry.NewKey(signer, ALL_SCOPES, FOREVER);
  }

  function _told() private view returns (ISuccessorRegistry.Told memory told) {
    told.reissued = 1;
    told.released = new uint16[](1);
    told.released[0] = 7;
    told.coldChanges = new ISuccessorRegistry.ToldColdChange[](1);
    told.coldChanges[0] = ISuccessorRegistry.ToldColdChange(4, _cold(40), uint40(_now() - 1 + 1 days));
    told.remembered = new bytes32[](1);
    told.remembered[0] = _remembered;
  }

  function _handOver(ISuccessorRegistry.Told memory told) private view returns (Call[] memory calls) {
    calls = new Call[](4);
    address successor = address(_successor);
    calls[0] = Call(successor, 0, abi.encodeCall(IMemberRegistry.approveVerifier, (address(_verifier))));
    calls[1] = Call(successor, 0, abi.encodeCall(ISuccessorRegistry.take, (members, told)));
    calls[2] = _replace(MODULE_MEMBERS, successor);
    calls[3] = _replace(MODULE_GOVERNOR, address(_heir));
  }

  function _replace(bytes32 name, address module) private view returns (Call memory) {
    bytes memory data = abi.encodeCall(IConstitution.setModule, (name, module, module.codehash));
    return Call(address(constitution), 0, data);
  }

  function _handedOver() private {
    Call[] memory calls = _handOver(_told());
    _carry(calls, 4);
    (members, governor) = (_successor, _heir);
  }

  // REQ-GOV-19
  function test_setModule_registryAndGovernorInOneVote_membersGoOnVoting() external {
    bytes32 root = members.stateRoot();
    bytes memory strength = abi.encode(members.strength());
    bytes memory state = abi.encode(accession.currentState());
    _handedOver();

    vm.assertEq(constitution.module(MODULE_MEMBERS), address(_successor), "registry");
    vm.assertEq(constitution.module(MODULE_GOVERNOR), address(_heir), "governor");
    vm.assertEq(members.stateRoot(), root, "state root");
    vm.assertEq(abi.encode(members.strength()), strength, "strength");
    vm.assertEq(abi.encode(accession.currentState()), state, "what members accepted");
    _skip(1);
    Call[] memory calls = _entry(1);
    uint256 id = _open(0, calls);
    _vote(id, 0, FOR);
    KeySignature[] memory signatures = new KeySignature[](1);
    signatures[0] = KeySignature(_verified, "");
    governor.castBallots(id, _one(SignedBallot(2, FOR, 0, NEVER, signatures)));
    governor.castBallots(id, _one(_ballot(id, 5, FOR, 1)));
    _assertTally(id, 0, 4, 0, 10);
    _vote(id, 6, FOR);
    _execute(id, calls);
    vm.assertEq(ledger.entry(), 1, "entry");
    vm.assertEq(members.getPastVotes(_hot(0), _now() - 1), 3, "votes of the second before");
  }

  // REQ-GOV-19
  function test_setModule_successor_goesOnWithWhatWasPending() external {
    uint256 until = members.suspendedUntil(5);
    uint256 gap = members.keyFacts(keccak256(_verified)).position();
    _handedOver();

    vm.assertEq(uint256(members.standing(5)), uint256(Standing.Suspended), "standing");
    vm.assertEq(members.suspendedUntil(5), until, "suspended until");
    vm.assertEq(members.keyFacts(keccak256(_verified)).position(), gap, "position");
    vm.assertEq(members.signerOf(keccak256(_verified)), _verified, "signer");
    vm.assertTrue(members.holdsDuty(_hot(3), DUTY_GUARDIAN), "guardian");
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadCold.selector, _cold(1)));
    _decree();
    members.admit(_cold(1), 1, 0);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberKeyTaken.selector, _keyOf(_hot(2)), 2));
    vm.prank(_cold(1));
    members.addKey(1, _newKey(_hot(2)));

    vm.prank(_cold(1));
    members.addKey(1, _newKey(_hot(1, 1)));
    vm.assertEq(members.getVotes(_hot(1, 1)), 0, "a key that was revoked while it was suspended is so still");
    _skip(1 days);
    members.completeRotation(1, _keyOf(_hot(1)));
    vm.assertEq(members.getVotes(_hot(1, 9)), 1, "the key it was rotated to");
    vm.prank(_cold(40));
    members.completeColdChange(4);
    vm.assertEq(members.seat(4).cold, _cold(40), "the cold account it was handed to");

    _decree();
    vm.assertEq(members.admit(_cold(60), 1, 0), 8, "the released seat is kept as long as it was");
    _skip(365 days);
    _decree();
    vm.assertEq(members.admit(_cold(61), 1, 0), 7, "and then given again");
  }

  // REQ-GOV-19
  function test_executeProposal_successorToldSomethingElse_reverts() external {
    ISuccessorRegistry.Told memory told = _told();
    told.coldChanges[0].cold = _cold(41);
    _assertRefused(told);
  }

  // REQ-GOV-19
  function test_executeProposal_successorForgetsASuspension_reverts() external {
    ISuccessorRegistry.Told memory told = _told();
    told.remembered = new bytes32[](0);
    _assertRefused(told);
  }

  function _assertRefused(ISuccessorRegistry.Told memory told) private {
    bytes32 held = members.stateRoot();
    IMemberRegistry twin = _deploySuccessor();
    _decree();
    twin.approveVerifier(address(_verifier));
    _decree();
    ISuccessorRegistry(address(twin)).take(members, told);
    bytes32 shown = twin.stateRoot();
    vm.assertNotEq(shown, held, "another state");
    Call[] memory calls = _handOver(told);
    uint256 id = _open(0, calls);
    _voteFor(id, 4);

    vm.expectRevert(
      _callReverted(
        2,
        abi.encodeWithSelector(IConstitution.ConstitutionStateDiffers.selector, MODULE_MEMBERS, held, shown)
      )
    );
    _execute(id, calls);
    vm.assertEq(constitution.module(MODULE_MEMBERS), address(members), "registry");
  }

  // REQ-GOV-19
  function test_executeProposal_registryWithoutItsGovernor_reverts() external {
    Call[] memory all = _handOver(_told());
    Call[] memory calls = new Call[](3);
    for (uint256 i = 0; i < 3; ++i) calls[i] = all[i];
    uint256 id = _open(0, calls);
    _voteFor(id, 4);
    vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsWiringBroken.selector, address(governor)));
    _execute(id, calls);
    vm.assertEq(constitution.module(MODULE_MEMBERS), address(members), "registry");
  }
}
