// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IERC7913SignatureVerifier} from "@openzeppelin/contracts/interfaces/IERC7913.sol";
import {SignatureCheck} from "../../../contracts/libraries/SignatureCheck.sol";
import {ScriptedSigner} from "../../support/contracts/ScriptedSigner.sol";
import {Tested} from "../../support/contracts/Tested.sol";

contract SignatureCheckTest is Tested {
  bytes32 private constant DIGEST = "digest";
  ScriptedSigner private _signer;

  function setUp() external {
    _signer = new ScriptedSigner();
  }

  function isValid(bytes calldata signer, bytes32 digest, bytes calldata signature) external view returns (bool) {
    return SignatureCheck.isValid(signer, digest, signature);
  }

  function _signed(uint256 secret) private pure returns (bytes memory) {
    (uint8 v, bytes32 r, bytes32 s) = vm.sign(secret, DIGEST);
    return abi.encodePacked(r, s, v);
  }

  // REQ-GOV-37
  function test_isValid_account_onlyItsOwnSignature() external view {
    bytes memory signer = abi.encodePacked(vm.addr(7));
    vm.assertTrue(this.isValid(signer, DIGEST, _signed(7)), "own");
    vm.assertFalse(this.isValid(signer, DIGEST, _signed(8)), "another's");
    vm.assertFalse(this.isValid(signer, "other", _signed(7)), "of something else");
    vm.assertFalse(this.isValid(signer, DIGEST, ""), "empty");
    vm.assertFalse(this.isValid(abi.encodePacked(address(0)), DIGEST, new bytes(65)), "of nobody");
  }

  function test_isValid_shortSigner_isFalse() external view {
    vm.assertFalse(this.isValid(new bytes(19), DIGEST, _signed(7)), "19 bytes");
    vm.assertFalse(this.isValid("", DIGEST, _signed(7)), "none");
  }

  // REQ-GOV-42
  function test_isValid_contractAndVerifier_onlyTheMagicValue() external {
    bytes memory account = abi.encodePacked(_signer);
    bytes memory verified = abi.encodePacked(_signer, hex"0102");
    vm.assertTrue(this.isValid(account, DIGEST, ""), "account agrees");
    vm.assertTrue(this.isValid(verified, DIGEST, ""), "verifier agrees");
    for (uint8 manner = 1; manner < 7; ++manner) {
      _signer.behave(ScriptedSigner.Manner(manner));
      vm.assertFalse(this.isValid(account, DIGEST, ""), "account misbehaves");
      vm.assertFalse(this.isValid(verified, DIGEST, ""), "verifier misbehaves");
    }
    vm.assertFalse(this.isValid(abi.encodePacked(address(0xdead), hex"01"), DIGEST, ""), "no code");
  }

  // REQ-GOV-42
  function test_isValid_magicValueCutShortOrInARevert_isFalse() external {
    bytes memory account = abi.encodePacked(_signer);
    bytes memory verified = abi.encodePacked(_signer, hex"0102");
    ScriptedSigner.Manner[2] memory manners = [
      ScriptedSigner.Manner.AnswerShort,
      ScriptedSigner.Manner.RevertWithMagic
    ];
    for (uint256 i = 0; i < 2; ++i) {
      _signer.behave(manners[i]);
      vm.assertFalse(this.isValid(account, DIGEST, ""), "account");
      vm.assertFalse(this.isValid(verified, DIGEST, ""), "verifier");
    }
  }

  // REQ-GOV-37
  function test_isValid_contractAccount_isAskedAsAnAccountOnly() external {
    OneForm account = new OneForm(IERC1271.isValidSignature.selector);
    vm.assertTrue(this.isValid(abi.encodePacked(account), DIGEST, ""), "an account");
    vm.assertFalse(this.isValid(abi.encodePacked(account, hex"01"), DIGEST, ""), "is no verifier");
    OneForm verifier = new OneForm(IERC7913SignatureVerifier.verify.selector);
    vm.assertTrue(this.isValid(abi.encodePacked(verifier, hex"01"), DIGEST, ""), "a verifier");
    vm.assertFalse(this.isValid(abi.encodePacked(verifier), DIGEST, ""), "is no account");
  }

  // REQ-GOV-42
  function test_isValid_greedySigner_costsNoMoreThanTheCap() external {
    _signer.behave(ScriptedSigner.Manner.BurnGas);
    bytes memory account = abi.encodePacked(_signer);
    uint256 before = gasleft();
    bool valid = this.isValid(account, DIGEST, "");
    uint256 spent = before - gasleft();
    vm.assertFalse(valid, "valid");
    vm.assertLt(spent, 1_030_000, "gas");
    vm.assertGt(spent, 1_000_000, "the whole cap was given");
  }

  // REQ-GOV-42
  function test_isValid_lessGasThanTheCapNeeds_reverts() external {
    uint256 needed = (uint256(1_000_000) * 64) / 63 + 5_000;
    bytes memory account = abi.encodePacked(_signer);
    vm.expectRevert(abi.encodeWithSelector(SignatureCheck.SignatureCheckOutOfGas.selector, needed));
    this.isValid{gas: needed}(account, DIGEST, "");
    vm.assertTrue(this.isValid{gas: needed + 20_000}(account, DIGEST, ""), "with enough");
  }

  // REQ-GOV-42
  function testFuzz_isValid_greedySignerAndAnyGas_neverStarves(uint256 gasGiven) external {
    _signer.behave(ScriptedSigner.Manner.BurnMost);
    gasGiven = 900_000 + (gasGiven % 300_000);
    bytes memory account = abi.encodePacked(_signer);
    try this.isValid{gas: gasGiven}(account, DIGEST, "") returns (bool valid) {
      vm.assertTrue(valid, "an honest signer was starved");
    } catch {}
  }
}

/// @title Says yes to one function, in that function's words, and knows no other.
contract OneForm {
  bytes4 private immutable _form;

  error OneFormAskedElse(bytes4 selector);

  constructor(bytes4 form) {
    _form = form;
  }

  fallback(bytes calldata) external returns (bytes memory) {
    if (msg.sig != _form) revert OneFormAskedElse(msg.sig);
    return abi.encode(_form);
  }
}
