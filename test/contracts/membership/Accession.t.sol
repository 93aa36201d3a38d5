// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IAccession} from "../../../contracts/interfaces/IAccession.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {FOREVER, SCOPE_PROPOSE, SCOPE_VOTE} from "../../../contracts/types/Duty.sol";
import {PARAMETER_KEY_COOL_DOWN} from "../../../contracts/types/ParameterKeys.sol";
import {Standing} from "../../../contracts/types/Standing.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";
import {ScriptedSigner} from "../../support/contracts/ScriptedSigner.sol";

/// @title A member accepts the state it joins: in which forms, with which keys, and of which state.
contract AccessionTest is Consortium {
  bytes32 private constant STATE_TYPEHASH = keccak256(
    "State(uint24 rulesVersion,bytes32 rulesRoot,uint24 parametersVersion,bytes32 parametersRoot,"
    "uint24 membershipVersion,bytes32 membershipRoot)"
  );
  bytes32 private constant ACCEPTANCE_TYPEHASH = keccak256(
    "Acceptance(uint16 seat,State state,uint48 deadline)"
    "State(uint24 rulesVersion,bytes32 rulesRoot,uint24 parametersVersion,bytes32 parametersRoot,"
    "uint24 membershipVersion,bytes32 membershipRoot)"
  );
  uint256 private constant COLD_SECRET = 0xc01d;

  ScriptedSigner private _safe;

  /// @dev Seat 3 is an applicant with an account whose key we hold, seat 4 one with a contract account.
  function setUp() external {
    _found(3);
    _safe = new ScriptedSigner();
    _decree();
    members.admit(vm.addr(COLD_SECRET), 1, 0);
    _decree();
    members.admit(address(_safe), 1, 0);
  }

  function _digest(uint16 seat, IAccession.State memory state, uint48 deadline) private view returns (bytes32) {
    bytes32 domain = keccak256(
      abi.encode(
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
        keccak256("Quorate Accession"),
        keccak256("1"),
        chain,
        accession
      )
    );
    bytes32 stateHash = keccak256(abi.encode(STATE_TYPEHASH, state));
    bytes32 structHash = keccak256(abi.encode(ACCEPTANCE_TYPEHASH, seat, stateHash, deadline));
    return keccak256(abi.encodePacked(hex"1901", domain, structHash));
  }

  function _key(uint16 seat, bytes memory signer, uint8 scopes, uint40 expiresAt) private {
    address cold = members.seat(seat).cold;
    vm.prank(cold);
    members.addKey(seat, IMemberRegistry.NewKey(signer, scopes, expiresAt));
  }

  function _assertStanding(uint16 seat, Standing expected) private view {
    vm.assertEq(uint256(members.standing(seat)), uint256(expected), "standing");
  }

  // ---------------------------------------------------------------- forms

  function test_accept_signedByTheColdAccount_isSentByAnybody() external {
    IAccession.State memory state = accession.currentState();
    bytes memory signer = abi.encodePacked(vm.addr(COLD_SECRET));
    bytes memory signature = _sign(COLD_SECRET, _digest(3, state, NEVER));
    vm.expectEmit(true, true, true, true, address(accession));
    emit IAccession.StateAccepted(3, signer, state, governor.journalHead());
    vm.expectEmit(true, true, true, true, address(members));
    emit IMemberRegistry.MemberAccepted(3);
    accession.accept(3, state, NEVER, signer, signature);
    _assertStanding(3, Standing.Active);
  }

  function test_accept_byAContractAccount_asksIt() external {
    IAccession.State memory state = accession.currentState();
    bytes memory signer = abi.encodePacked(_safe);
    _safe.behave(ScriptedSigner.Manner.Refuse);
    vm.expectRevert(abi.encodeWithSelector(IAccession.AccessionBadSignature.selector, signer));
    accession.accept(4, state, NEVER, signer, hex"01");
    _safe.behave(ScriptedSigner.Manner.Agree);
    accession.accept(4, state, NEVER, signer, hex"01");
    _assertStanding(4, Standing.Active);
  }

  function test_accept_byAKeyOfAVerifier_takesAnApprovedOne() external {
    ScriptedSigner verifier = new ScriptedSigner();
    _decree();
    members.approveVerifier(address(verifier));
    bytes memory signer = abi.encodePacked(verifier, hex"01");
    _key(3, signer, SCOPE_VOTE, FOREVER);
    IAccession.State memory state = accession.currentState();
    bytes memory refusal = abi.encodeWithSelector(IAccession.AccessionBadSignature.selector, signer);
    vm.expectRevert(refusal);
    accession.accept(3, state, NEVER, signer, "");
    _decree();
    members.retireVerifier(address(verifier));
    vm.expectRevert(refusal);
    accession.accept(3, state, NEVER, signer, hex"01");
    _decree();
    members.approveVerifier(address(verifier));
    accession.accept(3, state, NEVER, signer, hex"01");
    _assertStanding(3, Standing.Active);
  }

  function test_accept_byAVotingKeyItself_needsNoSignature() external {
    _key(3, abi.encodePacked(_hot(3)), SCOPE_VOTE, FOREVER);
    IAccession.State memory state = accession.currentState();
    vm.prank(_hot(3));
    accession.accept(3, state, 0, abi.encodePacked(_hot(3)), "");
    _assertStanding(3, Standing.Active);
  }

  // ---------------------------------------------------------------- refusals

  function _refused(uint16 seat, address key, bytes memory refusal) private {
    _refused(seat, key, accession.currentState(), refusal);
  }

  function _refused(uint16 seat, address key, IAccession.State memory state, bytes memory refusal) private {
    vm.expectRevert(refusal);
    vm.prank(key);
    accession.accept(seat, state, 0, abi.encodePacked(key), "");
  }

  function test_accept_byAKeyThatMayNotVoteForIt_reverts() external {
    _key(3, abi.encodePacked(_hot(7)), SCOPE_PROPOSE, FOREVER);
    _key(3, abi.encodePacked(_hot(8)), SCOPE_VOTE, uint40(_now() + 1));
    _key(3, abi.encodePacked(_hot(9)), SCOPE_VOTE, FOREVER);
    bytes32 suspended = _keyOf(_hot(9));
    vm.prank(address(guardians));
    members.suspendKey(suspended, uint40(_now() + 9), 0);
    _skip(1);
    address[5] memory keys = [_hot(7), _hot(8), _hot(9), _hot(0), _cold(0)];
    for (uint256 i = 0; i < keys.length; ++i) {
      bytes memory signer = abi.encodePacked(keys[i]);
      _refused(3, keys[i], abi.encodeWithSelector(IAccession.AccessionNotAllowed.selector, 3, signer));
    }
    vm.expectRevert(abi.encodeWithSelector(IAccession.AccessionNotAllowed.selector, 3, bytes("")));
    accession.accept(3, _noState(), 0, "", "");
  }

  // REQ-GOV-05
  function test_accept_byAKeyInTheSecondItsSuspensionEnds_counts() external {
    _key(3, abi.encodePacked(_hot(9)), SCOPE_VOTE, FOREVER);
    vm.prank(address(guardians));
    members.suspendKey(_keyOf(_hot(9)), uint40(_now() + 9), 0);
    _skip(9);
    IAccession.State memory state = accession.currentState();
    vm.prank(_hot(9));
    accession.accept(3, state, 0, abi.encodePacked(_hot(9)), "");
    _assertStanding(3, Standing.Active);
  }

  function _noState() private pure returns (IAccession.State memory state) {}

  function test_accept_notAnApplicant_reverts() external {
    bytes4 notApplicant = IAccession.AccessionNotApplicant.selector;
    _refused(0, _cold(0), abi.encodeWithSelector(notApplicant, 0));
    _refused(9, _cold(0), abi.encodeWithSelector(notApplicant, 9));
    _decree();
    members.remove(3);
    _refused(3, vm.addr(COLD_SECRET), abi.encodeWithSelector(notApplicant, 3));
    _decree();
    members.suspend(1, uint40(_now() + 9));
    _refused(1, _cold(1), abi.encodeWithSelector(notApplicant, 1));
  }

  function test_accept_withoutSignatureAndNotTheCaller_reverts() external {
    IAccession.State memory state = accession.currentState();
    bytes memory signer = abi.encodePacked(_safe);
    vm.expectRevert(abi.encodeWithSelector(IAccession.AccessionBadSignature.selector, signer));
    accession.accept(4, state, NEVER, signer, "");
  }

  function test_accept_signatureForAnotherSeatStateDeadlineOrChain_reverts() external {
    IAccession.State memory state = accession.currentState();
    bytes memory signer = abi.encodePacked(vm.addr(COLD_SECRET));
    bytes memory refusal = abi.encodeWithSelector(IAccession.AccessionBadSignature.selector, signer);
    bytes memory signature = _sign(COLD_SECRET, _digest(4, state, NEVER));
    vm.expectRevert(refusal);
    accession.accept(3, state, NEVER, signer, signature);
    signature = _sign(COLD_SECRET, _digest(3, state, NEVER - 1));
    vm.expectRevert(refusal);
    accession.accept(3, state, NEVER, signer, signature);
    IAccession.State memory other = accession.currentState();
    other.rulesVersion += 1;
    signature = _sign(COLD_SECRET, _digest(3, other, NEVER));
    vm.expectRevert(refusal);
    accession.accept(3, state, NEVER, signer, signature);
    signature = _sign(COLD_SECRET, _digest(3, state, NEVER));
    vm.chainId(chain + 1);
    vm.expectRevert(refusal);
    accession.accept(3, state, NEVER, signer, signature);
    vm.chainId(chain);
    accession.accept(3, state, NEVER, signer, signature);
    _assertStanding(3, Standing.Active);
  }

  /// @dev The same seat is given to the same member again: what it signed for its first membership is worth nothing.
  function test_accept_oldSignatureAfterReadmission_reverts() external {
    IAccession.State memory state = accession.currentState();
    bytes memory signer = abi.encodePacked(vm.addr(COLD_SECRET));
    bytes memory signature = _sign(COLD_SECRET, _digest(3, state, NEVER));
    accession.accept(3, state, NEVER, signer, signature);
    _decree();
    members.remove(3);
    _skip(366 days + 1);
    _decree();
    vm.assertEq(members.admit(vm.addr(COLD_SECRET), 1, 0), 3, "the same seat");

    vm.expectRevert(
      abi.encodeWithSelector(
        IAccession.AccessionStateMismatch.selector,
        bytes32("membership"),
        state.membershipVersion,
        state.membershipRoot,
        state.membershipRoot
      )
    );
    accession.accept(3, state, NEVER, signer, signature);
    _assertStanding(3, Standing.Applicant);
  }

  // ---------------------------------------------------------------- of which state

  function _mismatch(
    bytes32 what,
    uint256 version,
    bytes32 expected,
    bytes32 given
  ) private pure returns (bytes memory) {
    return abi.encodeWithSelector(IAccession.AccessionStateMismatch.selector, what, version, expected, given);
  }

  /// @dev Rules, parameters and membership were each superseded once, before the member was admitted.
  // REQ-GOV-05
  function test_accept_anyPartSupersededOnceBeforeTheAdmission_reverts() external {
    IAccession.State memory old = accession.currentState();
    _skip(10);
    _setLedgerRule(_majority());
    _decree();
    constitution.setParameter(PARAMETER_KEY_COOL_DOWN, 1, 2 days);
    _decree();
    members.setWeight(1, 2);
    _skip(10);
    _decree();
    members.admit(_cold(5), 1, 0);
    bytes memory signer = abi.encodePacked(_cold(5));

    IAccession.State memory state = accession.currentState();
    (state.rulesVersion, state.rulesRoot) = (old.rulesVersion, old.rulesRoot);
    _refused(5, _cold(5), state, _mismatch("rules", old.rulesVersion, old.rulesRoot, old.rulesRoot));
    state = accession.currentState();
    (state.parametersVersion, state.parametersRoot) = (old.parametersVersion, old.parametersRoot);
    _refused(
      5,
      _cold(5),
      state,
      _mismatch("parameters", old.parametersVersion, old.parametersRoot, old.parametersRoot)
    );
    state = accession.currentState();
    (state.membershipVersion, state.membershipRoot) = (old.membershipVersion, old.membershipRoot);
    _refused(
      5,
      _cold(5),
      state,
      _mismatch("membership", old.membershipVersion, old.membershipRoot, old.membershipRoot)
    );

    state = accession.currentState();
    vm.prank(_cold(5));
    accession.accept(5, state, 0, signer, "");
    _assertStanding(5, Standing.Active);
  }

  // REQ-GOV-05
  function test_accept_stateSupersededInTheSecondOfTheAdmission_counts() external {
    IAccession.State memory old = accession.currentState();
    _skip(10);
    _setLedgerRule(_majority());
    _decree();
    constitution.setParameter(PARAMETER_KEY_COOL_DOWN, 1, 2 days);
    _decree();
    members.admit(_cold(5), 1, 0);
    _skip(1);
    vm.prank(_cold(5));
    accession.accept(5, old, 0, abi.encodePacked(_cold(5)), "");
    _assertStanding(5, Standing.Active);
  }

  // ---------------------------------------------------------------- reads

  function test_currentState_versionsAndRoots_areThoseInForce() external view {
    IAccession.State memory state = accession.currentState();
    vm.assertEq(state.rulesVersion, constitution.rulesVersion(), "rules version");
    vm.assertEq(state.parametersVersion, constitution.parametersVersion(), "parameters version");
    vm.assertEq(state.membershipVersion, members.membershipVersion(), "membership version");
    (bytes32 root, ) = constitution.rulesRootAt(state.rulesVersion);
    vm.assertEq(state.rulesRoot, root, "rules");
    (root, ) = constitution.parametersRootAt(state.parametersVersion);
    vm.assertEq(state.parametersRoot, root, "parameters");
    (root, ) = members.membershipRootAt(state.membershipVersion);
    vm.assertEq(state.membershipRoot, root, "membership");
    vm.assertEq(accession.stateRoot(), bytes32(0), "keeps nothing");
  }
}
