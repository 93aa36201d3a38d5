// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IGovernorReports} from "../../../contracts/interfaces/IGovernorReports.sol";
import {IQuorateGovernor} from "../../../contracts/interfaces/IQuorateGovernor.sol";
import {SignedBallot} from "../../../contracts/types/Ballots.sol";
import {Call} from "../../../contracts/types/Call.sol";
import {MODULE_GOVERNOR} from "../../../contracts/types/ModuleNames.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";
import {Ledger} from "../../support/contracts/Ledger.sol";

/// @title Attacks on what a proposal is: whose, where, and which calls to which code.
contract IdentityAttacksTest is Consortium {
  function setUp() external {
    _found(4);
  }

  // REQ-GOV-07
  function test_withdraw_copyOfAnothersProposal_leavesTheOriginalAlone() external {
    Call[] memory calls = _entry(1);
    uint256 copy = _open(1, calls);
    vm.prank(_hot(1));
    governor.withdraw(copy);

    uint256 original = _open(0, calls);
    vm.assertNotEq(original, copy, "ids");
    _assertState(original, IGovernor.ProposalState.Active);

    vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, original, _hot(1)));
    vm.prank(_hot(1));
    governor.withdraw(original);
  }

  // REQ-GOV-07
  function test_idOf_elsewhere_differs() external {
    Call[] memory calls = _entry(1);
    uint256 here = _idOf(calls, 0);
    IQuorateGovernor other = _deployGovernor(members, address(0));
    vm.assertNotEq(other.idOf(calls, keccak256(bytes(DESCRIPTION)), SALT, 0), here, "another governor");
    vm.assertNotEq(_idOf(calls, 1), here, "another proposer");
    vm.assertNotEq(governor.idOf(calls, keccak256(bytes(DESCRIPTION)), "other", 0), here, "another salt");
    vm.assertNotEq(governor.idOf(calls, keccak256("other"), SALT, 0), here, "another description");
    vm.chainId(999);
    vm.assertNotEq(_idOf(calls, 0), here, "another chain");
  }

  // REQ-GOV-18
  function test_castBallots_signedForAnotherChain_areSkipped() external {
    uint256 id = _open(0, _entry(1));
    SignedBallot[] memory before = _one(_ballot(id, 1, FOR, 1));
    vm.chainId(999);

    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernorReports.BallotSkipped(id, 1, IGovernorReports.GovernorBallotUnsigned.selector);
    governor.castBallots(id, before);
    vm.assertEq(governor.choiceOf(id, 1), 0, "choice by the ballot of the old chain");

    chain = 999;
    governor.castBallots(id, _one(_ballot(id, 1, FOR, 1)));
    vm.assertEq(governor.choiceOf(id, 1), 2, "choice by the ballot of the new chain");
  }

  // REQ-GOV-18
  function test_castBallots_signedForAnotherGovernor_areSkipped() external {
    IQuorateGovernor mine = governor;
    IQuorateGovernor other = _deployGovernor(members, address(governor));
    uint256 id = _open(0, _entry(1));
    governor = other;
    SignedBallot[] memory elsewhere = _one(_ballot(id, 1, FOR, 1));
    Call[] memory calls = _entry(2);
    bytes memory compact = _compacts(mine.idOf(calls, keccak256(bytes(DESCRIPTION)), SALT, 0), 0, 3);
    governor = mine;

    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernorReports.BallotSkipped(id, 1, IGovernorReports.GovernorBallotUnsigned.selector);
    governor.castBallots(id, elsewhere);
    vm.assertEq(governor.choiceOf(id, 1), 0, "choice by the ballot for the other");

    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorProposerMissing.selector, 0));
    _enact(calls, 0, compact, _none());

    governor.castBallots(id, _one(_ballot(id, 1, FOR, 1)));
    vm.assertEq(governor.choiceOf(id, 1), 2, "choice by the ballot for this one");
  }

  // REQ-GOV-18
  function test_enact_ballotsForTheGovernorBefore_countNothingAtItsSuccessor() external {
    Call[] memory calls = _entry(1);
    IQuorateGovernor heir = _deployGovernor(members, address(governor));
    uint256 id = heir.idOf(calls, keccak256(bytes(DESCRIPTION)), SALT, 0);
    bytes memory before = _compacts(id, 0, 3);
    _decree();
    constitution.setModule(MODULE_GOVERNOR, address(heir), address(heir).codehash);

    governor = heir;
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorProposerMissing.selector, 0));
    _enact(calls, 0, before, _none());

    _enact(calls, 0, _compacts(id, 0, 3), _none());
    vm.assertEq(ledger.entry(), 1, "entry by ballots for the governor of now");
  }

  // REQ-GOV-22
  function test_executeProposal_otherCallsThanShown_reverts() external {
    Call[] memory calls = _entry(1);
    uint256 id = _open(0, calls);
    _voteFor(id, 3);
    address other = address(new Ledger());
    bytes memory mismatch = abi.encodeWithSelector(IGovernorReports.GovernorContentMismatch.selector, id);

    vm.expectRevert(mismatch);
    _execute(id, _entry(2));

    vm.expectRevert(mismatch);
    _execute(id, _calls(other, calls[0].data));

    Call[] memory paid = _entry(1);
    paid[0].value = 1;
    vm.expectRevert(mismatch);
    _execute(id, paid);

    vm.expectRevert(mismatch);
    governor.executeProposal(id, calls, "other", keccak256(bytes(DESCRIPTION)));

    vm.expectRevert(mismatch);
    governor.executeProposal(id, calls, SALT, keccak256("other"));

    vm.assertEq(ledger.entries(), 0, "entries");
    _execute(id, calls);
    vm.assertEq(ledger.entry(), 1, "entry");
  }

  // REQ-GOV-22
  function test_executeProposal_codeSwappedAfterApproval_reverts() external {
    Call[] memory calls = _entry(1);
    uint256 id = _open(0, calls);
    _voteFor(id, 3);
    vm.etch(address(ledger), address(accession).code);

    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorContentMismatch.selector, id));
    _execute(id, calls);
  }

  // REQ-GOV-22
  function test_open_callToNoCode_reverts() external {
    address nobody = address(0xdead);
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorNoCode.selector, nobody));
    _open(0, _calls(nobody, hex"12345678"));
  }

  // REQ-GOV-22
  function test_executeProposal_targetReceivesItsFirstWei_isStillTheSame() external {
    address payee = address(0xbeef);
    Call[] memory calls = _calls(payee, "");
    calls[0].value = 3;
    uint256 id = _open(0, calls);
    _voteFor(id, 3);
    vm.deal(payee, 1);
    vm.deal(address(governor), 3);

    _execute(id, calls);

    vm.assertEq(payee.balance, 4, "balance");
  }
}
