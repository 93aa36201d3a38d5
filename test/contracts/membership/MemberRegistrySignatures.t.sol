// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {KeySignature} from "../../../contracts/types/Ballots.sol";
import {FOREVER, SCOPE_VOTE} from "../../../contracts/types/Duty.sol";
import {KeyFacts, agreementOf} from "../../../contracts/types/KeyFacts.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";
import {ScriptedSigner} from "../../support/contracts/ScriptedSigner.sol";

/// @title Who signed, and which keys of a seat agree.
contract MemberRegistrySignaturesTest is Consortium {
  bytes32 private constant DIGEST = keccak256("what is signed");

  function _add(uint16 seat, bytes memory signer, uint8 scopes, uint40 expiresAt) private {
    vm.prank(_cold(seat));
    members.addKey(seat, IMemberRegistry.NewKey(signer, scopes, expiresAt));
  }

  // ---------------------------------------------------------------- signatures

  function _signatures(uint16 seat, uint256[] memory keys) private pure returns (KeySignature[] memory signatures) {
    signatures = new KeySignature[](keys.length);
    for (uint256 i = 0; i < keys.length; ++i) signatures[i] = _keySignature(seat, keys[i], DIGEST);
  }

  function _two(uint256 first, uint256 second) private pure returns (uint256[] memory keys) {
    keys = new uint256[](2);
    (keys[0], keys[1]) = (first, second);
  }

  function _isSigned(uint16 seat, KeySignature[] memory signatures) private view returns (bool) {
    KeyFacts key = members.signedBy(DIGEST, seat, signatures);
    vm.assertTrue(key.exists() || KeyFacts.unwrap(key) == 0, "a key's facts, or nobody's");
    return key.exists();
  }

  function test_signedBy_asManyKeysAsItNeeds_isTheLastWithTheScopesOfAll() external {
    Plan memory plan = _plan(3);
    (plan.keys[1], plan.ballotsNeeded[1]) = (2, 2);
    _found(plan);
    _add(1, abi.encodePacked(_hot(1, 2)), SCOPE_VOTE, FOREVER);
    KeyFacts key = members.signedBy(DIGEST, 1, _signatures(1, _two(0, 2)));
    vm.assertEq(key.position(), 2, "the last");
    vm.assertEq(key.scopes(), ALL_SCOPES, "the scopes of both");
    vm.assertEq(key.seat(), 1, "seat");
    vm.assertTrue(_isSigned(1, _signatures(1, _two(2, 1))), "in any order");
  }

  function test_signedBy_anyFault_isNobody() external {
    Plan memory plan = _plan(3);
    (plan.keys[0], plan.keys[1], plan.ballotsNeeded[1]) = (2, 2, 2);
    _found(plan);
    vm.assertFalse(_isSigned(0, new KeySignature[](0)), "no signature");
    vm.assertFalse(_isSigned(1, _signatures(1, _two(0, 0))), "one key twice");
    vm.assertFalse(_isSigned(1, _signatures(1, _two(1, 1))), "the other key twice");
    uint256[] memory one = new uint256[](1);
    vm.assertFalse(_isSigned(1, _signatures(1, one)), "one of two");
    vm.assertFalse(_isSigned(2, _signatures(0, one)), "another seat's key");
    vm.assertTrue(_isSigned(0, _signatures(0, _two(0, 1))), "more than it needs");

    KeySignature[] memory signatures = _signatures(0, _two(0, 1));
    signatures[0].signature = signatures[1].signature;
    vm.assertFalse(_isSigned(0, signatures), "one is not valid");
    signatures = _signatures(0, _two(0, 5));
    vm.assertFalse(_isSigned(0, signatures), "one is nobody's key");
    vm.prank(address(guardians));
    members.suspendKey(_keyOf(_hot(0)), FOREVER, 0);
    vm.assertFalse(_isSigned(0, _signatures(0, _two(0, 1))), "one is suspended");
    _decree();
    members.suspend(2, uint40(_now() + 9));
    vm.assertFalse(_isSigned(2, _signatures(2, one)), "its member is suspended");
  }

  function test_signedBy_retiredVerifier_isNobody() external {
    _found(2);
    ScriptedSigner verifier = new ScriptedSigner();
    _decree();
    members.approveVerifier(address(verifier));
    bytes memory signer = abi.encodePacked(verifier, hex"01");
    _add(1, signer, SCOPE_VOTE, FOREVER);
    KeySignature[] memory signatures = new KeySignature[](1);
    signatures[0] = KeySignature(signer, "");
    vm.assertTrue(_isSigned(1, signatures), "approved");
    vm.assertTrue(members.isSignedBy(signer, DIGEST, ""), "valid");
    verifier.behave(ScriptedSigner.Manner.Refuse);
    vm.assertFalse(_isSigned(1, signatures), "refused");
    vm.assertFalse(members.isSignedBy(signer, DIGEST, ""), "invalid");
    verifier.behave(ScriptedSigner.Manner.Agree);
    _decree();
    members.retireVerifier(address(verifier));
    vm.assertFalse(_isSigned(1, signatures), "retired");
  }

  function test_agreementsOf_presentKeysThatMayVote_count() external {
    Plan memory plan = _plan(2);
    (plan.keys[1], plan.ballotsNeeded[1]) = (3, 2);
    _found(plan);
    uint256 agreements;
    for (uint256 i = 0; i < 3; ++i) {
      bytes32 key = _keyOf(_hot(1, i));
      agreements |= agreementOf(key, members.keyFacts(key).activeFrom(), i == 2 ? AGAINST : FOR) << (24 * i);
    }
    vm.assertEq(members.agreementsOf(1, agreements, FOR), 2, "for");
    vm.assertEq(members.agreementsOf(1, agreements, AGAINST), 1, "against");
    vm.assertEq(members.agreementsOf(1, agreements, ABSTAIN), 0, "abstain");
    vm.assertEq(members.agreementsOf(0, agreements, FOR), 0, "another seat's");

    vm.prank(address(guardians));
    members.suspendKey(_keyOf(_hot(1)), FOREVER, 0);
    vm.assertEq(members.agreementsOf(1, agreements, FOR), 1, "a suspended key takes its agreement along");
    bytes32 second = _keyOf(_hot(1, 1));
    vm.prank(_cold(1));
    members.revokeKey(1, second);
    _add(1, abi.encodePacked(_hot(9)), SCOPE_VOTE, FOREVER);
    vm.assertEq(members.agreementsOf(1, agreements, FOR), 0, "nobody inherits a position's agreement");
    bytes32 ninth = _keyOf(_hot(9));
    vm.prank(_cold(1));
    members.revokeKey(1, ninth);
    _add(1, abi.encodePacked(_hot(1, 1)), SCOPE_VOTE, FOREVER);
    vm.assertEq(members.agreementsOf(1, agreements, FOR), 0, "nor does the same key, given back");
    vm.assertEq(members.agreementsOf(1, 0, FOR), 0, "none given");
  }

  /// @dev Of this account, added in this second, all bits that an agreement keeps of a key are zero.
  function test_agreementsOf_keyWhoseBitsAreAllZero_countsLikeAnyOther() external {
    vm.warp(1_900_000_000);
    _found(2);
    vm.warp(1_900_000_000);
    bytes32 key = _keyOf(address(0x17af76));
    vm.assertEq(agreementOf(key, 1_900_000_000, AGAINST), 1, "nothing but the choice");
    vm.prank(_cold(1));
    members.addKey(1, _newKey(address(0x17af76)));
    vm.assertEq(members.agreementsOf(1, uint256(1) << 24, AGAINST), 1, "against");
    vm.assertEq(members.agreementsOf(1, uint256(1) << 24, FOR), 0, "not for");
  }
}
