// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {MemberActions} from "../../../contracts/access/MemberActions.sol";
import {IConfidentialRegistry} from "../../../contracts/interfaces/IConfidentialRegistry.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {KeySignature} from "../../../contracts/types/Ballots.sol";
import {Bundle, Inclusion} from "../../../contracts/types/Batches.sol";
import {FOREVER, SCOPE_RECORDS} from "../../../contracts/types/Duty.sol";
import {MemberSignature} from "../../../contracts/types/MemberSignature.sol";
import {RecordState} from "../../../contracts/types/RecordState.sol";
import {Promotions} from "../../support/contracts/Promotions.sol";
import {ScriptedSigner} from "../../support/contracts/ScriptedSigner.sol";

/// @title Attacks on promotion: by who comes after the sender, by keys of retired kinds, from elsewhere, with trees made for it.
contract PromotionAttacksTest is Promotions {
  address private constant HEIR = address(0xc01d);

  function setUp() external {
    _foundAnchorage();
  }

  function _notAllowed(uint16 seat, bytes memory signer) private pure returns (bytes memory) {
    return abi.encodeWithSelector(MemberActions.MemberActionNotAllowed.selector, seat, signer);
  }

  // ---------------------------------------------------------------- who is given the seat

  // REQ-BATCH-14
  function test_promote_ofThePredecessor_byTheSeatsNewHolder_reverts() external {
    (
      IConfidentialRegistry.Registration memory registration,
      MemberSignature memory consent,
      Inclusion memory inclusion
    ) = _anchored();
    _skip(1);
    _reissue(0, HEIR, _hot(0));
    bytes32 recordId = records.idOf(registration, 0);
    vm.expectRevert(_notParty(recordId, 0));
    records.promote(registration, consent, inclusion);
  }

  // REQ-BATCH-14
  function test_promote_byAnApplicantInItsPredecessorsGroup_reverts() external {
    _leave(0);
    _skip(366 days + 1);
    _decree();
    members.admit(HEIR, 1, "another organisation");
    vm.prank(HEIR);
    members.addKey(0, _newKey(_hot(0)));
    _skip(1);
    (
      IConfidentialRegistry.Registration memory registration,
      MemberSignature memory consent,
      Inclusion memory inclusion
    ) = _anchored();
    vm.expectRevert(_notAllowed(0, abi.encodePacked(_hot(0))));
    records.promote(registration, consent, inclusion);
  }

  // ---------------------------------------------------------------- keys of other kinds

  /// @dev The sender consents by a contract instead.
  function _promoteBy(bytes memory signer) private returns (bytes32) {
    vm.prank(_cold(0));
    members.addKey(0, IMemberRegistry.NewKey(signer, SCOPE_RECORDS, FOREVER));
    (
      IConfidentialRegistry.Registration memory registration,
      MemberSignature memory consent,
      Inclusion memory inclusion
    ) = _anchored();
    consent.by = KeySignature(signer, "anything");
    return records.promote(registration, consent, inclusion);
  }

  // REQ-BATCH-18
  function test_promote_signedByAContract_asksIt() external {
    ScriptedSigner signer = new ScriptedSigner();
    bytes32 recordId = _promoteBy(abi.encodePacked(signer));
    _assertRecord(recordId, RecordState.Proposed);
    (
      IConfidentialRegistry.Registration memory registration,
      MemberSignature memory consent,
      Inclusion memory inclusion
    ) = _anchored();
    consent.by = KeySignature(abi.encodePacked(signer), "anything");
    signer.behave(ScriptedSigner.Manner.Refuse);
    vm.expectRevert(
      abi.encodeWithSelector(MemberActions.MemberActionBadSignature.selector, 0, abi.encodePacked(signer))
    );
    records.promote(registration, consent, inclusion);
  }

  // REQ-BATCH-18
  function test_promote_verifierRetired_reverts() external {
    ScriptedSigner verifier = new ScriptedSigner();
    bytes memory signer = abi.encodePacked(verifier, "key");
    _decree();
    members.approveVerifier(address(verifier));
    _assertRecord(_promoteBy(signer), RecordState.Proposed);
    _decree();
    members.retireVerifier(address(verifier));
    (
      IConfidentialRegistry.Registration memory registration,
      MemberSignature memory consent,
      Inclusion memory inclusion
    ) = _anchored();
    consent.by = KeySignature(signer, "anything");
    vm.expectRevert(_notAllowed(0, signer));
    records.promote(registration, consent, inclusion);
  }

  // ---------------------------------------------------------------- from elsewhere

  // REQ-BATCH-17
  function test_promote_signedForAnotherChainOrRegistry_reverts() external {
    IConfidentialRegistry.Registration memory registration = _registration();
    uint48 deadline = uint48(_now()) + 60;
    bytes32 structHash = _registrationHash(registration, 0, deadline);
    bytes32[2] memory digests = [
      _typed(_separator("Quorate Records", address(records), chain + 1), structHash),
      _typed(_separator("Quorate Records", address(groups), chain), structHash)
    ];
    bytes32 recordId = records.idOf(registration, 0);
    for (uint256 i = 0; i < digests.length; ++i) {
      Inclusion memory inclusion = _inclusionOf(log, _anchorNext(digests[i]));
      MemberSignature memory consent = _consent(0, 0, deadline, digests[i]);
      vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordNotAnchored.selector, recordId));
      records.promote(registration, consent, inclusion);
    }
  }

  // REQ-BATCH-20
  function test_promoteBundled_ofAnotherMembersItems_reverts() external {
    // Member 1 bundles what member 0 would have had to sign.
    IConfidentialRegistry.Registration[] memory items = new IConfidentialRegistry.Registration[](1);
    items[0] = _registration();
    uint48 deadline = uint48(_now()) + 60;
    bytes32[] memory digests = _itemDigests(items, 0, deadline);
    Bundle memory bundle = _bundleOf(digests, 1, deadline);
    bytes32 digest = _bundleDigest(bundle);
    Inclusion memory inclusion = _inclusionOf(log, _anchorNext(digest));
    bytes32[] memory none = new bytes32[](0);
    bytes32 recordId = records.idOf(items[0], 1);
    KeySignature memory by = _keySignature(1, 0, digest);
    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordNotInBundle.selector, recordId, 0));
    records.promoteBundled(items[0], bundle, by, 0, none, inclusion);
    bundle.seat = 0;
    by = _keySignature(0, 0, _bundleDigest(bundle));
    recordId = records.idOf(items[0], 0);
    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordNotAnchored.selector, recordId));
    records.promoteBundled(items[0], bundle, by, 0, none, inclusion);
  }

  // REQ-BATCH-17
  function test_promote_registrationOfABundle_alone_reverts() external {
    // An item has not been signed by itself, though its leaf stands in an anchored bundle.
    IConfidentialRegistry.Registration[] memory items = new IConfidentialRegistry.Registration[](1);
    items[0] = _registration();
    uint48 deadline = uint48(_now()) + 60;
    bytes32[] memory digests = _itemDigests(items, 0, deadline);
    bytes32 digest = _bundleDigest(_bundleOf(digests, 0, deadline));
    Inclusion memory inclusion = _inclusionOf(log, _anchorNext(digest));
    MemberSignature memory consent = _consent(0, 0, deadline, digests[0]);
    bytes32 recordId = records.idOf(items[0], 0);
    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordNotAnchored.selector, recordId));
    records.promote(items[0], consent, inclusion);
  }
}
