// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IGovernorCore} from "../../../contracts/interfaces/IGovernorCore.sol";
import {IGovernorReports} from "../../../contracts/interfaces/IGovernorReports.sol";
import {Call} from "../../../contracts/types/Call.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";
import {Ledger} from "../../support/contracts/Ledger.sol";

/// @title Whom the governor's face believes: the governor that was asked, about its caller, and nobody else.
contract GovernorFaceCallersTest is Consortium {
  function setUp() external {
    _found(4);
  }

  function _content()
    private
    view
    returns (address[] memory targets, uint256[] memory values, bytes[] memory calldatas)
  {
    (targets, values, calldatas) = (new address[](1), new uint256[](1), new bytes[](1));
    targets[0] = address(ledger);
    calldatas[0] = abi.encodeCall(Ledger.enter, (1));
  }

  function _proposing() private view returns (bytes memory) {
    (address[] memory targets, uint256[] memory values, bytes[] memory calldatas) = _content();
    return abi.encodeCall(IGovernor.propose, (targets, values, calldatas, DESCRIPTION));
  }

  function _assertNotKnown() private {
    (address[] memory targets, uint256[] memory values, bytes[] memory calldatas) = _content();
    bytes32 hash = keccak256(bytes(DESCRIPTION));
    uint256 contentHash = governor.hashProposal(targets, values, calldatas, hash);
    vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorNonexistentProposal.selector, contentHash));
    governor.getProposalId(targets, values, calldatas, hash);
  }

  function test_face_calledByAMemberItself_refuses() external {
    uint256 id = _open(0, _entry(1));
    bytes[4] memory attempts = [
      _proposing(),
      abi.encodeCall(IGovernor.castVoteWithReason, (id, FOR, "because")),
      abi.encodeCall(IGovernor.castVoteWithReasonAndParams, (id, FOR, "because", hex"01")),
      abi.encodeCall(IGovernor.castVoteBySig, (id, FOR, _hot(1), ""))
    ];
    for (uint256 i = 0; i < attempts.length; ++i) {
      vm.prank(_hot(1));
      (bool success, ) = face.call(bytes.concat(attempts[i], abi.encodePacked(_hot(1))));
      vm.assertFalse(success, "the face obeys governors only");
    }
    vm.assertEq(governor.choiceOf(id, 1), 0, "no ballot");
    _assertNotKnown();
  }

  function test_face_calledByAPretendedGovernor_keepsItApart() external {
    Pretender pretender = new Pretender();
    pretender.forward(face, bytes.concat(_proposing(), abi.encodePacked(_hot(1))));
    _assertNotKnown();

    vm.prank(_hot(1));
    (bool success, bytes memory answer) = address(governor).call(_proposing());
    vm.assertTrue(success, "the content is free at the governor");
    _assertState(abi.decode(answer, (uint256)), IGovernor.ProposalState.Active);
  }

  function test_governorCore_calledByAnybodyElse_reverts() external {
    Call[] memory calls = _entry(1);
    uint256 id = _open(0, calls);
    address member = _hot(1);
    bytes memory refusal = abi.encodeWithSelector(IGovernorCore.GovernorNotFace.selector, member);
    IGovernorCore core = IGovernorCore(address(governor));
    vm.startPrank(member);
    vm.expectRevert(refusal);
    core.openFor(_keyOf(_hot(0)), calls, DESCRIPTION, 0, 0);
    vm.expectRevert(refusal);
    core.withdrawFor(_hot(0), id);
    vm.expectRevert(refusal);
    core.castFor(_hot(0), id, FOR, "", "");
    vm.stopPrank();
  }

  function test_propose_anotherCallerBehindTheCallData_isNotBelieved() external {
    bytes memory spoofed = bytes.concat(_proposing(), abi.encodePacked(_hot(2)));
    address stranger = address(0x57a);
    vm.prank(stranger);
    (bool success, bytes memory answer) = address(governor).call(spoofed);
    vm.assertFalse(success, "a stranger");
    vm.assertEq(
      answer,
      abi.encodeWithSelector(IGovernorReports.GovernorNotAllowed.selector, _keyOf(stranger)),
      "refusal"
    );

    vm.prank(_hot(1));
    (success, answer) = address(governor).call(spoofed);
    vm.assertTrue(success, "a member, in its own name");
    vm.assertEq(governor.proposalProposer(abi.decode(answer, (uint256))), _cold(1), "proposer");
  }

  function test_cancel_anotherCallerBehindTheCallData_isNotBelieved() external {
    vm.prank(_hot(1));
    (, bytes memory answer) = address(governor).call(_proposing());
    uint256 id = abi.decode(answer, (uint256));
    (address[] memory targets, uint256[] memory values, bytes[] memory calldatas) = _content();
    bytes memory spoofed = bytes.concat(
      abi.encodeCall(IGovernor.cancel, (targets, values, calldatas, keccak256(bytes(DESCRIPTION)))),
      abi.encodePacked(_hot(1))
    );
    vm.prank(_hot(2));
    (bool success, bytes memory reason) = address(governor).call(spoofed);
    vm.assertFalse(success, "another member");
    vm.assertEq(reason, abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, id, _hot(2)), "refusal");
    _assertState(id, IGovernor.ProposalState.Active);
  }

  // ---------------------------------------------------------------- reads that name the governor

  function test_eip712Domain_askedOfTheGovernor_isTheGovernors() external view {
    (
      bytes1 fields,
      string memory name,
      string memory version,
      uint256 chainId,
      address verifyingContract,
      bytes32 salt,
      uint256[] memory extensions
    ) = governor.eip712Domain();
    vm.assertEq(uint8(fields), 15, "fields");
    vm.assertEq(name, "Quorate Governor", "name");
    vm.assertEq(version, "1", "version");
    vm.assertEq(chainId, chain, "chain");
    vm.assertEq(verifyingContract, address(governor), "contract");
    vm.assertEq(salt, bytes32(0), "salt");
    vm.assertEq(extensions.length, 0, "extensions");
    vm.assertTrue(governor.supportsInterface(0x84b0196e), "ERC-5267");
  }

  function test_isAuthorized_governorAlone_is() external view {
    vm.assertTrue(governor.isAuthorized(address(governor)), "governor");
    vm.assertFalse(governor.isAuthorized(_hot(0)), "a key");
    vm.assertFalse(governor.isAuthorized(_cold(0)), "a cold account");
    vm.assertFalse(governor.isAuthorized(face), "the face");
  }

  function test_reads_noSuchProposal_revert() external {
    bytes memory refusal = abi.encodeWithSelector(IGovernor.GovernorNonexistentProposal.selector, 77);
    vm.expectRevert(refusal);
    governor.proposalSnapshot(77);
    vm.expectRevert(refusal);
    governor.proposalProposer(77);
    vm.expectRevert(refusal);
    governor.proposalEta(77);
    vm.expectRevert(refusal);
    governor.proposalNeedsQueuing(77);
    vm.expectRevert(refusal);
    governor.tally(77);
  }
}

/// @title Says yes to everything the face asks of its governor.
contract Pretender {
  function forward(address face, bytes calldata data) external {
    (bool success, ) = face.call(data);
    require(success, "refused");
  }

  fallback(bytes calldata) external returns (bytes memory) {
    return abi.encode(uint256(7));
  }
}
