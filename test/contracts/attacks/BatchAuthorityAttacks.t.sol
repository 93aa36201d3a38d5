// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Governed} from "../../../contracts/access/Governed.sol";
import {IBatchAnchor} from "../../../contracts/interfaces/IBatchAnchor.sol";
import {IConfidentialRegistry} from "../../../contracts/interfaces/IConfidentialRegistry.sol";
import {KeySignature} from "../../../contracts/types/Ballots.sol";
import {BatchPromise, Bundle, Inclusion} from "../../../contracts/types/Batches.sol";
import {MemberSignature} from "../../../contracts/types/MemberSignature.sol";
import {Promotions} from "../../support/contracts/Promotions.sol";

/// @title Attacks on who may batch, promise, ask and promote: every function of docs/authority.md, called by an outsider.
contract BatchAuthorityAttacksTest is Promotions {
  // REQ-BATCH-12
  function test_batchersAndMembersVerbs_calledByAnOutsider_revert() external {
    _foundAnchorage();
    BatchPromise memory promised = _promised(0, 2);
    bytes memory signature = _signPromise(promised);
    bytes32[] memory none = new bytes32[](0);
    _setDuties(BATCHER, 0);
    bytes32 before = anchorage.stateRoot();
    address at = address(anchorage);

    _refused(STRANGER, at, abi.encodeCall(IBatchAnchor.openLog, (LOG_SALT)), _notOnDuty(STRANGER));
    _refused(STRANGER, at, abi.encodeCall(IBatchAnchor.joinLog, (log)), _notOnDuty(STRANGER));
    _refused(STRANGER, at, abi.encodeCall(IBatchAnchor.anchor, (log, 0, 1, "root")), _notOnDuty(STRANGER));
    bytes memory refusal = _notMember(STRANGER, 0);
    _refused(STRANGER, at, abi.encodeCall(IBatchAnchor.anchorPromised, (promised, signature)), refusal);
    _refused(STRANGER, at, abi.encodeCall(IBatchAnchor.anchorOne, ("digest")), refusal);
    _refused(STRANGER, at, abi.encodeCall(IBatchAnchor.challenge, (promised, signature, 0, "digest", none)), refusal);
    refusal = abi.encodeWithSelector(Governed.GovernedNotGovernor.selector, STRANGER);
    _refused(STRANGER, at, abi.encodeCall(IBatchAnchor.reinstate, (BATCHER)), refusal);
    vm.assertEq(anchorage.stateRoot(), before, "nothing changed");
  }

  // REQ-BATCH-12
  function test_leaveLog_calledByAnOutsider_reverts() external {
    _foundAnchorage();
    bytes memory refusal = abi.encodeWithSelector(IBatchAnchor.BatchSignerServes.selector, log, _hot(BATCHER));
    _refused(STRANGER, address(anchorage), abi.encodeCall(IBatchAnchor.leaveLog, (log, _hot(BATCHER))), refusal);
  }

  // REQ-BATCH-18
  function test_promote_signedByAnOutsider_reverts() external {
    _foundAnchorage();
    (IConfidentialRegistry.Registration memory it, MemberSignature memory by, Inclusion memory inclusion) = _anchored();
    by.by.signer = abi.encodePacked(STRANGER);
    bytes memory call = abi.encodeCall(IConfidentialRegistry.promote, (it, by, inclusion));
    _refused(STRANGER, address(records), call, _notMember(STRANGER, 0));
  }

  // REQ-BATCH-20
  function test_promoteBundled_signedByAnOutsider_reverts() external {
    _foundAnchorage();
    IConfidentialRegistry.Registration[] memory items = new IConfidentialRegistry.Registration[](1);
    items[0] = _registration();
    uint48 deadline = uint48(_now()) + 60;
    Bundle memory bundle = _bundleOf(_itemDigests(items, 0, deadline), 0, deadline);
    Inclusion memory inclusion = _inclusionOf(log, _anchorNext(_bundleDigest(bundle)));
    KeySignature memory by = KeySignature(abi.encodePacked(STRANGER), "");
    bytes32[] memory proof = new bytes32[](0);
    bytes memory call = abi.encodeCall(
      IConfidentialRegistry.promoteBundled,
      (items[0], bundle, by, 0, proof, inclusion)
    );
    _refused(STRANGER, address(records), call, _notMember(STRANGER, 0));
  }
}
