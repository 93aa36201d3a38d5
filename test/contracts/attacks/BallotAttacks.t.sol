// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IGovernorReports} from "../../../contracts/interfaces/IGovernorReports.sol";
import {SignedBallot} from "../../../contracts/types/Ballots.sol";
import {DUTY_GUARDIAN} from "../../../contracts/types/Duty.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";

/// @title Attacks with signed ballots: old, late, malleable, and somebody else's.
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
}
