// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IConstitution} from "../../../contracts/interfaces/IConstitution.sol";
import {IModule} from "../../../contracts/interfaces/IModule.sol";
import {GroupPolicy} from "../../../contracts/types/GroupPolicy.sol";
import {MODULE_GROUPS, MODULE_KEYS, MODULE_RECORDS} from "../../../contracts/types/ModuleNames.sol";
import {RecordState} from "../../../contracts/types/RecordState.sol";
import {RecordGroup} from "../../support/contracts/RecordGroup.sol";

/// @title The modules of records show what they hold, and are not replaced by others that hold something else.
contract SuccessionTest is RecordGroup {
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

  // REQ-CONF-39
  function test_stateRoot_everyActOnRecords_changesIt() external {
    bytes32 root = records.stateRoot();
    bytes32 recordId = _register(0);
    root = _assertAnother(records, root);
    _reject(recordId, 2);
    root = _assertAnother(records, root);
    _answer(recordId, 0, 2);
    root = _assertAnother(records, root);
    _standBy(recordId, 2);
    root = _assertAnother(records, root);
    _reject(recordId, 3);
    root = _assertAnother(records, root);
    _uphold(recordId);
    root = _assertAnother(records, root);
    for (uint16 seat = 0; seat < 3; ++seat) {
      _acknowledge(recordId, seat);
      root = _assertAnother(records, root);
    }
    _decree();
    records.hold(recordId);
    root = _assertAnother(records, root);
    _decree();
    records.release(recordId);
    root = _assertAnother(records, root);
    bytes32 keyId = _publish(1, 5);
    _decree();
    records.grantByVote(recordId, keyId, "slot");
    root = _assertAnother(records, root);
    _shred(recordId);
    root = _assertAnother(records, root);
    _confirmShred(recordId, 0);
    root = _assertAnother(records, root);
    recordId = _register(0);
    root = _assertAnother(records, root);
    _cancel(recordId, 0);
    _assertAnother(records, root);
  }

  // REQ-CONF-39
  function test_stateRoot_settledAsFinal_changesIt() external {
    GroupPolicy memory policy = _policy();
    policy.waivesLeavers = true;
    _changeGroup(_firstSeats(PARTIES), _mandatory(1), policy);
    bytes32 recordId = _register(0);
    _acknowledge(recordId, 0);
    _acknowledge(recordId, 2);
    _acknowledge(recordId, 3);
    _leave(1);
    bytes32 root = records.stateRoot();
    records.settle(recordId);
    _assertRecord(recordId, RecordState.Final);
    _assertAnother(records, root);
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
