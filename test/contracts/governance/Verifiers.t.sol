// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IGovernorReports} from "../../../contracts/interfaces/IGovernorReports.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {KeySignature, SignedBallot} from "../../../contracts/types/Ballots.sol";
import {Call} from "../../../contracts/types/Call.sol";
import {FOREVER} from "../../../contracts/types/Duty.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";
import {P256Verifier, RsaVerifier, WebAuthnVerifier} from "../../support/contracts/Verifiers.sol";

/// @title P-256, WebAuthn and RSA keys vote as members' keys, by OpenZeppelin's verifiers as they are shipped.
contract VerifiersTest is Consortium {
  /// An RSA key of 2,048 bits, made for this test and for nothing else.
  bytes private constant RSA_MODULUS =
    hex"9c8c66b32b46bd7dd83b9bef120e6ec1b422b80698374c2eb424f4558122e5481b23c058f6972de5bba69bdbdb5b1f34b5b9"
    hex"967e8dd5d873974c351049f7b3ff9475ff80b4a43eda365477aedf35c69d27d930150b37436951be4c169bc642f950eaa9ce"
    hex"fb30e83edfbe3249bb1509994c3c32728280068e9d56541fce61e81dd82cbd275b7fa1dfb6e5a6856df69f40bbc1b418873e"
    hex"d4cd38aa76636987c15577695559068b6d16d9cc56372a37fb0cd5ad1bf8bc53eef40dc0e6b216035463669d559029a6194d"
    hex"139c9534a1e935718921bf87fcb2d45b734e1f902a7d1004bbbb3ebad3abfd205a3c9594d901a8ea146475b42ad9dc2a7fc2"
    hex"fb9bc38631b7";
  bytes private constant RSA_SECRET =
    hex"09b9032a27d434565764cea678c00b945d5d6cef5bea85939a2253b5e7334e7b4ff8c47578dfc76165d7e172c6bfbe0c6adf"
    hex"36bfdd6740ee3aa10d0859f4458ec3c3697ef7b92722be575d39d44d65910bfecf7ad164a6fbbaf9aaaa63a811c1edaf77a4"
    hex"698d69c3c279a7470bddc33123e38937b24b326633651ae7dc833ddfc84bccb1b527b229e008a4ea0ec082dc4e5f8e3fbbd0"
    hex"3704fd384c5b3340d5a30ce2ca07f5e493f6ecd21f9c1959befb6fbf2f78729677edfc8047531db12fb216d7429152befd17"
    hex"cd4ae89de493037f753ae06af42d4a9cf1f05144a4f036ccf0d85cb89883c63eeddf6b15ba0d7ddf2d0ed9c287d4d18756a7"
    hex"4e997e7635a1";
  uint256 private constant P256_SECRET = 0xc0ffee;
  uint256 private constant P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551;

  bytes private _p256;
  bytes private _webAuthn;
  bytes private _rsa;

  function setUp() external {
    _found(5);
    (uint256 x, uint256 y) = vm.publicKeyP256(P256_SECRET);
    _p256 = _addKey(1, address(new P256Verifier()), abi.encode(x, y));
    _webAuthn = _addKey(2, address(new WebAuthnVerifier()), abi.encode(x, y));
    _rsa = _addKey(3, address(new RsaVerifier()), abi.encode(hex"010001", RSA_MODULUS));
  }

  function _addKey(uint16 seat, address verifier, bytes memory key) private returns (bytes memory signer) {
    _decree();
    members.approveVerifier(verifier);
    signer = abi.encodePacked(verifier, key);
    vm.prank(_cold(seat));
    members.addKey(seat, IMemberRegistry.NewKey(signer, ALL_SCOPES, FOREVER));
    bytes32 former = _keyOf(_hot(seat));
    vm.prank(_cold(seat));
    members.revokeKey(seat, former);
  }

  function _signP256(bytes32 digest) private pure returns (bytes memory) {
    (bytes32 r, bytes32 s) = vm.signP256(P256_SECRET, digest);
    if (uint256(s) > P256_ORDER / 2) s = bytes32(P256_ORDER - uint256(s));
    return abi.encodePacked(r, s);
  }

  /// @dev The assertion of an authenticator, with the digest as its challenge.
  function _signWebAuthn(bytes32 digest) private pure returns (bytes memory) {
    bytes memory authenticatorData = abi.encodePacked(sha256("bank.example"), hex"0500000000");
    string memory clientData = string.concat(
      '{"type":"webauthn.get","challenge":"',
      _base64Url(digest),
      '","origin":"https://bank.example"}'
    );
    bytes memory signature = _signP256(sha256(abi.encodePacked(authenticatorData, sha256(bytes(clientData)))));
    (bytes32 r, bytes32 s) = abi.decode(signature, (bytes32, bytes32));
    return abi.encode(r, s, uint256(23), uint256(1), authenticatorData, clientData);
  }

  function _base64Url(bytes32 digest) private pure returns (string memory) {
    bytes memory letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    bytes memory text = new bytes(43);
    for (uint256 i = 0; i < 42; ++i) text[i] = letters[(uint256(digest) >> (250 - 6 * i)) & 63];
    text[42] = letters[(uint256(digest) & 15) << 2];
    return string(text);
  }

  /// @dev RFC 8017, PKCS#1 v1.5 with SHA-256, by the precompile that also checks it.
  function _signRsa(bytes32 digest) private view returns (bytes memory) {
    bytes memory padding = new bytes(202);
    for (uint256 i = 0; i < 202; ++i) padding[i] = 0xff;
    bytes memory message = abi.encodePacked(
      hex"0001",
      padding,
      hex"003031300d060960864801650304020105000420",
      sha256(abi.encodePacked(digest))
    );
    (bool success, bytes memory signature) = address(5).staticcall(
      abi.encodePacked(uint256(256), uint256(256), uint256(256), message, RSA_SECRET, RSA_MODULUS)
    );
    require(success && signature.length == 256, "modexp");
    return signature;
  }

  function _ballots(uint256 id) private view returns (SignedBallot[] memory ballots) {
    bytes32 digest = _digest(id, FOR, 0, NEVER);
    ballots = new SignedBallot[](3);
    ballots[0] = _by(1, _p256, _signP256(digest));
    ballots[1] = _by(2, _webAuthn, _signWebAuthn(digest));
    ballots[2] = _by(3, _rsa, _signRsa(digest));
  }

  function _by(uint16 seat, bytes memory signer, bytes memory signature) private pure returns (SignedBallot memory) {
    KeySignature[] memory signatures = new KeySignature[](1);
    signatures[0] = KeySignature(signer, signature);
    return SignedBallot(seat, FOR, 0, NEVER, signatures);
  }

  // REQ-GOV-43
  function test_castBallots_p256WebAuthnAndRsa_count() external {
    uint256 id = _open(0, _entry(1));
    governor.castBallots{gas: 5_000_000}(id, _ballots(id));
    for (uint16 seat = 1; seat < 4; ++seat) vm.assertEq(governor.choiceOf(id, seat), 2, "choice");
    _assertState(id, IGovernor.ProposalState.Succeeded);
  }

  // REQ-GOV-43
  function test_castBallots_signaturesExchanged_areSkipped() external {
    uint256 id = _open(0, _entry(1));
    SignedBallot[] memory ballots = _ballots(id);
    bytes memory first = ballots[0].signatures[0].signature;
    ballots[0].signatures[0].signature = ballots[1].signatures[0].signature;
    ballots[1].signatures[0].signature = ballots[2].signatures[0].signature;
    ballots[2].signatures[0].signature = first;
    for (uint16 seat = 1; seat < 4; ++seat) {
      vm.expectEmit(true, true, true, true, address(governor));
      emit IGovernorReports.BallotSkipped(id, seat, IGovernorReports.GovernorBallotUnsigned.selector);
    }
    governor.castBallots(id, ballots);
    _assertTally(id, 0, 0, 0, 5);
  }

  // REQ-GOV-39
  function test_enact_ecdsaAndVerifiedKeys_together() external {
    Call[] memory calls = _entry(4);
    uint256 id = _idOf(calls, 0);
    _enact(calls, 0, _compact(id, 0, FOR, NEVER), _ballots(id));
    vm.assertEq(governor.record(id).weightFor(), 4, "weight for");
    vm.assertEq(ledger.entry(), 4, "entry");
  }

  // REQ-GOV-42
  function test_isSignedBy_p256_fitsWellBelowTheCap() external view {
    bytes memory signature = _signP256("digest");
    uint256 before = gasleft();
    bool signed = members.isSignedBy(_p256, "digest", signature);
    uint256 spent = before - gasleft();
    vm.assertTrue(signed, "signed");
    vm.assertLt(spent, 900_000, "gas, with the precompile or without");
  }
}
