// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {SignatureCheck} from "../../../contracts/libraries/SignatureCheck.sol";
import {KeySignature, SignedBallot} from "../../../contracts/types/Ballots.sol";
import {FOREVER} from "../../../contracts/types/Duty.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";
import {P256SolidityVerifier, P256Verifier} from "../../support/contracts/Verifiers.sol";

/// @title A large electorate whose keys are all P-256, with the precompile or without.
/// @dev OpenZeppelin's verifier finds out what the chain has; the one that never asks for the precompile shows on every chain
/// what a chain without it costs.
contract LargeP256ElectorateTest is Consortium {
  uint16 private constant SEATS = 160;
  uint16 private constant NEEDED = 81;
  uint16 private constant BATCH = 27;
  /// The cap of one transaction, less what it costs before it runs: 21,000 and its call data.
  uint256 private constant GAS = 16_777_216 - 1_000_000;
  uint256 private constant P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551;

  address private _verifier;

  function _foundWith(string memory verifier) private {
    _found(SEATS);
    _verifier = _create(string.concat("test/support/contracts/Verifiers.sol:", verifier), "");
    _decree();
    members.approveVerifier(_verifier);
    for (uint16 seat = 0; seat < NEEDED; ++seat) {
      IMemberRegistry.NewKey memory key = IMemberRegistry.NewKey(_signerOf(seat), ALL_SCOPES, FOREVER);
      vm.prank(_cold(seat));
      members.addKey(seat, key);
    }
  }

  function _signerOf(uint16 seat) private view returns (bytes memory) {
    (uint256 x, uint256 y) = vm.publicKeyP256(_secret(seat, 0));
    return abi.encodePacked(_verifier, x, y);
  }

  function _ballots(uint256 id, uint16 from, uint16 to) private view returns (SignedBallot[] memory ballots) {
    ballots = new SignedBallot[](to - from);
    bytes32 digest = _digest(id, FOR, 0, NEVER);
    for (uint16 seat = from; seat < to; ++seat) {
      (bytes32 r, bytes32 s) = vm.signP256(_secret(seat, 0), digest);
      if (uint256(s) > P256_ORDER / 2) s = bytes32(P256_ORDER - uint256(s));
      KeySignature[] memory signatures = new KeySignature[](1);
      signatures[0] = KeySignature(_signerOf(seat), abi.encodePacked(r, s));
      ballots[seat - from] = SignedBallot(seat, FOR, 0, NEVER, signatures);
    }
  }

  /// @return most The gas of the dearest batch.
  function _castInBatches(uint256 id) private returns (uint256 most) {
    for (uint16 from = 0; from < NEEDED; from += BATCH) {
      SignedBallot[] memory ballots = _ballots(id, from, from + BATCH);
      uint256 before = gasleft();
      governor.castBallots{gas: GAS}(id, ballots);
      uint256 spent = before - gasleft();
      if (spent > most) most = spent;
    }
  }

  // REQ-GOV-52
  function test_castBallots_manyP256SeatsWithoutThePrecompile_takeSeveralTransactions() external {
    _foundWith(type(P256SolidityVerifier).name);
    uint256 id = _open(0, _entry(1));
    SignedBallot[] memory all = _ballots(id, 0, NEEDED);
    (bool success, bytes memory reason) = address(governor).call{gas: GAS}(
      abi.encodeCall(governor.castBallots, (id, all))
    );
    vm.assertFalse(success, "one transaction is too few");
    vm.assertEq(bytes32(bytes4(reason)), bytes32(SignatureCheck.SignatureCheckOutOfGas.selector), "reason");
    _assertTally(id, 0, 0, 0, SEATS);

    vm.assertLt(_castInBatches(id), GAS, "gas of a batch");

    _assertState(id, IGovernor.ProposalState.Succeeded);
    _assertTally(id, 0, NEEDED, 0, SEATS);
  }

  // REQ-GOV-52
  function test_castBallots_manyP256Seats_areDecidedWhateverTheChainHas() external {
    _foundWith(type(P256Verifier).name);
    uint256 id = _open(0, _entry(1));

    vm.assertLt(_castInBatches(id), GAS, "gas of a batch");

    _assertState(id, IGovernor.ProposalState.Succeeded);
    _assertTally(id, 0, NEEDED, 0, SEATS);
  }
}
