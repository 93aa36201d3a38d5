// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IAccession} from "../../../contracts/interfaces/IAccession.sol";
import {Standing} from "../../../contracts/types/Standing.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";

/// @title Attacks on joining: accepting for somebody else, before there is anything to accept, or another state.
contract AccessionAttacksTest is Consortium {
  function _admitted() private returns (IAccession.State memory state) {
    _found(4);
    _decree();
    members.admit(_cold(4), 1, 0);
    vm.prank(_cold(4));
    members.addKey(4, _newKey(_hot(4)));
    state = accession.currentState();
  }

  function _assertApplicant() private view {
    vm.assertEq(uint256(members.standing(4)), uint256(Standing.Applicant), "standing");
  }

  function _sign(IAccession.State memory state, uint48 deadline, uint256 secret) private view returns (bytes memory) {
    string memory stateType =
      "State(uint24 rulesVersion,bytes32 rulesRoot,uint24 parametersVersion,bytes32 parametersRoot,uint24 membershipVersion,bytes32 membershipRoot)";
    bytes32 stateHash = keccak256(abi.encode(keccak256(bytes(stateType)), state));
    bytes32 typeHash = keccak256(bytes.concat("Acceptance(uint16 seat,State state,uint48 deadline)", bytes(stateType)));
    bytes32 structHash = keccak256(abi.encode(typeHash, uint16(4), stateHash, deadline));
    bytes32 domain = keccak256(
      abi.encode(
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
        keccak256("Quorate Accession"),
        keccak256("1"),
        chain,
        address(accession)
      )
    );
    return _sign(secret, keccak256(abi.encodePacked(hex"1901", domain, structHash)));
  }

  // REQ-GOV-05
  function test_accept_beforeTheSeal_reverts() external {
    _deploy(_plan(4));
    IAccession.State memory state;
    vm.expectRevert(IAccession.AccessionNotSealed.selector);
    vm.prank(_cold(0));
    accession.accept(0, state, 0, abi.encodePacked(_cold(0)), "");
  }

  // REQ-GOV-05
  function test_accept_byAKeyOfAnotherMember_reverts() external {
    IAccession.State memory state = _admitted();
    bytes memory signer = abi.encodePacked(_hot(1));
    vm.expectRevert(abi.encodeWithSelector(IAccession.AccessionNotAllowed.selector, 4, signer));
    vm.prank(_hot(1));
    accession.accept(4, state, 0, signer, "");
    _assertApplicant();
  }

  // REQ-GOV-05
  function test_accept_inTheNameOfTheMemberWithoutSignature_reverts() external {
    IAccession.State memory state = _admitted();
    bytes memory signer = abi.encodePacked(_hot(4));
    vm.expectRevert(abi.encodeWithSelector(IAccession.AccessionBadSignature.selector, signer));
    accession.accept(4, state, 0, signer, "");
    _assertApplicant();
  }

  // REQ-GOV-05
  function test_accept_signedByAnother_reverts() external {
    IAccession.State memory state = _admitted();
    bytes memory signer = abi.encodePacked(_hot(4));
    bytes memory signature = _sign(state, NEVER, _secret(1, 0));
    vm.expectRevert(abi.encodeWithSelector(IAccession.AccessionBadSignature.selector, signer));
    accession.accept(4, state, NEVER, signer, signature);
    _assertApplicant();
  }

  // REQ-GOV-18
  function test_accept_signedForAnotherChain_reverts() external {
    IAccession.State memory state = _admitted();
    bytes memory signer = abi.encodePacked(_hot(4));
    bytes memory before = _sign(state, NEVER, _secret(4, 0));
    vm.chainId(999);
    vm.expectRevert(abi.encodeWithSelector(IAccession.AccessionBadSignature.selector, signer));
    accession.accept(4, state, NEVER, signer, before);
    _assertApplicant();

    chain = 999;
    accession.accept(4, state, NEVER, signer, _sign(state, NEVER, _secret(4, 0)));
    vm.assertEq(uint256(members.standing(4)), uint256(Standing.Active), "standing");
  }

  // REQ-GOV-05
  function test_accept_signedInTime_isSentByAnybody() external {
    IAccession.State memory state = _admitted();
    bytes memory signer = abi.encodePacked(_hot(4));
    uint48 deadline = uint48(_now() + 100);
    bytes memory signature = _sign(state, deadline, _secret(4, 0));
    vm.warp(deadline + 1);
    vm.expectRevert(abi.encodeWithSelector(IAccession.AccessionExpired.selector, deadline));
    accession.accept(4, state, deadline, signer, signature);
    _assertApplicant();

    vm.warp(deadline);
    vm.expectEmit(true, true, true, true, address(accession));
    emit IAccession.StateAccepted(4, signer, state, governor.journalHead());
    accession.accept(4, state, deadline, signer, signature);
    vm.assertEq(uint256(members.standing(4)), uint256(Standing.Active), "standing");

    vm.expectRevert(abi.encodeWithSelector(IAccession.AccessionNotApplicant.selector, 4));
    accession.accept(4, state, deadline, signer, signature);
  }

  // REQ-GOV-05
  function test_accept_anotherState_reverts() external {
    IAccession.State memory state = _admitted();
    bytes memory signer = abi.encodePacked(_cold(4));
    bytes32 rulesRoot = state.rulesRoot;
    state.rulesRoot = "another";
    vm.expectRevert(
      abi.encodeWithSelector(
        IAccession.AccessionStateMismatch.selector,
        bytes32("rules"),
        state.rulesVersion,
        rulesRoot,
        bytes32("another")
      )
    );
    vm.prank(_cold(4));
    accession.accept(4, state, 0, signer, "");

    state = accession.currentState();
    (state.parametersVersion, state.parametersRoot) = (99, 0);
    vm.expectRevert(
      abi.encodeWithSelector(
        IAccession.AccessionStateMismatch.selector,
        bytes32("parameters"),
        99,
        bytes32(0),
        bytes32(0)
      )
    );
    vm.prank(_cold(4));
    accession.accept(4, state, 0, signer, "");

    state = accession.currentState();
    bytes32 current = state.membershipRoot;
    state.membershipVersion -= 1;
    (bytes32 former, ) = members.membershipRootAt(state.membershipVersion);
    vm.expectRevert(
      abi.encodeWithSelector(
        IAccession.AccessionStateMismatch.selector,
        bytes32("membership"),
        state.membershipVersion,
        former,
        current
      )
    );
    vm.prank(_cold(4));
    accession.accept(4, state, 0, signer, "");
    _assertApplicant();
  }

  // REQ-GOV-05
  function test_accept_stateSupersededBeforeTheAdmission_reverts() external {
    _found(4);
    IAccession.State memory old = accession.currentState();
    _skip(10);
    _decree();
    members.setWeight(1, 2);
    _skip(10);
    _decree();
    members.admit(_cold(4), 1, 0);

    vm.expectRevert(
      abi.encodeWithSelector(
        IAccession.AccessionStateMismatch.selector,
        bytes32("membership"),
        old.membershipVersion,
        old.membershipRoot,
        old.membershipRoot
      )
    );
    vm.prank(_cold(4));
    accession.accept(4, old, 0, abi.encodePacked(_cold(4)), "");
  }

  // REQ-GOV-05
  function test_accept_stateSupersededSinceTheAdmission_counts() external {
    IAccession.State memory state = _admitted();
    _skip(10);
    _decree();
    members.setWeight(1, 2);
    _skip(10);

    vm.prank(_cold(4));
    accession.accept(4, state, 0, abi.encodePacked(_cold(4)), "");
    vm.assertEq(uint256(members.standing(4)), uint256(Standing.Active), "standing");
  }
}
