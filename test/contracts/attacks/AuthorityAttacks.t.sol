// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {Governed} from "../../../contracts/access/Governed.sol";
import {IAccession} from "../../../contracts/interfaces/IAccession.sol";
import {IConstitution} from "../../../contracts/interfaces/IConstitution.sol";
import {IGovernorCore} from "../../../contracts/interfaces/IGovernorCore.sol";
import {IGovernorReports} from "../../../contracts/interfaces/IGovernorReports.sol";
import {IGuardians} from "../../../contracts/interfaces/IGuardians.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {IQuorateGovernor} from "../../../contracts/interfaces/IQuorateGovernor.sol";
import {KeySignature, SignedBallot} from "../../../contracts/types/Ballots.sol";
import {Call} from "../../../contracts/types/Call.sol";
import {DUTY_GUARDIAN} from "../../../contracts/types/Duty.sol";
import {Rule} from "../../../contracts/types/Rule.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";
import {Ledger} from "../../support/contracts/Ledger.sol";

/// @title Attacks on who rules: power without a vote, without a key, without a duty.
contract AuthorityAttacksTest is Consortium {
  uint256 private constant OUTSIDER_SECRET = 0x57a;

  // REQ-GOV-02
  function test_enroll_byTheFounderAfterTheSeal_reverts() external {
    _found(4);
    vm.assertEq(constitution.founder(), address(0), "founder");

    vm.expectRevert(abi.encodeWithSelector(Governed.GovernedNotFounder.selector, address(this)));
    members.enroll(new IMemberRegistry.Founder[](0));
    vm.expectRevert(abi.encodeWithSelector(IConstitution.ConstitutionNotFounder.selector, address(this)));
    constitution.layRules(new IConstitution.FoundingRule[](0));
    vm.expectRevert(abi.encodeWithSelector(IConstitution.ConstitutionNotFounder.selector, address(this)));
    constitution.layParameters(new IConstitution.FoundingParameter[](0));
    vm.expectRevert(abi.encodeWithSelector(IConstitution.ConstitutionNotFounder.selector, address(this)));
    constitution.seal(new bytes32[](0), new address[](0));
  }

  // REQ-GOV-02
  function test_markAccepted_notByAccession_reverts() external {
    _found(4);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberNotAccession.selector, _hot(0)));
    vm.prank(_hot(0));
    members.markAccepted(1);
  }

  // REQ-GOV-02
  function test_suspendKey_notByGuardians_reverts() external {
    _found(4);
    bytes32 key = _keyOf(_hot(1));
    uint40 until = uint40(_now() + 1 days);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberNotGuardians.selector, _hot(0)));
    vm.prank(_hot(0));
    members.suspendKey(key, until, 0);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberNotGuardians.selector, _hot(0)));
    vm.prank(_hot(0));
    members.restoreKey(key);
  }

  // REQ-GOV-02
  function test_castFor_notByTheFace_reverts() external {
    _found(4);
    uint256 id = _open(0, _entry(1));
    IGovernorCore core = IGovernorCore(address(governor));
    bytes memory refused = abi.encodeWithSelector(IGovernorCore.GovernorNotFace.selector, _hot(2));
    vm.expectRevert(refused);
    vm.prank(_hot(2));
    core.castFor(_hot(1), id, FOR, "", "");
    vm.expectRevert(refused);
    vm.prank(_hot(2));
    core.withdrawFor(_hot(0), id);
    Call[] memory calls = _entry(2);
    vm.expectRevert(refused);
    vm.prank(_hot(2));
    core.openFor(_keyOf(_hot(1)), calls, DESCRIPTION, 0, 0);
  }

  // REQ-GOV-02
  function test_governedFunctions_calledByAnybody_revert() external {
    Plan memory plan = _plan(4);
    plan.duties[1] = DUTY_GUARDIAN;
    _found(plan);
    // A member's key and account, a guardian, the founder, and every contract of the suite but the governor.
    address[10] memory callers = [
      _hot(0),
      _cold(0),
      _hot(1),
      address(this),
      face,
      address(accession),
      address(guardians),
      address(members),
      canvass,
      safeguards
    ];
    for (uint256 i = 0; i < callers.length; ++i) {
      address caller = callers[i];
      bytes memory notGovernor = abi.encodeWithSelector(Governed.GovernedNotGovernor.selector, caller);
      bytes memory notGovernance = abi.encodeWithSelector(IConstitution.ConstitutionNotGovernor.selector, caller);
      _refused(caller, address(members), abi.encodeCall(IMemberRegistry.admit, (address(1), 1, 0)), notGovernor);
      _refused(caller, address(members), abi.encodeCall(IMemberRegistry.remove, (0)), notGovernor);
      _refused(caller, address(members), abi.encodeCall(IMemberRegistry.suspend, (0, 1)), notGovernor);
      _refused(caller, address(members), abi.encodeCall(IMemberRegistry.reinstate, (0)), notGovernor);
      _refused(caller, address(members), abi.encodeCall(IMemberRegistry.setWeight, (0, 2)), notGovernor);
      _refused(caller, address(members), abi.encodeCall(IMemberRegistry.setDuties, (0, 2)), notGovernor);
      _refused(caller, address(members), abi.encodeCall(IMemberRegistry.replaceCold, (0, address(1))), notGovernor);
      _refused(caller, address(members), abi.encodeCall(IMemberRegistry.approveVerifier, (face)), notGovernor);
      _refused(caller, address(members), abi.encodeCall(IMemberRegistry.retireVerifier, (face)), notGovernor);
      _refused(caller, address(guardians), abi.encodeCall(IGuardians.ratify, (0, 1)), notGovernor);
      _refused(caller, address(guardians), abi.encodeCall(IGuardians.overrule, (0)), notGovernor);
      bytes4 enter = Ledger.enter.selector;
      Rule memory rule = _majority();
      IConstitution.Bounds memory bounds;
      address law = address(constitution);
      _refused(caller, law, abi.encodeCall(IConstitution.setRule, ("x", enter, 1, rule)), notGovernance);
      _refused(caller, law, abi.encodeCall(IConstitution.setKeyedRule, ("x", enter, 0, rule)), notGovernance);
      _refused(caller, law, abi.encodeCall(IConstitution.setFallback, (rule)), notGovernance);
      _refused(caller, law, abi.encodeCall(IConstitution.setParameter, ("x", 1, 1)), notGovernance);
      _refused(caller, law, abi.encodeCall(IConstitution.defineParameter, ("x", 1, bounds)), notGovernance);
      _refused(caller, law, abi.encodeCall(IConstitution.setBounds, ("x", bounds)), notGovernance);
      _refused(caller, law, abi.encodeCall(IConstitution.setModule, ("x", face, 0)), notGovernance);
    }
  }

  // ---------------------------------------------------------------- every function of docs/authority.md

  /// @dev Somebody with an account of its own, and no key, seat, duty or office. Seat 4 is an applicant's; something is pending
  /// wherever something can be.
  function _foundAgainstAnOutsider() private returns (address outsider, uint256 id) {
    Plan memory plan = _plan(4);
    plan.duties[3] = DUTY_GUARDIAN;
    _found(plan);
    _decree();
    members.admit(_cold(4), 1, 0);
    vm.prank(_hot(1));
    members.startRotation(abi.encodePacked(_hot(1, 9)));
    vm.prank(_cold(1));
    members.startColdChange(1, _cold(9));
    vm.prank(_hot(3));
    guardians.suspendKey(_keyOf(_hot(2)), "lost");
    outsider = vm.addr(OUTSIDER_SECRET);
    id = _open(0, _entry(1));
    _skip(2 days);
  }

  function _stateOfAll(uint256 id) private view returns (bytes32) {
    return
      keccak256(
        abi.encode(
          constitution.stateRoot(),
          members.stateRoot(),
          guardians.stateRoot(),
          governor.journalHead(),
          governor.record(id)
        )
      );
  }

  // REQ-GOV-02
  function test_constitution_calledByAnOutsider_refuses() external {
    (address outsider, uint256 id) = _foundAgainstAnOutsider();
    bytes32 before = _stateOfAll(id);
    bytes memory notGovernor = abi.encodeWithSelector(IConstitution.ConstitutionNotGovernor.selector, outsider);
    bytes memory notFounder = abi.encodeWithSelector(IConstitution.ConstitutionNotFounder.selector, outsider);
    bytes4 enter = Ledger.enter.selector;
    Rule memory rule = _majority();
    IConstitution.Bounds memory bounds;
    address law = address(constitution);
    _refused(outsider, law, abi.encodeCall(IConstitution.setRule, ("x", enter, 1, rule)), notGovernor);
    _refused(outsider, law, abi.encodeCall(IConstitution.setKeyedRule, ("x", enter, 0, rule)), notGovernor);
    _refused(outsider, law, abi.encodeCall(IConstitution.setFallback, (rule)), notGovernor);
    _refused(outsider, law, abi.encodeCall(IConstitution.setParameter, ("x", 1, 1)), notGovernor);
    _refused(outsider, law, abi.encodeCall(IConstitution.defineParameter, ("x", 1, bounds)), notGovernor);
    _refused(outsider, law, abi.encodeCall(IConstitution.setBounds, ("x", bounds)), notGovernor);
    _refused(outsider, law, abi.encodeCall(IConstitution.setModule, ("x", face, 0)), notGovernor);
    IConstitution.FoundingRule[] memory rules = new IConstitution.FoundingRule[](0);
    IConstitution.FoundingParameter[] memory parameters = new IConstitution.FoundingParameter[](0);
    _refused(outsider, law, abi.encodeCall(IConstitution.layRules, (rules)), notFounder);
    _refused(outsider, law, abi.encodeCall(IConstitution.layParameters, (parameters)), notFounder);
    bytes memory sealing = abi.encodeCall(IConstitution.seal, (new bytes32[](0), new address[](0)));
    _refused(outsider, law, sealing, notFounder);
    vm.assertEq(_stateOfAll(id), before, "nothing changed");
  }

  // REQ-GOV-02
  function test_memberRegistry_calledByAnOutsider_refuses() external {
    (address outsider, uint256 id) = _foundAgainstAnOutsider();
    bytes32 before = _stateOfAll(id);
    address roll = address(members);
    bytes memory refusal = abi.encodeWithSelector(Governed.GovernedNotGovernor.selector, outsider);
    _refused(outsider, roll, abi.encodeCall(IMemberRegistry.admit, (outsider, 1, 0)), refusal);
    _refused(outsider, roll, abi.encodeCall(IMemberRegistry.remove, (0)), refusal);
    _refused(outsider, roll, abi.encodeCall(IMemberRegistry.suspend, (0, type(uint40).max - 1)), refusal);
    _refused(outsider, roll, abi.encodeCall(IMemberRegistry.reinstate, (0)), refusal);
    _refused(outsider, roll, abi.encodeCall(IMemberRegistry.setWeight, (0, 2)), refusal);
    _refused(outsider, roll, abi.encodeCall(IMemberRegistry.setDuties, (0, 2)), refusal);
    _refused(outsider, roll, abi.encodeCall(IMemberRegistry.replaceCold, (0, outsider)), refusal);
    _refused(outsider, roll, abi.encodeCall(IMemberRegistry.approveVerifier, (face)), refusal);
    _refused(outsider, roll, abi.encodeCall(IMemberRegistry.retireVerifier, (face)), refusal);

    refusal = abi.encodeWithSelector(IMemberRegistry.MemberNotCold.selector, 1, outsider);
    bytes32 key = _keyOf(_hot(1));
    _refused(outsider, roll, abi.encodeCall(IMemberRegistry.addKey, (1, _newKey(outsider))), refusal);
    _refused(outsider, roll, abi.encodeCall(IMemberRegistry.revokeKey, (1, key)), refusal);
    _refused(outsider, roll, abi.encodeCall(IMemberRegistry.cancelRotation, (1, key)), refusal);
    _refused(outsider, roll, abi.encodeCall(IMemberRegistry.setBallotsNeeded, (1, 2)), refusal);
    _refused(outsider, roll, abi.encodeCall(IMemberRegistry.startColdChange, (1, outsider)), refusal);
    _refused(outsider, roll, abi.encodeCall(IMemberRegistry.cancelColdChange, (1)), refusal);
    _refused(outsider, roll, abi.encodeCall(IMemberRegistry.completeColdChange, (1)), refusal);

    refusal = abi.encodeWithSelector(IMemberRegistry.MemberNotAllowed.selector, 0, outsider);
    _refused(outsider, roll, abi.encodeCall(IMemberRegistry.startRotation, (abi.encodePacked(outsider))), refusal);
    refusal = abi.encodeWithSelector(IMemberRegistry.MemberNotAccession.selector, outsider);
    _refused(outsider, roll, abi.encodeCall(IMemberRegistry.markAccepted, (4)), refusal);
    refusal = abi.encodeWithSelector(IMemberRegistry.MemberNotGuardians.selector, outsider);
    _refused(outsider, roll, abi.encodeCall(IMemberRegistry.suspendKey, (key, type(uint40).max, 0)), refusal);
    _refused(outsider, roll, abi.encodeCall(IMemberRegistry.restoreKey, (key)), refusal);
    refusal = abi.encodeWithSelector(Governed.GovernedNotFounder.selector, outsider);
    _refused(outsider, roll, abi.encodeCall(IMemberRegistry.enroll, (new IMemberRegistry.Founder[](0))), refusal);
    vm.assertEq(_stateOfAll(id), before, "nothing changed");
  }

  // REQ-GOV-02
  function test_guardiansAndAccession_calledByAnOutsider_refuse() external {
    (address outsider, uint256 id) = _foundAgainstAnOutsider();
    bytes32 before = _stateOfAll(id);
    address brake = address(guardians);
    bytes32 key = _keyOf(_hot(2));
    bytes memory refusal = abi.encodeWithSelector(Governed.GovernedNotOnDuty.selector, outsider, DUTY_GUARDIAN);
    _refused(outsider, brake, abi.encodeCall(IGuardians.suspendKey, (_keyOf(_hot(0)), "mine")), refusal);
    _refused(outsider, brake, abi.encodeCall(IGuardians.lift, (key)), refusal);
    refusal = abi.encodeWithSelector(Governed.GovernedNotGovernor.selector, outsider);
    _refused(outsider, brake, abi.encodeCall(IGuardians.ratify, (key, type(uint40).max)), refusal);
    _refused(outsider, brake, abi.encodeCall(IGuardians.overrule, (key)), refusal);

    bytes memory signer = abi.encodePacked(outsider);
    IAccession.State memory state = accession.currentState();
    refusal = abi.encodeWithSelector(IAccession.AccessionNotAllowed.selector, 4, signer);
    _refused(outsider, address(accession), abi.encodeCall(IAccession.accept, (4, state, 0, signer, "")), refusal);
    signer = abi.encodePacked(_cold(4));
    refusal = abi.encodeWithSelector(IAccession.AccessionBadSignature.selector, signer);
    _refused(outsider, address(accession), abi.encodeCall(IAccession.accept, (4, state, 0, signer, "")), refusal);
    vm.assertEq(_stateOfAll(id), before, "nothing changed");
  }

  // REQ-GOV-08
  function test_governor_calledByAnOutsider_refuses() external {
    (address outsider, uint256 id) = _foundAgainstAnOutsider();
    bytes32 before = _stateOfAll(id);
    address chair = address(governor);
    Call[] memory calls = _entry(2);
    bytes memory refusal = abi.encodeWithSelector(IGovernorReports.GovernorNotAllowed.selector, _keyOf(outsider));
    _refused(outsider, chair, abi.encodeCall(IGovernor.castVote, (id, FOR)), refusal);
    _refused(outsider, chair, abi.encodeCall(IGovernor.castVoteWithReason, (id, FOR, "")), refusal);
    _refused(outsider, chair, abi.encodeCall(IGovernor.castVoteWithReasonAndParams, (id, FOR, "", "")), refusal);
    _refused(outsider, chair, abi.encodeCall(IQuorateGovernor.open, (calls, DESCRIPTION, 0, 0)), refusal);
    _refused(outsider, chair, abi.encodeCall(IQuorateGovernor.openInFavour, (calls, DESCRIPTION, 0, 0)), refusal);
    bytes memory proposing = abi.encodeCall(
      IGovernor.propose,
      (new address[](1), new uint256[](1), new bytes[](1), DESCRIPTION)
    );
    _refused(outsider, chair, proposing, refusal);
    bytes memory signed = abi.encodeCall(
      IQuorateGovernor.openSigned,
      (calls, DESCRIPTION, 0, 0, NEVER, _signedProposal(_idOfUnsalted(calls), outsider))
    );
    _refused(outsider, chair, signed, refusal);

    refusal = abi.encodeWithSelector(IGovernorCore.GovernorNotFace.selector, outsider);
    _refused(outsider, chair, abi.encodeCall(IGovernorCore.castFor, (_hot(1), id, FOR, "", "")), refusal);
    _refused(outsider, chair, abi.encodeCall(IGovernorCore.withdrawFor, (_hot(0), id)), refusal);
    bytes memory opening = abi.encodeCall(IGovernorCore.openFor, (_keyOf(_hot(1)), calls, DESCRIPTION, 0, 0));
    _refused(outsider, chair, opening, refusal);

    refusal = abi.encodeWithSelector(IGovernor.GovernorInvalidSignature.selector, outsider);
    bytes memory signature = _sign(OUTSIDER_SECRET, _digest(id, FOR, 0, NEVER));
    _refused(outsider, chair, abi.encodeCall(IGovernor.castVoteBySig, (id, FOR, outsider, signature)), refusal);
    bytes memory extended = abi.encodeCall(
      IGovernor.castVoteWithReasonAndParamsBySig,
      (id, FOR, outsider, "", "", signature)
    );
    _refused(outsider, chair, extended, refusal);

    refusal = abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, id, outsider);
    _refused(outsider, chair, abi.encodeCall(IQuorateGovernor.withdraw, (id)), refusal);
    vm.assertEq(_stateOfAll(id), before, "nothing changed");
  }

  /// @dev Its own signature in the place of a member's. Ballots do not fail one by one: they are skipped, and count nothing.
  // REQ-GOV-37
  function test_governor_ballotsSignedByAnOutsider_countNothing() external {
    (address outsider, uint256 id) = _foundAgainstAnOutsider();
    bytes32 before = _stateOfAll(id);
    KeySignature[] memory signatures = new KeySignature[](1);
    signatures[0] = KeySignature(abi.encodePacked(outsider), _sign(OUTSIDER_SECRET, _digest(id, FOR, 0, NEVER)));
    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernorReports.BallotSkipped(id, 1, IGovernorReports.GovernorBallotUnsigned.selector);
    vm.prank(outsider);
    governor.castBallots(id, _one(SignedBallot(1, FOR, 0, NEVER, signatures)));

    Call[] memory calls = _entry(2);
    uint256 other = _idOf(calls, 0);
    bytes memory ballots;
    for (uint16 seat = 0; seat < 4; ++seat) {
      ballots = bytes.concat(ballots, _compactBy(other, seat, FOR, NEVER, OUTSIDER_SECRET));
    }
    bytes memory enacting = abi.encodeCall(
      IQuorateGovernor.enact,
      (calls, DESCRIPTION, SALT, 0, NEVER, ballots, _none())
    );
    bytes memory refusal = abi.encodeWithSelector(IGovernorReports.GovernorProposerMissing.selector, 0);
    _refused(outsider, address(governor), enacting, refusal);
    vm.assertEq(_stateOfAll(id), before, "nothing changed");
    vm.assertEq(ledger.entries(), 0, "entries");
  }

  // REQ-GOV-47
  function test_cancel_byAnOutsider_reverts() external {
    (address outsider, ) = _foundAgainstAnOutsider();
    (address[] memory targets, uint256[] memory values, bytes[] memory calldatas) = (
      new address[](1),
      new uint256[](1),
      new bytes[](1)
    );
    vm.prank(_hot(0));
    uint256 id = governor.propose(targets, values, calldatas, DESCRIPTION);
    bytes memory refusal = abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, id, outsider);
    bytes memory data = abi.encodeCall(IGovernor.cancel, (targets, values, calldatas, keccak256(bytes(DESCRIPTION))));
    _refused(outsider, address(governor), data, refusal);
    _assertState(id, IGovernor.ProposalState.Active);
  }

  function _idOfUnsalted(Call[] memory calls) private view returns (uint256) {
    return governor.idOf(calls, keccak256(bytes(DESCRIPTION)), 0, 0);
  }

  function _signedProposal(uint256 id, address signer) private view returns (KeySignature memory) {
    bytes32 typeHash = keccak256("Proposal(uint256 proposalId,bytes32 simulation,uint48 deadline)");
    bytes32 structHash = keccak256(abi.encode(typeHash, id, bytes32(0), NEVER));
    bytes32 digest = keccak256(abi.encodePacked(hex"1901", _domainOf(address(governor), chain), structHash));
    return KeySignature(abi.encodePacked(signer), _sign(OUTSIDER_SECRET, digest));
  }
}
