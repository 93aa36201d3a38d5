// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IGovernorReports} from "../../../contracts/interfaces/IGovernorReports.sol";
import {SignedBallot} from "../../../contracts/types/Ballots.sol";
import {Call} from "../../../contracts/types/Call.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";

/// @title Proposed, voted and carried out in one transaction.
contract GovernorEnactTest is Consortium {
  function setUp() external {
    _found(4);
  }

  // ---------------------------------------------------------------- one transaction

  // REQ-GOV-39
  function test_enact_abstainingInBothForms_isRecorded() external {
    _found(9);
    Call[] memory calls = _entry(6);
    uint256 id = _idOf(calls, 1);
    bytes memory ballots = bytes.concat(
      _compact(id, 0, ABSTAIN, NEVER),
      _compacts(id, 1, 6),
      _compact(id, 6, AGAINST, NEVER)
    );
    SignedBallot[] memory others = new SignedBallot[](2);
    (others[0], others[1]) = (_ballot(id, 7, ABSTAIN, 1), _ballot(id, 8, AGAINST, 1));
    _enact(calls, 1, ballots, others);
    _assertTally(id, 2, 5, 2, 9);
  }

  // REQ-GOV-39
  function test_enact_mixedBallots_isRecorded() external {
    Call[] memory calls = _entry(6);
    uint256 id = _idOf(calls, 1);
    bytes memory ballots = bytes.concat(
      _compact(id, 0, AGAINST, NEVER),
      _compact(id, 1, FOR, NEVER),
      _compact(id, 2, FOR, NEVER)
    );
    _enact(calls, 1, ballots, _one(_ballot(id, 3, FOR, 1)));

    _assertState(id, IGovernor.ProposalState.Executed);
    vm.assertEq(governor.record(id).weightFor(), 3, "for");
    vm.assertEq(governor.record(id).weightAgainst(), 1, "against");
    vm.assertEq(ledger.entry(), 6, "entry");
  }

  // REQ-GOV-39
  function test_enact_proposerAmongTheOthers_counts() external {
    Call[] memory calls = _entry(6);
    uint256 id = _idOf(calls, 3);
    _enact(calls, 3, _compacts(id, 0, 2), _one(_ballot(id, 3, FOR, 1)));
    vm.assertEq(governor.record(id).weightFor(), 3, "for");
  }

  // REQ-GOV-39
  function test_enact_malformedBallots_reverts() external {
    Call[] memory calls = _entry(6);
    uint256 id = _idOf(calls, 0);
    bytes memory ballots = _compacts(id, 0, 3);
    vm.expectRevert(IGovernorReports.GovernorBallotsMalformed.selector);
    _enact(calls, 0, bytes.concat(ballots, hex"00"), _none());
    vm.expectRevert(IGovernorReports.GovernorBallotsMalformed.selector);
    _enact(calls, 0, bytes.concat(ballots, _compact(id, 3, 3, NEVER)), _none());
    SignedBallot[] memory descending = new SignedBallot[](2);
    (descending[0], descending[1]) = (_ballot(id, 3, FOR, 1), _ballot(id, 3, FOR, 1));
    vm.expectRevert(IGovernorReports.GovernorBallotsMalformed.selector);
    _enact(calls, 0, ballots, descending);
  }

  // REQ-GOV-37
  function test_enact_seatBehindTheElectorate_isSkipped() external {
    Call[] memory calls = _entry(6);
    uint256 id = _idOf(calls, 0);
    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernorReports.BallotSkipped(id, 9, IGovernorReports.GovernorBallotUnsigned.selector);
    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernorReports.BallotSkipped(id, 10, IGovernorReports.GovernorBallotUnsigned.selector);
    _enact(calls, 0, bytes.concat(_compacts(id, 0, 3), _compact(id, 9, FOR, NEVER)), _one(_ballot(id, 10, FOR, 1)));
    vm.assertEq(ledger.entry(), 6, "entry");
  }

  // REQ-GOV-37
  function test_enact_badOtherBallot_isSkipped() external {
    Call[] memory calls = _entry(6);
    uint256 id = _idOf(calls, 0);
    SignedBallot memory bad = _ballot(id, 3, FOR, 1);
    bad.support = AGAINST;
    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernorReports.BallotSkipped(id, 3, IGovernorReports.GovernorBallotUnsigned.selector);
    _enact(calls, 0, _compacts(id, 0, 3), _one(bad));
    vm.assertEq(ledger.entry(), 6, "entry");
  }
}
