// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {SignedBallot} from "../../../contracts/types/Ballots.sol";
import {Call} from "../../../contracts/types/Call.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";

/// @title Three hundred seats, each step within the 2^24 gas that Osaka lets one transaction have.
contract LargeElectorateTest is Consortium {
  uint16 private constant SEATS = 300;
  uint16 private constant NEEDED = 151;
  /// 2^24, less what a transaction costs before it runs: 21,000 and its call data.
  uint256 private constant GAS = 16_777_216 - 1_000_000;

  function setUp() external {
    _found(SEATS);
  }

  // REQ-GOV-48
  function test_enact_threeHundredSeats_inOneTransaction() external {
    Call[] memory calls = _entry(1);
    uint256 id = _idOf(calls, 0);
    bytes memory ballots = _compacts(id, 0, NEEDED);
    uint256 before = gasleft();
    governor.enact{gas: GAS}(calls, DESCRIPTION, SALT, 0, NEVER, ballots, _none());
    vm.assertLt(before - gasleft(), 1_500_000, "gas");
    vm.assertEq(governor.record(id).weightFor(), NEEDED, "weight for");
    vm.assertEq(ledger.entry(), 1, "entry");
  }

  // REQ-GOV-48
  function test_castVote_threeHundredSeats_decidesWithTheLastNeeded() external {
    Call[] memory calls = _entry(1);
    uint256 id = _open(0, calls);
    vm.assertEq(governor.record(id).pages(), 2, "pages");
    for (uint16 i = 0; i < NEEDED - 1; ++i) _vote(id, SEATS - 1 - i, FOR);
    _vote(id, 10, AGAINST);
    _vote(id, 60, ABSTAIN);
    _assertState(id, IGovernor.ProposalState.Active);
    _vote(id, 0, FOR);

    _assertState(id, IGovernor.ProposalState.Succeeded);
    _assertTally(id, 1, NEEDED, 1, SEATS);
    vm.assertEq(governor.choiceOf(id, SEATS - 1), 2, "choice of the last seat");
    vm.assertEq(governor.choiceOf(id, 172), 2, "choice at the end of a page");
    vm.assertEq(governor.choiceOf(id, 60), 3, "choice in the first page");
    vm.assertEq(governor.choiceOf(id, 43), 0, "no choice at the end of the record");
    vm.assertEq(governor.choiceOf(id, 10), 1, "choice in the record");
    governor.executeProposal{gas: GAS}(id, calls, SALT, keccak256(bytes(DESCRIPTION)));
    vm.assertEq(ledger.entry(), 1, "entry");
  }

  // REQ-GOV-48
  function test_castBallots_threeHundredSeats_inSeveralBatches() external {
    uint256 id = _open(0, _entry(1));
    for (uint16 from = 0; from < NEEDED; from += 50) {
      SignedBallot[] memory ballots = new SignedBallot[](50);
      for (uint16 i = 0; i < 50; ++i) ballots[i] = _ballot(id, from + i, FOR, 1);
      governor.castBallots{gas: GAS}(id, ballots);
    }
    _assertState(id, IGovernor.ProposalState.Succeeded);
    _assertTally(id, 0, NEEDED, 0, SEATS);
  }

  // REQ-GOV-48
  function test_castVote_threeHundredSeats_costsLittleMoreThanAmongFour() external {
    uint256 id = _open(0, _entry(1));
    _vote(id, SEATS - 2, FOR);
    vm.prank(_hot(SEATS - 1));
    uint256 before = gasleft();
    governor.castVote(id, FOR);
    vm.assertLt(before - gasleft(), 60_000, "gas");
  }

  // REQ-GOV-48
  function test_remove_threeHundredSeats_fitsOneTransaction() external {
    _decree();
    uint256 before = gasleft();
    members.remove{gas: GAS}(299);
    vm.assertLt(before - gasleft(), GAS, "gas");
    vm.assertEq(members.electorate().weight(), SEATS - 1, "weight");

    _decree();
    members.admit{gas: GAS}(_cold(300), 1, 0);
    vm.prank(_cold(300));
    members.addKey(300, _newKey(_hot(300)));
    _accept(300);
    vm.assertEq(members.electorate().weight(), SEATS, "weight with the new member");
  }

  // REQ-GOV-48
  function test_poke_manySeatsLeft_settlesWithinOneTransaction() external {
    uint256 id = _open(0, _entry(1));
    for (uint16 seat = 0; seat < 140; ++seat) _vote(id, seat, FOR);
    _skip(1);
    for (uint16 seat = 275; seat < SEATS; ++seat) {
      _decree();
      members.remove(seat);
    }
    _skip(1);
    _assertState(id, IGovernor.ProposalState.Active);
    _assertTally(id, 0, 140, 0, 275);

    governor.poke{gas: GAS}(id);

    _assertState(id, IGovernor.ProposalState.Succeeded);
  }
}
