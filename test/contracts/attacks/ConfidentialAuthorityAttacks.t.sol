// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Governed} from "../../../contracts/access/Governed.sol";
import {MemberActions} from "../../../contracts/access/MemberActions.sol";
import {IConfidentialRegistry} from "../../../contracts/interfaces/IConfidentialRegistry.sol";
import {IGroupDirectory} from "../../../contracts/interfaces/IGroupDirectory.sol";
import {IKeyDirectory} from "../../../contracts/interfaces/IKeyDirectory.sol";
import {KeySignature} from "../../../contracts/types/Ballots.sol";
import {MemberSignature} from "../../../contracts/types/MemberSignature.sol";
import {RejectionReason} from "../../../contracts/types/RecordState.sol";
import {RecordGroup} from "../../support/contracts/RecordGroup.sol";

/// @title Attacks on who rules over groups, keys and records: every function of docs/authority.md, called by an outsider.
contract ConfidentialAuthorityAttacksTest is RecordGroup {
  uint256 private constant OUTSIDER_SECRET = 0x57a;

  address private outsider;
  bytes32 private open;
  bytes32 private contested;
  bytes32 private answered;
  bytes32 private ended;
  bytes32 private doomed;

  /// @dev A record in each state that a verb asks for, and somebody with an account of its own and nothing else.
  function _foundAgainstAnOutsider() private {
    _foundGroup(6);
    outsider = vm.addr(OUTSIDER_SECRET);
    open = _register(0);
    contested = _register(0);
    _reject(contested, 2);
    answered = _register(0);
    _reject(answered, 2);
    _answer(answered, 0, 2);
    ended = _finalRecord();
    doomed = _finalRecord();
    _shred(doomed);
  }

  function _stateOfAll() private view returns (bytes32) {
    return keccak256(abi.encode(groups.stateRoot(), keys.stateRoot(), records.stateRoot()));
  }

  // REQ-GOV-02
  function test_governedFunctions_ofRecords_calledByAnybody_revert() external {
    _foundAgainstAnOutsider();
    bytes32 before = _stateOfAll();
    // An outsider, a member's key and account, who deployed it all, and contracts of the suite that are not the governor.
    address[9] memory callers = [
      outsider,
      _hot(0),
      _cold(0),
      address(this),
      face,
      address(members),
      address(groups),
      address(keys),
      address(records)
    ];
    for (uint256 i = 0; i < callers.length; ++i) {
      address by = callers[i];
      bytes memory refusal = abi.encodeWithSelector(Governed.GovernedNotGovernor.selector, by);
      address at = address(groups);
      _refused(by, at, abi.encodeCall(IGroupDirectory.createGroup, (0, _firstSeats(1), 0, _policy())), refusal);
      _refused(by, at, abi.encodeCall(IGroupDirectory.changeGroup, (GROUP, 1, _firstSeats(1), 0, _policy())), refusal);
      at = address(records);
      _refused(by, at, abi.encodeCall(IConfidentialRegistry.uphold, (contested)), refusal);
      _refused(by, at, abi.encodeCall(IConfidentialRegistry.dismiss, (contested)), refusal);
      _refused(by, at, abi.encodeCall(IConfidentialRegistry.grantByVote, (ended, 0, 0)), refusal);
      _refused(by, at, abi.encodeCall(IConfidentialRegistry.hold, (ended)), refusal);
      _refused(by, at, abi.encodeCall(IConfidentialRegistry.release, (ended)), refusal);
      _refused(by, at, abi.encodeCall(IConfidentialRegistry.shredByVote, (ended)), refusal);
    }
    vm.assertEq(_stateOfAll(), before, "nothing changed");
  }

  // REQ-CONF-02
  function test_membersVerbs_calledByAnOutsider_refuse() external {
    _foundAgainstAnOutsider();
    MemberSignature memory consent = MemberSignature(0, NEVER, KeySignature(abi.encodePacked(outsider), ""));
    _refusedEverywhere(consent, MemberActions.MemberActionNotAllowed.selector);
  }

  // REQ-CONF-02
  function test_membersVerbs_calledByAnOutsiderInAMembersName_refuse() external {
    _foundAgainstAnOutsider();
    _refusedEverywhere(_own(0), MemberActions.MemberActionBadSignature.selector);
  }

  // REQ-CONF-02
  function test_membersVerbs_signedByAnOutsiderInAMembersName_refuse() external {
    _foundAgainstAnOutsider();
    MemberSignature memory consent = _own(0);
    consent.deadline = NEVER;
    consent.by.signature = _sign(OUTSIDER_SECRET, keccak256("whatever"));
    _refusedEverywhere(consent, MemberActions.MemberActionBadSignature.selector);
  }

  function _refusedEverywhere(MemberSignature memory by, bytes4 reason) private {
    bytes32 before = _stateOfAll();
    bytes memory refusal = abi.encodeWithSelector(reason, by.seat, by.by.signer);
    MemberSignature[] memory all = new MemberSignature[](4);
    for (uint256 i = 0; i < all.length; ++i) all[i] = MemberSignature(uint16(i), by.deadline, by.by);

    _refuseRecords(by, refusal);
    address at = address(records);
    _refused(outsider, at, abi.encodeCall(IConfidentialRegistry.grant, (ended, 0, 0, all)), refusal);
    _refused(outsider, at, abi.encodeCall(IConfidentialRegistry.shred, (ended, all)), refusal);
    _refused(
      outsider,
      address(groups),
      abi.encodeCall(IGroupDirectory.changeGroupByMembers, (GROUP, 1, _firstSeats(1), 0, _policy(), all)),
      refusal
    );
    _refuseKeys(by, refusal);

    IConfidentialRegistry.Acknowledgement[] memory batch = new IConfidentialRegistry.Acknowledgement[](1);
    batch[0] = IConfidentialRegistry.Acknowledgement(open, by);
    vm.prank(outsider);
    records.acknowledgeAll(batch);
    vm.assertEq(_stateOfAll(), before, "nothing changed");
  }

  function _refuseRecords(MemberSignature memory by, bytes memory refusal) private {
    address at = address(records);
    RejectionReason why = RejectionReason.NoSlot;
    _refused(outsider, at, abi.encodeCall(IConfidentialRegistry.register, (_registration(), by)), refusal);
    _refused(outsider, at, abi.encodeCall(IConfidentialRegistry.acknowledge, (open, by)), refusal);
    _refused(outsider, at, abi.encodeCall(IConfidentialRegistry.reject, (open, why, EVIDENCE, by)), refusal);
    _refused(outsider, at, abi.encodeCall(IConfidentialRegistry.cancel, (open, by)), refusal);
    _refused(outsider, at, abi.encodeCall(IConfidentialRegistry.answer, (contested, 2, REVEAL, by)), refusal);
    _refused(outsider, at, abi.encodeCall(IConfidentialRegistry.standBy, (answered, by)), refusal);
    _refused(outsider, at, abi.encodeCall(IConfidentialRegistry.supersede, (ended, open, by)), refusal);
    _refused(outsider, at, abi.encodeCall(IConfidentialRegistry.confirmShred, (doomed, by)), refusal);
  }

  function _refuseKeys(MemberSignature memory by, bytes memory refusal) private {
    address at = address(keys);
    IKeyDirectory.NewEncryptionKey memory key = IKeyDirectory.NewEncryptionKey(
      1,
      IKeyDirectory.Purpose.Encrypt,
      0,
      uint40(_now() + 1 days),
      abi.encodePacked(bytes32(uint256(9) << 248))
    );
    _refused(outsider, at, abi.encodeCall(IKeyDirectory.registerKey, (key, by)), refusal);
    _refused(outsider, at, abi.encodeCall(IKeyDirectory.endKey, ("key", by)), refusal);
    _refused(outsider, at, abi.encodeCall(IKeyDirectory.reportCompromise, ("key", 1, by)), refusal);
    _refused(outsider, at, abi.encodeCall(IKeyDirectory.challengeKey, ("key", "answer", by)), refusal);
  }
}
