// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IGovernorReports} from "../../../contracts/interfaces/IGovernorReports.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {SignatureCheck} from "../../../contracts/libraries/SignatureCheck.sol";
import {KeySignature, SignedBallot} from "../../../contracts/types/Ballots.sol";
import {Call} from "../../../contracts/types/Call.sol";
import {DUTY_GUARDIAN, FOREVER, SCOPE_DUTY, SCOPE_VOTE} from "../../../contracts/types/Duty.sol";
import {Rule} from "../../../contracts/types/Rule.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";
import {ScriptedSigner} from "../../support/contracts/ScriptedSigner.sol";

/// @title Attacks with signed ballots: old, copied, foreign, incomplete or starved ones.
contract BallotAttacksTest is Consortium {
  uint256 private constant ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;

  function _expectSkipped(uint256 id, uint16 seat, bytes4 reason) private {
    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernorReports.BallotSkipped(id, seat, reason);
  }

  // REQ-GOV-36
  function test_castBallots_oldBallotAfterAChange_isSkipped() external {
    _found(4);
    uint256 id = _open(0, _entry(1));
    SignedBallot[] memory first = _one(_ballot(id, 1, FOR, 1));
    SignedBallot[] memory changed = _one(_ballot(id, 1, AGAINST, 1, 5, NEVER));
    governor.castBallots(id, first);
    vm.assertEq(governor.choiceOf(id, 1), 2, "for");
    governor.castBallots(id, changed);
    vm.assertEq(governor.choiceOf(id, 1), 1, "against");
    vm.assertEq(governor.ballotNonce(id, 1), 5, "nonce");

    _expectSkipped(id, 1, IGovernorReports.GovernorBallotStale.selector);
    governor.castBallots(id, first);
    _expectSkipped(id, 1, IGovernorReports.GovernorBallotStale.selector);
    governor.castBallots(id, changed);
    vm.assertEq(governor.choiceOf(id, 1), 1, "still against");
    _assertTally(id, 1, 0, 0, 4);
  }

  // REQ-GOV-36
  function test_castBallots_changesWithGapsInTheirNumbers_areTaken() external {
    _found(4);
    uint256 id = _open(0, _entry(1));
    _vote(id, 1, FOR);
    governor.castBallots(id, _one(_ballot(id, 1, AGAINST, 1, 1_000_000, NEVER)));
    governor.castBallots(id, _one(_ballot(id, 1, ABSTAIN, 1, 1_000_007, NEVER)));

    vm.assertEq(governor.choiceOf(id, 1), 3, "choice");
    _assertTally(id, 0, 0, 1, 4);
  }

  // REQ-GOV-36
  function test_castBallots_afterItsDeadline_isSkipped() external {
    _found(4);
    uint256 id = _open(0, _entry(1));
    uint48 deadline = uint48(_now() + 100);
    SignedBallot[] memory ballots = _one(_ballot(id, 1, FOR, 1, 0, deadline));
    vm.warp(deadline + 1);

    _expectSkipped(id, 1, IGovernorReports.GovernorBallotExpired.selector);
    governor.castBallots(id, ballots);
    vm.assertEq(governor.choiceOf(id, 1), 0, "choice");

    vm.warp(deadline);
    governor.castBallots(id, ballots);
    vm.assertEq(governor.choiceOf(id, 1), 2, "choice in time");
  }

  // REQ-GOV-36
  function test_castBallots_malleableSignatures_areSkipped() external {
    _found(4);
    uint256 id = _open(0, _entry(1));
    SignedBallot memory ballot = _ballot(id, 1, FOR, 1);
    bytes memory signature = ballot.signatures[0].signature;
    (bytes32 r, bytes32 s, uint8 v) = _split(signature);

    ballot.signatures[0].signature = abi.encodePacked(r, bytes32(ORDER - uint256(s)), v == 27 ? 28 : 27);
    _expectSkipped(id, 1, IGovernorReports.GovernorBallotUnsigned.selector);
    governor.castBallots(id, _one(ballot));

    ballot.signatures[0].signature = abi.encodePacked(r, s, v - 27);
    _expectSkipped(id, 1, IGovernorReports.GovernorBallotUnsigned.selector);
    governor.castBallots(id, _one(ballot));

    ballot.signatures[0].signature = abi.encodePacked(r, s);
    _expectSkipped(id, 1, IGovernorReports.GovernorBallotUnsigned.selector);
    governor.castBallots(id, _one(ballot));
  }

  function _split(bytes memory signature) private pure returns (bytes32 r, bytes32 s, uint8 v) {
    assembly ("memory-safe") {
      r := mload(add(signature, 32))
      s := mload(add(signature, 64))
      v := byte(0, mload(add(signature, 96)))
    }
  }

  // REQ-GOV-35
  function test_castBallots_oneSentBefore_sinksNoOther() external {
    _found(4);
    uint256 id = _open(0, _entry(1));
    SignedBallot[] memory batch = new SignedBallot[](3);
    for (uint16 seat = 0; seat < 3; ++seat) batch[seat] = _ballot(id, seat, FOR, 1);
    governor.castBallots(id, _one(batch[1]));

    _expectSkipped(id, 1, IGovernorReports.GovernorBallotStale.selector);
    governor.castBallots(id, batch);

    _assertState(id, IGovernor.ProposalState.Succeeded);
    _assertTally(id, 0, 3, 0, 4);
  }

  // REQ-GOV-37
  function test_castBallots_signedByAnotherSeatsKey_isSkipped() external {
    _found(4);
    uint256 id = _open(0, _entry(1));
    SignedBallot memory ballot = _ballot(id, 1, FOR, 1);
    ballot.seat = 2;

    _expectSkipped(id, 2, IGovernorReports.GovernorBallotUnsigned.selector);
    governor.castBallots(id, _one(ballot));
    vm.assertEq(governor.choiceOf(id, 2), 0, "choice");
  }

  // REQ-GOV-37
  function test_castBallots_signatureOfSomethingElse_isSkipped() external {
    _found(4);
    uint256 id = _open(0, _entry(1));
    SignedBallot memory ballot = _ballot(id, 1, FOR, 1);
    ballot.support = AGAINST;

    _expectSkipped(id, 1, IGovernorReports.GovernorBallotUnsigned.selector);
    governor.castBallots(id, _one(ballot));
    vm.assertEq(governor.choiceOf(id, 1), 0, "choice");
  }

  function _foundWithTwoOfThree() private {
    Plan memory plan = _plan(4);
    (plan.keys[1], plan.ballotsNeeded[1]) = (3, 2);
    _found(plan);
  }

  // REQ-GOV-38
  function test_castBallots_oneKeyTwice_isSkipped() external {
    _foundWithTwoOfThree();
    uint256 id = _open(0, _entry(1));
    SignedBallot memory ballot = _ballot(id, 1, FOR, 2);
    ballot.signatures[1] = ballot.signatures[0];

    _expectSkipped(id, 1, IGovernorReports.GovernorBallotUnsigned.selector);
    governor.castBallots(id, _one(ballot));
    vm.assertEq(governor.choiceOf(id, 1), 0, "choice");
  }

  // REQ-GOV-38
  function test_castBallots_fewerKeysThanTheSeatNeeds_isSkipped() external {
    _foundWithTwoOfThree();
    uint256 id = _open(0, _entry(1));
    _expectSkipped(id, 1, IGovernorReports.GovernorBallotUnsigned.selector);
    governor.castBallots(id, _one(_ballot(id, 1, FOR, 1)));
    _expectSkipped(id, 1, IGovernorReports.GovernorBallotUnsigned.selector);
    governor.castBallots(id, _one(_ballot(id, 1, FOR, 0)));

    governor.castBallots(id, _one(_ballot(id, 1, FOR, 2)));
    vm.assertEq(governor.choiceOf(id, 1), 2, "choice");
  }

  // REQ-GOV-38
  function test_castVote_agreementOfARevokedKey_goesWithIt() external {
    _foundWithTwoOfThree();
    uint256 id = _open(0, _entry(1));
    vm.prank(_hot(1, 0));
    governor.castVote(id, FOR);
    vm.assertEq(governor.choiceOf(id, 1), 0, "one of two");
    bytes32 revoked = _keyOf(_hot(1, 0));
    vm.prank(_cold(1));
    members.revokeKey(1, revoked);
    vm.prank(_cold(1));
    members.addKey(1, _newKey(_hot(1, 3)));

    vm.prank(_hot(1, 1));
    governor.castVote(id, FOR);
    vm.assertEq(governor.choiceOf(id, 1), 0, "the key that took the place agreed to nothing");

    vm.prank(_hot(1, 2));
    governor.castVote(id, FOR);
    vm.assertEq(governor.choiceOf(id, 1), 2, "two present keys");
  }

  // REQ-GOV-39
  function test_enact_ballotsAfterTheirDeadline_reverts() external {
    _found(4);
    Call[] memory calls = _entry(1);
    uint256 id = _idOf(calls, 0);
    uint48 deadline = uint48(_now() + 100);
    bytes memory ballots;
    for (uint16 seat = 0; seat < 3; ++seat) ballots = bytes.concat(ballots, _compact(id, seat, FOR, deadline));
    vm.warp(deadline + 1);

    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorBallotExpired.selector, 0, deadline));
    governor.enact(calls, DESCRIPTION, SALT, 0, deadline, ballots, _none());

    vm.warp(deadline);
    governor.enact(calls, DESCRIPTION, SALT, 0, deadline, ballots, _none());
    vm.assertEq(ledger.entry(), 1, "entry");
  }

  // REQ-GOV-39
  function test_enact_again_reverts() external {
    _found(4);
    Call[] memory calls = _entry(1);
    uint256 id = _idOf(calls, 0);
    bytes memory ballots = _compacts(id, 0, 3);
    _enact(calls, 0, ballots, _none());

    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorProposalExists.selector, id));
    _enact(calls, 0, ballots, _none());
    vm.assertEq(ledger.entries(), 1, "entries");
  }

  // REQ-GOV-39
  function test_enact_oneSeatSeveralTimes_reverts() external {
    _found(4);
    Call[] memory calls = _entry(1);
    uint256 id = _idOf(calls, 0);
    bytes memory one = _compact(id, 0, FOR, NEVER);

    vm.expectRevert(IGovernorReports.GovernorBallotsMalformed.selector);
    _enact(calls, 0, bytes.concat(one, one, one), _none());

    bytes memory descending = bytes.concat(_compact(id, 2, FOR, NEVER), _compact(id, 1, FOR, NEVER), one);
    vm.expectRevert(IGovernorReports.GovernorBallotsMalformed.selector);
    _enact(calls, 0, descending, _none());
  }

  // REQ-GOV-39
  function test_enact_oneSeatInBothForms_reverts() external {
    _found(4);
    Call[] memory calls = _entry(1);
    uint256 id = _idOf(calls, 0);
    SignedBallot[] memory others = _one(_ballot(id, 1, FOR, 1));

    vm.expectRevert(IGovernorReports.GovernorBallotsMalformed.selector);
    _enact(calls, 0, _compacts(id, 0, 2), others);
  }

  // REQ-GOV-39
  function test_enact_withoutEnoughBallots_reverts() external {
    _found(4);
    Call[] memory calls = _entry(1);
    uint256 id = _idOf(calls, 0);

    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorNotDecided.selector, id, 2, 3));
    _enact(calls, 0, _compacts(id, 0, 2), _none());
    vm.assertEq(ledger.entries(), 0, "entries");
  }

  // REQ-GOV-39
  function test_enact_withoutTheProposersOwnBallot_reverts() external {
    _found(4);
    Call[] memory calls = _entry(1);
    uint256 id = _idOf(calls, 3);

    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorProposerMissing.selector, 3));
    _enact(calls, 3, _compacts(id, 0, 3), _none());
    vm.assertEq(ledger.entries(), 0, "entries");
  }

  // REQ-GOV-39
  function test_enact_underARuleThatTakesTime_reverts() external {
    for (uint256 i = 0; i < 4; ++i) {
      Rule memory rule = _majority();
      if (i == 0) rule.executionDelay = 1;
      if (i == 1) rule.vetoDuties = 4;
      if (i == 2) rule.lateExtension = 1;
      if (i == 3) rule.proposerDuties = 5;
      Plan memory plan = _plan(4);
      (plan.strictest, plan.rule) = (rule, rule);
      plan.duties[0] = 5;
      _found(plan);
      Call[] memory calls = _entry(1);
      uint256 id = _idOf(calls, 0);
      bytes memory ballots = _compacts(id, 0, 4);

      bytes memory needsTime = abi.encodeWithSelector(
        IGovernorReports.GovernorNeedsTime.selector,
        constitution.fallbackRule()
      );
      vm.expectRevert(needsTime);
      _enact(calls, 0, ballots, _none());
    }
  }

  // REQ-GOV-40
  function test_enact_keyOfAnotherSeat_isSkipped() external {
    _found(4);
    Call[] memory calls = _entry(1);
    uint256 id = _idOf(calls, 0);
    bytes memory ballots = bytes.concat(
      _compacts(id, 0, 2),
      _compactBy(id, 2, FOR, NEVER, _secret(1, 0)),
      _compact(id, 3, FOR, NEVER)
    );

    _expectSkipped(id, 2, IGovernorReports.GovernorBallotUnsigned.selector);
    _enact(calls, 0, ballots, _none());
    vm.assertEq(governor.record(id).weightFor(), 3, "weight for");
  }

  // REQ-GOV-40
  function test_enact_oneKeyOfASeatThatNeedsTwo_isSkipped() external {
    Plan memory plan = _plan(5);
    (plan.keys[1], plan.ballotsNeeded[1]) = (3, 2);
    _found(plan);
    Call[] memory calls = _entry(1);
    uint256 id = _idOf(calls, 0);

    _expectSkipped(id, 1, IGovernorReports.GovernorBallotUnsigned.selector);
    _enact(calls, 0, _compacts(id, 0, 5), _none());
    vm.assertEq(governor.record(id).weightFor(), 4, "weight for");
  }

  // REQ-GOV-40
  function test_enact_keyOfASuspendedMember_isSkipped() external {
    _found(5);
    _decree();
    members.suspend(1, uint40(_now() + 1 days));
    Call[] memory calls = _entry(1);
    uint256 id = _idOf(calls, 0);

    _expectSkipped(id, 1, IGovernorReports.GovernorBallotUnsigned.selector);
    _enact(calls, 0, _compacts(id, 0, 4), _none());
    vm.assertEq(governor.record(id).weightFor(), 3, "weight for");
  }

  // REQ-GOV-37
  function test_castBallots_suspendedMemberOrKey_isSkipped() external {
    Plan memory plan = _plan(6);
    plan.duties[5] = DUTY_GUARDIAN;
    _found(plan);
    uint256 id = _open(0, _entry(1));
    SignedBallot memory ofMember = _ballot(id, 1, FOR, 1);
    SignedBallot memory ofKey = _ballot(id, 2, FOR, 1);
    bytes32 key = _keyOf(_hot(2));
    _decree();
    members.suspend(1, uint40(_now() + 1 days));
    vm.prank(_hot(5));
    guardians.suspendKey(key, "lost");

    _expectSkipped(id, 1, IGovernorReports.GovernorBallotUnsigned.selector);
    governor.castBallots(id, _one(ofMember));
    _expectSkipped(id, 2, IGovernorReports.GovernorBallotUnsigned.selector);
    governor.castBallots(id, _one(ofKey));
    vm.assertEq(governor.record(id).weightFor(), 0, "nothing counted");
  }

  // REQ-GOV-40
  function test_enact_keyRevokedSinceTheSnapshot_isSkipped() external {
    _found(4);
    bytes32 old = _keyOf(_hot(1));
    vm.prank(_cold(1));
    members.addKey(1, _newKey(_hot(1, 1)));
    vm.prank(_cold(1));
    members.revokeKey(1, old);
    Call[] memory calls = _entry(1);
    uint256 id = _idOf(calls, 0);
    bytes memory ballots = _compacts(id, 0, 3);
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorNotDecided.selector, id, 2, 3));
    _enact(calls, 0, ballots, _none());

    bytes memory renewed = bytes.concat(
      _compact(id, 0, FOR, NEVER),
      _compactBy(id, 1, FOR, NEVER, _secret(1, 1)),
      _compact(id, 2, FOR, NEVER)
    );
    _enact(calls, 0, renewed, _none());
    vm.assertEq(ledger.entry(), 1, "entry");
  }

  // REQ-GOV-40
  function test_enact_keyWithoutTheVoteOrExpired_isSkipped() external {
    _found(5);
    address dutiful = vm.addr(77);
    vm.prank(_cold(1));
    members.addKey(1, IMemberRegistry.NewKey(abi.encodePacked(dutiful), SCOPE_DUTY, FOREVER));
    address brief = vm.addr(78);
    vm.prank(_cold(2));
    members.addKey(2, IMemberRegistry.NewKey(abi.encodePacked(brief), SCOPE_VOTE, uint40(_now() + 10)));
    _skip(10);
    Call[] memory calls = _entry(1);
    uint256 id = _idOf(calls, 0);
    bytes memory ballots = bytes.concat(
      _compact(id, 0, FOR, NEVER),
      _compactBy(id, 1, FOR, NEVER, 77),
      _compactBy(id, 2, FOR, NEVER, 78),
      _compact(id, 3, FOR, NEVER),
      _compact(id, 4, FOR, NEVER)
    );

    _expectSkipped(id, 1, IGovernorReports.GovernorBallotUnsigned.selector);
    _expectSkipped(id, 2, IGovernorReports.GovernorBallotUnsigned.selector);
    _enact(calls, 0, ballots, _none());
    vm.assertEq(governor.record(id).weightFor(), 3, "weight for");
  }

  function _foundWithAccount() private returns (ScriptedSigner account) {
    _found(4);
    account = new ScriptedSigner();
    vm.prank(_cold(1));
    members.addKey(1, _newKey(address(account)));
  }

  function _ballotOf(uint16 seat, bytes memory signer) private pure returns (SignedBallot memory ballot) {
    KeySignature[] memory signatures = new KeySignature[](1);
    signatures[0] = KeySignature(signer, "");
    return SignedBallot(seat, FOR, 0, NEVER, signatures);
  }

  // REQ-GOV-42
  function test_castBallots_withTooLittleGasForACheck_revertsWhole() external {
    ScriptedSigner account = _foundWithAccount();
    account.behave(ScriptedSigner.Manner.BurnMost);
    uint256 id = _open(0, _entry(1));
    SignedBallot[] memory batch = new SignedBallot[](2);
    batch[0] = _ballot(id, 0, FOR, 1);
    batch[1] = _ballotOf(1, abi.encodePacked(account));

    uint256 needed = (uint256(1_000_000) * 64) / 63 + 5_000;
    vm.expectRevert(abi.encodeWithSelector(SignatureCheck.SignatureCheckOutOfGas.selector, needed));
    governor.castBallots{gas: 950_000}(id, batch);
    vm.assertEq(governor.choiceOf(id, 0), 0, "nothing was counted");

    governor.castBallots{gas: 2_000_000}(id, batch);
    vm.assertEq(governor.choiceOf(id, 1), 2, "choice");
  }

  // REQ-GOV-42
  function test_castBallots_accountsThatMisbehave_sinkNoOther() external {
    ScriptedSigner account = _foundWithAccount();
    for (uint8 i = 1; i < 7; ++i) {
      account.behave(ScriptedSigner.Manner(i));
      uint256 id = _open(uint16(i % 4 == 1 ? 0 : i % 4), _entry(i), bytes32(uint256(i)));
      SignedBallot[] memory batch = new SignedBallot[](2);
      batch[0] = _ballotOf(1, abi.encodePacked(account));
      batch[1] = _ballot(id, 2, FOR, 1);

      _expectSkipped(id, 1, IGovernorReports.GovernorBallotUnsigned.selector);
      governor.castBallots{gas: 3_000_000}(id, batch);
      vm.assertEq(governor.choiceOf(id, 1), 0, "misbehaving");
      vm.assertEq(governor.choiceOf(id, 2), 2, "behaving");
    }
  }

  // REQ-GOV-42
  function test_castBallots_accountChangesItsAnswerAfterRotation_isSkipped() external {
    ScriptedSigner account = _foundWithAccount();
    uint256 id = _open(0, _entry(1));
    bytes32 key = _keyOf(address(account));
    vm.prank(_cold(1));
    members.revokeKey(1, key);

    _expectSkipped(id, 1, IGovernorReports.GovernorBallotUnsigned.selector);
    governor.castBallots(id, _one(_ballotOf(1, abi.encodePacked(account))));

    vm.prank(_cold(1));
    members.addKey(1, _newKey(address(account)));
    governor.castBallots(id, _one(_ballotOf(1, abi.encodePacked(account))));
    account.behave(ScriptedSigner.Manner.Refuse);
    vm.assertEq(governor.choiceOf(id, 1), 2, "what was counted stays");
    _assertTally(id, 0, 1, 0, 4);
  }

  // REQ-GOV-43
  function test_castBallots_verifierRetired_isSkipped() external {
    _found(4);
    ScriptedSigner verifier = new ScriptedSigner();
    _decree();
    members.approveVerifier(address(verifier));
    bytes memory signer = abi.encodePacked(verifier, hex"01");
    vm.prank(_cold(1));
    members.addKey(1, IMemberRegistry.NewKey(signer, SCOPE_VOTE, FOREVER));
    uint256 id = _open(0, _entry(1));
    _decree();
    members.retireVerifier(address(verifier));

    _expectSkipped(id, 1, IGovernorReports.GovernorBallotUnsigned.selector);
    governor.castBallots(id, _one(_ballotOf(1, signer)));

    _decree();
    members.approveVerifier(address(verifier));
    governor.castBallots(id, _one(_ballotOf(1, signer)));
    vm.assertEq(governor.choiceOf(id, 1), 2, "choice");
  }
}
