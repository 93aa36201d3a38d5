// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IConfidentialRegistry} from "../../../contracts/interfaces/IConfidentialRegistry.sol";
import {IConstitution} from "../../../contracts/interfaces/IConstitution.sol";
import {IModule} from "../../../contracts/interfaces/IModule.sol";
import {GroupPolicy} from "../../../contracts/types/GroupPolicy.sol";
import {MODULE_GROUPS, MODULE_KEYS, MODULE_RECORDS} from "../../../contracts/types/ModuleNames.sol";
import {RecordState} from "../../../contracts/types/RecordState.sol";
import {RecordGroup} from "../../support/contracts/RecordGroup.sol";

/// @title The modules of records show what they hold, and are not replaced by others that hold something else.
contract SuccessionTest is RecordGroup {
  /// What the registry's state root is to be.
  bytes32 private _noted;

  function setUp() external {
    _foundGroup(6);
  }

  function _refuse(bytes32 name, IModule module, string memory artifact) private {
    address successor = _create(artifact, abi.encode(constitution));
    vm.expectRevert(
      abi.encodeWithSelector(IConstitution.ConstitutionStateDiffers.selector, name, module.stateRoot(), bytes32(0))
    );
    _decree();
    constitution.setModule(name, successor, successor.codehash);
  }

  function _assertAnother(IModule module, bytes32 before) private view returns (bytes32 root) {
    root = module.stateRoot();
    vm.assertNotEq(root, before, "state root");
  }

  /// @dev The root follows from the one before and from the act alone.
  function _assertNoted(bytes32 recordId, bytes4 act, uint256 fact) private {
    _noted = keccak256(abi.encode(_noted, recordId, act, fact, _now()));
    vm.assertEq(records.stateRoot(), _noted, "state root");
  }

  function _acknowledgeNoted(bytes32 recordId, uint16 first, uint16 last) private {
    for (uint16 seat = first; seat <= last; ++seat) {
      _acknowledge(recordId, seat);
      _assertNoted(recordId, records.acknowledge.selector, seat);
    }
  }

  // REQ-CONF-39
  function test_stateRoot_becomingFinal_isChained() external {
    bytes32 recordId = _register(0);
    _assertNoted(recordId, records.register.selector, 0);
    _acknowledgeNoted(recordId, 0, 2);
    IConfidentialRegistry.Registration memory registration = _registration();
    registration.previous = recordId;
    bytes32 next = _register(registration, 0);
    _assertNoted(next, records.register.selector, uint256(recordId));
    _acknowledgeNoted(next, 0, 2);
    vm.prank(_hot(0));
    records.supersede(recordId, next, _own(0));
    _assertNoted(recordId, records.supersede.selector, uint256(next));

    next = _register(3);
    _assertNoted(next, records.register.selector, 0);
    _cancel(next, 3);
    _assertNoted(next, records.cancel.selector, 0);
  }

  // REQ-CONF-39
  function test_stateRoot_disputes_areChained() external {
    bytes32 recordId = _register(0);
    _assertNoted(recordId, records.register.selector, 0);
    _reject(recordId, 2);
    _assertNoted(recordId, records.reject.selector, 2);
    _answer(recordId, 0, 2);
    _assertNoted(recordId, records.answer.selector, 2);
    _standBy(recordId, 2);
    _assertNoted(recordId, records.standBy.selector, 2);
    _reject(recordId, 3);
    _assertNoted(recordId, records.reject.selector, 3);
    _uphold(recordId);
    _assertNoted(recordId, records.uphold.selector, 0);
    _decree();
    records.dismiss(recordId);
    _assertNoted(recordId, records.dismiss.selector, 0);
  }

  // REQ-CONF-39
  function test_stateRoot_historyAndDestruction_areChained() external {
    bytes32 recordId = _finalRecord();
    _noted = records.stateRoot();
    _decree();
    records.hold(recordId);
    _assertNoted(recordId, records.hold.selector, 1);
    _decree();
    records.release(recordId);
    _assertNoted(recordId, records.hold.selector, 0);
    bytes32 keyId = _publish(1, 5);
    _decree();
    records.grantByVote(recordId, keyId, "slot");
    bytes32 slot = "slot";
    _assertNoted(recordId, records.grant.selector, uint256(keccak256(abi.encode(recordId, keyId, slot))));
    _shred(recordId);
    _assertNoted(recordId, records.shred.selector, 0);
    _confirmShred(recordId, 0);
    _assertNoted(recordId, records.confirmShred.selector, 0);
    _confirmShred(recordId, 4);
    _assertNoted(recordId, records.confirmShred.selector, 4);
  }

  // REQ-CONF-39
  function test_stateRoot_settledWithoutALeaver_isChained() external {
    GroupPolicy memory policy = _policy();
    policy.waivesLeavers = true;
    _changeGroup(_firstSeats(PARTIES), _mandatory(1), policy);
    bytes32 recordId = _register(0);
    _acknowledge(recordId, 0);
    _acknowledge(recordId, 2);
    _acknowledge(recordId, 3);
    _leave(1);
    _noted = records.stateRoot();
    records.settle(recordId);
    _assertRecord(recordId, RecordState.Final);
    _assertNoted(recordId, records.settle.selector, 0);
  }

  // REQ-CONF-39
  function test_stateRoot_changesOfGroupsAndKeys_changeIt() external {
    bytes32 root = groups.stateRoot();
    _changeGroup(_firstSeats(4), 0, _policy());
    _assertAnother(groups, root);

    root = keys.stateRoot();
    bytes32 keyId = _publish(1, 0);
    root = _assertAnother(keys, root);
    vm.prank(_hot(2));
    keys.challengeKey(keyId, keccak256(abi.encode(bytes32("answer"))), _own(2));
    root = _assertAnother(keys, root);
    keys.answerChallenge(keyId, 2, "answer");
    root = _assertAnother(keys, root);
    vm.prank(_hot(0));
    keys.endKey(keyId, _own(0));
    _assertAnother(keys, root);
  }

  // REQ-CONF-39
  function test_setModule_emptySuccessor_reverts() external {
    _register(0);
    _publish(1, 0);
    _refuse(MODULE_GROUPS, groups, "contracts/confidential/GroupDirectory.sol:GroupDirectory");
    _refuse(MODULE_KEYS, keys, "contracts/confidential/KeyDirectory.sol:KeyDirectory");
    _refuse(MODULE_RECORDS, records, "contracts/confidential/ConfidentialRegistry.sol:ConfidentialRegistry");
  }
}
