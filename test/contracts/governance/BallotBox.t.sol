// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IGovernorReports} from "../../../contracts/interfaces/IGovernorReports.sol";
import {SignedBallot} from "../../../contracts/types/Ballots.sol";
import {Call} from "../../../contracts/types/Call.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";

/// @title What a ballot says, changes and leaves behind.
contract BallotBoxTest is Consortium {
  // ---------------------------------------------------------------- signed ballots

  // REQ-GOV-35
  function test_castBallots_sentByAContract_showsThemAndCountsEach() external {
    _found(5);
    uint256 id = _open(0, _entry(1));
    SignedBallot[] memory ballots = new SignedBallot[](2);
    (ballots[0], ballots[1]) = (_ballot(id, 0, FOR, 1), _ballot(id, 1, AGAINST, 1));

    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernorReports.BallotsSubmitted(id, abi.encode(id, ballots));
    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernor.VoteCast(_hot(0), id, FOR, 1, "");
    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernor.VoteCast(_hot(1), id, AGAINST, 1, "");
    governor.castBallots(id, ballots);
    _assertTally(id, 1, 1, 0, 5);
  }

  // REQ-GOV-36
  function test_castBallots_everyChange_countsOnceUnderItsNumber() external {
    _found(5);
    uint256 id = _open(0, _entry(1));
    governor.castBallots(id, _one(_ballot(id, 0, FOR, 1)));
    vm.assertEq(governor.ballotNonce(id, 0), 0, "the first");
    SignedBallot[] memory change = _one(_ballot(id, 0, AGAINST, 1, 1, NEVER));
    governor.castBallots(id, change);
    vm.assertEq(governor.ballotNonce(id, 0), 1, "the second");
    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernorReports.BallotSkipped(id, 0, IGovernorReports.GovernorBallotStale.selector);
    governor.castBallots(id, change);
    _vote(id, 0, ABSTAIN);
    vm.assertEq(governor.ballotNonce(id, 0), 2, "one cast directly has a number, too");
    _assertTally(id, 0, 0, 1, 5);
  }

  // ---------------------------------------------------------------- pages

  // REQ-GOV-36
  function test_castVote_seatOnAPage_canChangeItsChoice() external {
    _found(180);
    uint256 id = _open(0, _entry(1));
    uint16[4] memory seats = [uint16(44), 50, 171, 172];
    for (uint256 i = 0; i < 4; ++i) {
      _vote(id, seats[i], uint8(i % 3));
      vm.assertEq(governor.choiceOf(id, seats[i]), (i % 3) + 1, "choice");
      _vote(id, seats[i], ABSTAIN);
      vm.assertEq(governor.choiceOf(id, seats[i]), 3, "changed");
      vm.assertEq(governor.ballotNonce(id, seats[i]), 1, "number");
    }
    _assertTally(id, 0, 0, 4, 180);
    for (uint16 seat = 43; seat < 180; ++seat) {
      bool voted = seat == 44 || seat == 50 || seat == 171 || seat == 172;
      vm.assertEq(governor.choiceOf(id, seat), voted ? 3 : 0, "nobody else's");
    }
  }

  // ---------------------------------------------------------------- agreements

  function _foundWithATrio() private returns (uint256 id) {
    Plan memory plan = _plan(5);
    (plan.keys[1], plan.ballotsNeeded[1]) = (3, 2);
    _found(plan);
    id = _open(0, _entry(1));
  }

  function _agree(uint256 id, uint256 index, uint8 support) private {
    vm.prank(_hot(1, index));
    governor.castVote(id, support);
  }

  // REQ-GOV-38
  function test_castVote_keyThatChangesItsMind_agreesToItsLastChoice() external {
    uint256 id = _foundWithATrio();
    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernorReports.BallotAgreed(id, 1, _hot(1, 2), FOR, 1);
    _agree(id, 2, FOR);
    _agree(id, 1, ABSTAIN);
    _agree(id, 2, AGAINST);
    vm.assertEq(governor.choiceOf(id, 1), 0, "two of different minds");
    _agree(id, 1, AGAINST);
    vm.assertEq(governor.choiceOf(id, 1), 1, "both against");
    _assertTally(id, 1, 0, 0, 5);
  }

  // REQ-GOV-38
  function test_castVote_agreementToAChange_isVoidOnceTheSeatChangedOtherwise() external {
    uint256 id = _foundWithATrio();
    governor.castBallots(id, _one(_ballot(id, 1, FOR, 2)));
    _agree(id, 0, AGAINST);
    governor.castBallots(id, _one(_ballot(id, 1, ABSTAIN, 2, 1, NEVER)));
    _agree(id, 2, AGAINST);
    vm.assertEq(governor.choiceOf(id, 1), 3, "one agrees, the other did to another change");
    _agree(id, 1, AGAINST);
    vm.assertEq(governor.choiceOf(id, 1), 1, "two agree");
    vm.assertEq(governor.ballotNonce(id, 1), 2, "number");
  }

  // ---------------------------------------------------------------- the second of the opening

  // REQ-GOV-25
  function test_castVote_joinedInTheSecondOfTheOpening_reverts() external {
    _found(4);
    uint256 id = _open(0, _entry(1));
    _join(4, 1);
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorNotEligible.selector, id, 4));
    _vote(id, 4, FOR);
  }

  // REQ-GOV-26
  function test_castVote_leftInTheSecondOfTheOpening_countsNoMore() external {
    _found(5);
    uint256 id = _open(0, _entry(1));
    _vote(id, 4, FOR);
    _decree();
    members.remove(4);
    _vote(id, 0, FOR);
    _vote(id, 1, FOR);
    _assertState(id, IGovernor.ProposalState.Active);
    _vote(id, 2, FOR);
    _assertState(id, IGovernor.ProposalState.Succeeded);
  }

  // ---------------------------------------------------------------- enacting

  // REQ-GOV-40
  function test_enact_ballotCutShort_reverts() external {
    _found(4);
    Call[] memory calls = _entry(1);
    bytes memory ballots = bytes.concat(_compacts(_idOf(calls, 0), 0, 3), bytes2(uint16((1 << 14) | 3)));
    vm.expectRevert(IGovernorReports.GovernorBallotsMalformed.selector);
    _enact(calls, 0, ballots, _none());
  }

  // REQ-GOV-39
  function test_enact_withoutCompactBallots_needsNoDeadlineOfTheirs() external {
    _found(4);
    Call[] memory calls = _entry(1);
    uint256 id = _idOf(calls, 0);
    SignedBallot[] memory others = new SignedBallot[](3);
    for (uint16 seat = 0; seat < 3; ++seat) others[seat] = _ballot(id, seat, FOR, 1);
    governor.enact(calls, DESCRIPTION, SALT, 0, 0, "", others);
    _assertState(id, IGovernor.ProposalState.Executed);
  }
}
