// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IGovernorReports} from "../../../contracts/interfaces/IGovernorReports.sol";
import {DUTY_GUARDIAN} from "../../../contracts/types/Duty.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";

/// @title Attacks with ballots in OpenZeppelin's forms.
contract ForeignBallotAttacksTest is Consortium {
  // REQ-GOV-41
  function test_castVoteBySig_signedByAnother_reverts() external {
    _found(4);
    uint256 id = _open(0, _entry(1));
    bytes memory signature = _foreign(id, FOR, _hot(1), 0, _secret(2, 0));
    address voter = _hot(1);
    vm.expectRevert(_invalidSignature(voter));
    governor.castVoteBySig(id, FOR, voter, signature);
    vm.assertEq(governor.choiceOf(id, 1), 0, "no ballot");
  }

  // REQ-GOV-41
  function test_castVoteBySig_oldBallotAfterAChange_reverts() external {
    _found(4);
    uint256 id = _open(0, _entry(1));
    address voter = _hot(1);
    bytes memory first = _foreign(id, FOR, voter, 0, _secret(1, 0));
    bytes memory changed = _foreign(id, AGAINST, voter, 1, _secret(1, 0));
    governor.castVoteBySig(id, FOR, voter, first);
    governor.castVoteBySig(id, AGAINST, voter, changed);
    vm.assertEq(governor.choiceOf(id, 1), 1, "against");

    vm.expectRevert(_invalidSignature(voter));
    governor.castVoteBySig(id, FOR, voter, first);
    vm.expectRevert(_invalidSignature(voter));
    governor.castVoteBySig(id, AGAINST, voter, changed);
  }

  // REQ-GOV-37
  function test_castVoteBySig_suspendedMemberOrKey_reverts() external {
    Plan memory plan = _plan(6);
    plan.duties[5] = DUTY_GUARDIAN;
    _found(plan);
    uint256 id = _open(0, _entry(1));
    _decree();
    members.suspend(1, uint40(_now() + 1 days));
    vm.prank(_hot(5));
    guardians.suspendKey(_keyOf(_hot(2)), "lost");
    for (uint16 seat = 1; seat < 3; ++seat) {
      address voter = _hot(seat);
      bytes memory ballot = _foreign(id, FOR, voter, 0, _secret(seat, 0));
      vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorNotAllowed.selector, _keyOf(voter)));
      governor.castVoteBySig(id, FOR, voter, ballot);
    }
    _assertTally(id, 0, 0, 0, 6);
  }

  // REQ-GOV-41
  function test_castVoteWithReasonAndParamsBySig_signedByAnotherOrOfAnotherText_reverts() external {
    _found(4);
    uint256 id = _open(0, _entry(1));
    address voter = _hot(1);
    bytes memory forged = _extended(id, "because", hex"01", 0, _secret(2, 0));
    vm.expectRevert(_invalidSignature(voter));
    governor.castVoteWithReasonAndParamsBySig(id, FOR, voter, "because", hex"01", forged);
    bytes memory good = _extended(id, "because", hex"01", 0, _secret(1, 0));
    vm.expectRevert(_invalidSignature(voter));
    governor.castVoteWithReasonAndParamsBySig(id, FOR, voter, "because not", hex"01", good);
    vm.expectRevert(_invalidSignature(voter));
    governor.castVoteWithReasonAndParamsBySig(id, FOR, voter, "because", hex"02", good);
    vm.expectRevert(_invalidSignature(voter));
    governor.castVoteWithReasonAndParamsBySig(id, AGAINST, voter, "because", hex"01", good);
    vm.assertEq(governor.choiceOf(id, 1), 0, "no ballot");

    governor.castVoteWithReasonAndParamsBySig(id, FOR, voter, "because", hex"01", good);
    vm.assertEq(governor.choiceOf(id, 1), 2, "the ballot that was signed");
    vm.expectRevert(_invalidSignature(voter));
    governor.castVoteWithReasonAndParamsBySig(id, FOR, voter, "because", hex"01", good);
  }

  function _invalidSignature(address voter) private pure returns (bytes memory) {
    return abi.encodeWithSelector(IGovernor.GovernorInvalidSignature.selector, voter);
  }

  function _foreign(
    uint256 id,
    uint8 support,
    address voter,
    uint256 nonce,
    uint256 secret
  ) private view returns (bytes memory) {
    bytes32 typeHash = keccak256("Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce)");
    bytes32 structHash = keccak256(abi.encode(typeHash, id, support, voter, nonce));
    bytes32 domain = _domainOf(address(governor), chain);
    return _sign(secret, keccak256(abi.encodePacked(hex"1901", domain, structHash)));
  }

  /// @dev In favour, in the name of seat 1.
  function _extended(
    uint256 id,
    string memory reason,
    bytes memory params,
    uint256 nonce,
    uint256 secret
  ) private view returns (bytes memory) {
    bytes32 typeHash = keccak256(
      "ExtendedBallot(uint256 proposalId,uint8 support,address voter,uint256 nonce,string reason,bytes params)"
    );
    bytes32 structHash = keccak256(
      abi.encode(typeHash, id, FOR, _hot(1), nonce, keccak256(bytes(reason)), keccak256(params))
    );
    bytes32 domain = _domainOf(address(governor), chain);
    return _sign(secret, keccak256(abi.encodePacked(hex"1901", domain, structHash)));
  }
}
