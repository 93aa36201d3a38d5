// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernorReports} from "../../../contracts/interfaces/IGovernorReports.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {SignatureCheck} from "../../../contracts/libraries/SignatureCheck.sol";
import {KeySignature, SignedBallot} from "../../../contracts/types/Ballots.sol";
import {FOREVER, SCOPE_VOTE} from "../../../contracts/types/Duty.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";
import {ScriptedSigner} from "../../support/contracts/ScriptedSigner.sol";

/// @title Attacks by accounts and verifiers that are asked whether they signed.
contract SignerAttacksTest is Consortium {
  function _expectSkipped(uint256 id, uint16 seat, bytes4 reason) private {
    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernorReports.BallotSkipped(id, seat, reason);
  }

  function _foundWithAccount() private returns (ScriptedSigner account) {
    _found(4);
    account = new ScriptedSigner();
    vm.prank(_cold(1));
    members.addKey(1, _newKey(address(account)));
  }

  function _ballotOf(uint16 seat, bytes memory signer) private pure returns (SignedBallot memory ballot) {
    KeySignature[] memory signatures = new KeySignature[](1);
    signatures[0] = KeySignature(signer, "");
    return SignedBallot(seat, FOR, 0, NEVER, signatures);
  }

  // REQ-GOV-42
  function test_castBallots_withTooLittleGasForACheck_revertsWhole() external {
    ScriptedSigner account = _foundWithAccount();
    account.behave(ScriptedSigner.Manner.BurnMost);
    uint256 id = _open(0, _entry(1));
    SignedBallot[] memory batch = new SignedBallot[](2);
    batch[0] = _ballot(id, 0, FOR, 1);
    batch[1] = _ballotOf(1, abi.encodePacked(account));

    uint256 needed = (uint256(1_000_000) * 64) / 63 + 5_000;
    vm.expectRevert(abi.encodeWithSelector(SignatureCheck.SignatureCheckOutOfGas.selector, needed));
    governor.castBallots{gas: 950_000}(id, batch);
    vm.assertEq(governor.choiceOf(id, 0), 0, "nothing was counted");

    governor.castBallots{gas: 2_000_000}(id, batch);
    vm.assertEq(governor.choiceOf(id, 1), 2, "choice");
  }

  // REQ-GOV-42
  function test_castBallots_accountsThatMisbehave_sinkNoOther() external {
    ScriptedSigner account = _foundWithAccount();
    for (uint8 i = 1; i < 7; ++i) {
      account.behave(ScriptedSigner.Manner(i));
      uint256 id = _open(uint16(i % 4 == 1 ? 0 : i % 4), _entry(i), bytes32(uint256(i)));
      SignedBallot[] memory batch = new SignedBallot[](2);
      batch[0] = _ballotOf(1, abi.encodePacked(account));
      batch[1] = _ballot(id, 2, FOR, 1);

      _expectSkipped(id, 1, IGovernorReports.GovernorBallotUnsigned.selector);
      governor.castBallots{gas: 3_000_000}(id, batch);
      vm.assertEq(governor.choiceOf(id, 1), 0, "misbehaving");
      vm.assertEq(governor.choiceOf(id, 2), 2, "behaving");
    }
  }

  // REQ-GOV-42
  function test_castBallots_accountChangesItsAnswerAfterRotation_isSkipped() external {
    ScriptedSigner account = _foundWithAccount();
    uint256 id = _open(0, _entry(1));
    bytes32 key = _keyOf(address(account));
    vm.prank(_cold(1));
    members.revokeKey(1, key);

    _expectSkipped(id, 1, IGovernorReports.GovernorBallotUnsigned.selector);
    governor.castBallots(id, _one(_ballotOf(1, abi.encodePacked(account))));

    vm.prank(_cold(1));
    members.addKey(1, _newKey(address(account)));
    governor.castBallots(id, _one(_ballotOf(1, abi.encodePacked(account))));
    account.behave(ScriptedSigner.Manner.Refuse);
    vm.assertEq(governor.choiceOf(id, 1), 2, "what was counted stays");
    _assertTally(id, 0, 1, 0, 4);
  }

  // REQ-GOV-43
  function test_castBallots_verifierRetired_isSkipped() external {
    _found(4);
    ScriptedSigner verifier = new ScriptedSigner();
    _decree();
    members.approveVerifier(address(verifier));
    bytes memory signer = abi.encodePacked(verifier, hex"01");
    vm.prank(_cold(1));
    members.addKey(1, IMemberRegistry.NewKey(signer, SCOPE_VOTE, FOREVER));
    uint256 id = _open(0, _entry(1));
    _decree();
    members.retireVerifier(address(verifier));

    _expectSkipped(id, 1, IGovernorReports.GovernorBallotUnsigned.selector);
    governor.castBallots(id, _one(_ballotOf(1, signer)));

    _decree();
    members.approveVerifier(address(verifier));
    governor.castBallots(id, _one(_ballotOf(1, signer)));
    vm.assertEq(governor.choiceOf(id, 1), 2, "choice");
  }
}
