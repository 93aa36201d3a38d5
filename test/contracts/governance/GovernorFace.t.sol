// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IGovernorReports} from "../../../contracts/interfaces/IGovernorReports.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {KeySignature} from "../../../contracts/types/Ballots.sol";
import {Call} from "../../../contracts/types/Call.sol";
import {FOREVER, SCOPE_VOTE} from "../../../contracts/types/Duty.sol";
import {Rule} from "../../../contracts/types/Rule.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";
import {Ledger} from "../../support/contracts/Ledger.sol";
import {ScriptedSigner} from "../../support/contracts/ScriptedSigner.sol";

/// @title The Governor as OpenZeppelin's tools see it.
contract GovernorFaceTest is Consortium {
  function setUp() external {
    _found(4);
  }

  function _content(
    uint256 value
  ) private view returns (address[] memory targets, uint256[] memory values, bytes[] memory calldatas) {
    (targets, values, calldatas) = (new address[](1), new uint256[](1), new bytes[](1));
    targets[0] = address(ledger);
    calldatas[0] = abi.encodeCall(Ledger.enter, (value));
  }

  function _propose(uint16 seat, uint256 value) private returns (uint256) {
    (address[] memory targets, uint256[] memory values, bytes[] memory calldatas) = _content(value);
    vm.prank(_hot(seat));
    return governor.propose(targets, values, calldatas, DESCRIPTION);
  }

  // REQ-GOV-47
  function test_propose_throughIGovernor_isVotedQueuedAndExecuted() external {
    Rule memory rule = _majority();
    rule.executionDelay = 1 days;
    _foundUnder(4, rule);
    (address[] memory targets, uint256[] memory values, bytes[] memory calldatas) = _content(5);
    bytes32 hash = keccak256(bytes(DESCRIPTION));
    uint256 contentHash = governor.hashProposal(targets, values, calldatas, hash);
    vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorNonexistentProposal.selector, contentHash));
    governor.getProposalId(targets, values, calldatas, hash);

    uint256 id = _propose(1, 5);
    vm.assertEq(governor.getProposalId(targets, values, calldatas, hash), id, "id");
    vm.assertEq(governor.proposalProposer(id), _cold(1), "proposer");
    vm.assertTrue(governor.proposalNeedsQueuing(id), "needs queuing");
    vm.assertEq(governor.proposalEta(id), 0, "no eta yet");
    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernor.VoteCast(_hot(0), id, FOR, 1, "because");
    vm.prank(_hot(0));
    governor.castVoteWithReason(id, FOR, "because");
    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernor.VoteCastWithParams(_hot(1), id, FOR, 1, "because", hex"01");
    vm.prank(_hot(1));
    governor.castVoteWithReasonAndParams(id, FOR, "because", hex"01");
    vm.assertTrue(governor.hasVoted(id, _hot(1)), "has voted");
    vm.assertFalse(governor.hasVoted(id, _hot(2)), "has not voted");
    vm.assertFalse(governor.hasVoted(id, address(1)), "a stranger has not voted");
    _vote(id, 2, FOR);

    uint256 eta = _now() + 1 days;
    vm.assertEq(governor.queue(targets, values, calldatas, hash), id, "queued");
    vm.assertEq(governor.proposalEta(id), eta, "eta");
    vm.warp(eta);
    vm.assertEq(governor.execute(targets, values, calldatas, hash), id, "executed");
    vm.assertEq(ledger.entry(), 5, "entry");
    _assertState(id, IGovernor.ProposalState.Executed);
  }

  // REQ-GOV-47
  function test_execute_withValue_passesItOn() external {
    (address[] memory targets, uint256[] memory values, bytes[] memory calldatas) = _content(5);
    values[0] = 7;
    vm.prank(_hot(1));
    uint256 id = governor.propose(targets, values, calldatas, DESCRIPTION);
    _voteFor(id, 3);
    vm.deal(address(this), 7);
    governor.execute{value: 7}(targets, values, calldatas, keccak256(bytes(DESCRIPTION)));
    vm.assertEq(ledger.received(), 7, "received");
  }

  // REQ-GOV-47
  function test_propose_sameContentWhileOpen_reverts() external {
    uint256 id = _propose(1, 5);
    (address[] memory targets, uint256[] memory values, bytes[] memory calldatas) = _content(5);
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorProposalExists.selector, id));
    vm.prank(_hot(2));
    governor.propose(targets, values, calldatas, DESCRIPTION);

    vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, id, _hot(2)));
    vm.prank(_hot(2));
    governor.cancel(targets, values, calldatas, keccak256(bytes(DESCRIPTION)));
    vm.prank(_hot(1));
    governor.cancel(targets, values, calldatas, keccak256(bytes(DESCRIPTION)));
    _assertState(id, IGovernor.ProposalState.Canceled);
    vm.assertNotEq(_propose(2, 5), id, "another proposal of the same content");
  }

  // ---------------------------------------------------------------- proposals signed off line

  function _signProposal(
    uint256 id,
    bytes32 simulation,
    uint48 deadline,
    uint256 secret,
    address signer
  ) private view returns (KeySignature memory) {
    bytes32 typeHash = keccak256("Proposal(uint256 proposalId,bytes32 simulation,uint48 deadline)");
    bytes32 structHash = keccak256(abi.encode(typeHash, id, simulation, deadline));
    bytes32 digest = keccak256(abi.encodePacked(hex"1901", _domainOf(address(governor), chain), structHash));
    return KeySignature(abi.encodePacked(signer), _sign(secret, digest));
  }

  // REQ-GOV-51
  function test_openSigned_byAMembersKey_isItsProposal() external {
    Call[] memory calls = _entry(5);
    uint256 id = _idOf(calls, 1);
    KeySignature memory signature = _signProposal(id, "simulation", uint48(_now()), _secret(1, 0), _hot(1));
    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernorReports.ProposalOpened(id, SALT, "simulation");
    uint256 opened = governor.openSigned(calls, DESCRIPTION, SALT, "simulation", uint48(_now()), signature);

    vm.assertEq(opened, id, "id");
    _assertState(id, IGovernor.ProposalState.Active);
    vm.assertEq(governor.openProposals(1)[0], id, "its slot");
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorProposalExists.selector, id));
    governor.openSigned(calls, DESCRIPTION, SALT, "simulation", uint48(_now()), signature);
  }

  // REQ-GOV-51
  function test_openSigned_late_reverts() external {
    Call[] memory calls = _entry(5);
    uint256 id = _idOf(calls, 1);
    uint48 deadline = uint48(_now() - 1);
    KeySignature memory signature = _signProposal(id, 0, deadline, _secret(1, 0), _hot(1));
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorProposalLate.selector, id, deadline));
    governor.openSigned(calls, DESCRIPTION, SALT, 0, deadline, signature);
  }

  // REQ-GOV-51
  function test_openSigned_forgedOrOfSomethingElse_reverts() external {
    Call[] memory calls = _entry(5);
    uint256 id = _idOf(calls, 1);
    bytes memory unsigned = abi.encodeWithSelector(
      IGovernorReports.GovernorProposalUnsigned.selector,
      id,
      _keyOf(_hot(1))
    );
    KeySignature memory forged = _signProposal(id, 0, NEVER, _secret(2, 0), _hot(1));
    vm.expectRevert(unsigned);
    governor.openSigned(calls, DESCRIPTION, SALT, 0, NEVER, forged);
    KeySignature memory good = _signProposal(id, 0, NEVER, _secret(1, 0), _hot(1));
    vm.expectRevert(unsigned);
    governor.openSigned(calls, DESCRIPTION, SALT, "another simulation", NEVER, good);
    vm.expectRevert(unsigned);
    governor.openSigned(calls, DESCRIPTION, SALT, 0, NEVER - 1, good);
    Call[] memory others = _entry(6);
    uint256 other = _idOf(others, 1);
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorProposalUnsigned.selector, other, _keyOf(_hot(1))));
    governor.openSigned(others, DESCRIPTION, SALT, 0, NEVER, good);
  }

  // REQ-GOV-51
  function test_openSigned_byNobodyOrWithoutTheScope_reverts() external {
    Call[] memory calls = _entry(5);
    KeySignature memory strange = _signProposal(_idOf(calls, 0), 0, NEVER, 77, vm.addr(77));
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorNotAllowed.selector, _keyOf(vm.addr(77))));
    governor.openSigned(calls, DESCRIPTION, SALT, 0, NEVER, strange);

    vm.prank(_cold(1));
    members.addKey(1, IMemberRegistry.NewKey(abi.encodePacked(_hot(9)), SCOPE_VOTE, FOREVER));
    KeySignature memory voting = _signProposal(_idOf(calls, 1), 0, NEVER, _secret(9, 0), _hot(9));
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorNotAllowed.selector, _keyOf(_hot(9))));
    governor.openSigned(calls, DESCRIPTION, SALT, 0, NEVER, voting);
  }

  // REQ-GOV-51
  function test_openSigned_verifierRetired_reverts() external {
    ScriptedSigner verifier = new ScriptedSigner();
    bytes memory signer = abi.encodePacked(verifier, "key");
    _decree();
    members.approveVerifier(address(verifier));
    vm.prank(_cold(1));
    members.addKey(1, IMemberRegistry.NewKey(signer, ALL_SCOPES, FOREVER));
    _decree();
    members.retireVerifier(address(verifier));
    Call[] memory calls = _entry(5);
    uint256 id = _idOf(calls, 1);
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorProposalUnsigned.selector, id, keccak256(signer)));
    governor.openSigned(calls, DESCRIPTION, SALT, 0, NEVER, KeySignature(signer, ""));
    _decree();
    members.approveVerifier(address(verifier));
    vm.assertEq(governor.openSigned(calls, DESCRIPTION, SALT, 0, NEVER, KeySignature(signer, "")), id, "approved");
  }

  function test_propose_descriptionOfAnothersProposal_reverts() external {
    (address[] memory targets, uint256[] memory values, bytes[] memory calldatas) = _content(5);
    string memory reserved = string.concat("Enter five #proposer=", Strings.toHexString(_hot(1)));
    vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorRestrictedProposer.selector, _hot(0)));
    vm.prank(_hot(0));
    governor.propose(targets, values, calldatas, reserved);
    vm.prank(_hot(1));
    uint256 id = governor.propose(targets, values, calldatas, reserved);
    _assertState(id, IGovernor.ProposalState.Active);

    string memory bare = string.concat("#proposer=", Strings.toHexString(_hot(1)));
    vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorRestrictedProposer.selector, _hot(0)));
    vm.prank(_hot(0));
    governor.propose(targets, values, calldatas, bare);
    vm.startPrank(_hot(0));
    governor.propose(targets, values, calldatas, string.concat("Enter five for ", Strings.toHexString(_hot(1))));
    governor.propose(targets, values, calldatas, string.concat(reserved, " "));
    governor.propose(targets, values, calldatas, "Enter five #proposer=0xZZ00000000000000000000000000000000000000");
    governor.propose(targets, values, calldatas, "#proposer=0x");
    vm.stopPrank();
  }

  // REQ-GOV-22
  function test_propose_mismatchedArrays_reverts() external {
    (address[] memory targets, , bytes[] memory calldatas) = _content(5);
    vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInvalidProposalLength.selector, 1, 1, 2));
    vm.prank(_hot(1));
    governor.propose(targets, new uint256[](2), calldatas, DESCRIPTION);
    vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInvalidProposalLength.selector, 1, 0, 1));
    vm.prank(_hot(1));
    governor.propose(targets, new uint256[](1), new bytes[](0), DESCRIPTION);
  }

  // REQ-GOV-08
  function test_castVoteWithReason_namedCallerInTheCallData_isIgnored() external {
    uint256 id = _propose(1, 5);
    bytes memory data = abi.encodePacked(abi.encodeCall(IGovernor.castVoteWithReason, (id, FOR, "forged")), _hot(2));
    vm.prank(address(0x57a));
    (bool success, bytes memory reason) = address(governor).call(data);
    vm.assertFalse(success, "a stranger voted");
    vm.assertEq(
      reason,
      abi.encodeWithSelector(IGovernorReports.GovernorNotAllowed.selector, _keyOf(address(0x57a))),
      "reason"
    );
    vm.assertEq(governor.choiceOf(id, 2), 0, "choice");
  }

  // REQ-GOV-41
  function test_castVoteBySig_bothForms_count() external {
    uint256 id = _propose(1, 5);
    bytes32 typeHash = keccak256("Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce)");
    bytes32 structHash = keccak256(abi.encode(typeHash, id, FOR, _hot(0), governor.nonces(_hot(0))));
    governor.castVoteBySig(id, FOR, _hot(0), _signTyped(0, structHash));
    vm.assertEq(governor.choiceOf(id, 0), 2, "ballot");

    typeHash = keccak256(
      "ExtendedBallot(uint256 proposalId,uint8 support,address voter,uint256 nonce,string reason,bytes params)"
    );
    structHash = keccak256(abi.encode(typeHash, id, ABSTAIN, _hot(2), 0, keccak256("because"), keccak256(hex"01")));
    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernor.VoteCastWithParams(_hot(2), id, ABSTAIN, 1, "because", hex"01");
    governor.castVoteWithReasonAndParamsBySig(id, ABSTAIN, _hot(2), "because", hex"01", _signTyped(2, structHash));
    vm.assertEq(governor.choiceOf(id, 2), 3, "extended ballot");
  }

  // REQ-GOV-41
  function test_castVoteBySig_seatThatNeedsTwoKeys_reverts() external {
    Plan memory plan = _plan(4);
    (plan.keys[1], plan.ballotsNeeded[1]) = (2, 2);
    _found(plan);
    uint256 id = _propose(0, 5);
    bytes32 typeHash = keccak256("Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce)");
    bytes memory signature = _signTyped(1, keccak256(abi.encode(typeHash, id, FOR, _hot(1), 0)));
    vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInvalidSignature.selector, _hot(1)));
    governor.castVoteBySig(id, FOR, _hot(1), signature);
  }

  function _signTyped(uint16 seat, bytes32 structHash) private view returns (bytes memory) {
    bytes32 domain = _domainOf(address(governor), chain);
    return _sign(_secret(seat, 0), keccak256(abi.encodePacked(hex"1901", domain, structHash)));
  }

  // REQ-GOV-47
  function test_reads_ofIGovernor_answerWhatTheySay() external {
    vm.assertEq(keccak256(bytes(governor.name())), keccak256("Quorate Governor"), "name");
    vm.assertEq(keccak256(bytes(governor.version())), keccak256("1"), "version");
    vm.assertEq(governor.clock(), _now(), "clock");
    vm.assertEq(keccak256(bytes(governor.CLOCK_MODE())), keccak256("mode=timestamp"), "clock mode");
    vm.assertEq(keccak256(bytes(governor.COUNTING_MODE())), keccak256("support=bravo&quorum=for"), "counting mode");
    vm.assertEq(governor.proposalThreshold(), 0, "threshold");
    vm.assertEq(governor.votingDelay(), 0, "delay");
    vm.assertEq(governor.votingPeriod(), PERIOD, "period");
    _skip(1);
    vm.assertEq(governor.quorum(_now() - 1), 3, "quorum");
    vm.assertEq(governor.getVotes(_hot(1), _now() - 1), 1, "votes");
    vm.assertEq(governor.getVotes(_hot(1), 1), 0, "votes before the founding");
    vm.assertEq(governor.getVotesWithParams(_hot(1), _now() - 1, ""), 1, "votes with params");
    vm.assertEq(governor.nonces(_hot(1)), 0, "nonce");
    vm.assertTrue(governor.supportsInterface(0x01ffc9a7), "ERC-165");
    vm.assertTrue(governor.supportsInterface(0xcdbdfcee), "IGovernor");
    vm.assertTrue(governor.supportsInterface(0x65455a86), "IGovernor without getProposalId");
    vm.assertTrue(governor.supportsInterface(0xda287a1d), "ERC-6372");
    vm.assertFalse(governor.supportsInterface(0xffffffff), "anything");
    vm.assertEq(address(governor.constitution()), address(constitution), "constitution");
    vm.assertEq(address(governor.registry()), address(members), "registry");
    (, , , uint256 chainId, address verifyingContract, , ) = governor.eip712Domain();
    vm.assertEq(chainId, block.chainid, "chain id");
    vm.assertEq(verifyingContract, address(governor), "verifying contract");
    vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorNonexistentProposal.selector, 77));
    governor.state(77);
    vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorNonexistentProposal.selector, 77));
    governor.proposalDeadline(77);
  }
}
