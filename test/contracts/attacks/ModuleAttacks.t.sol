// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IConstitution} from "../../../contracts/interfaces/IConstitution.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {IQuorateGovernor} from "../../../contracts/interfaces/IQuorateGovernor.sol";
import {ISafeguards} from "../../../contracts/interfaces/ISafeguards.sol";
import {Call} from "../../../contracts/types/Call.sol";
import {MODULE_GOVERNOR, MODULE_GUARDIANS} from "../../../contracts/types/ModuleNames.sol";
import {PARAMETER_KEY_COOL_DOWN} from "../../../contracts/types/ParameterKeys.sol";
import {Rule} from "../../../contracts/types/Rule.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";
import {Ledger} from "../../support/contracts/Ledger.sol";

/// @title Attacks through what a vote may replace: modules, the words of an action, parameters.
contract ModuleAttacksTest is Consortium {
  // REQ-GOV-16
  function test_setRule_otherWordsThanBefore_reverts() external {
    _foundWithLedgerRule(4, _majority(), _majority());
    bytes32 subject = _ledgerSubject();
    Rule memory rule = _majority();
    rule.votingPeriod = 1 days;
    vm.expectRevert(
      abi.encodeWithSelector(
        IConstitution.ConstitutionEncodingNotStrict.selector,
        subject,
        Ledger.enter.selector,
        36,
        68
      )
    );
    _decree();
    constitution.setRule(subject, Ledger.enter.selector, 2, rule);
  }

  // REQ-GOV-19
  function test_executeProposal_governorWiredToOtherMembers_reverts() external {
    _found(4);
    IMemberRegistry puppets = IMemberRegistry(
      _create("contracts/membership/MemberRegistry.sol:MemberRegistry", abi.encode(constitution, 10_000))
    );
    IQuorateGovernor other = _deployGovernor(puppets, address(governor));
    Call[] memory calls = _moduleCall(MODULE_GOVERNOR, address(other));
    uint256 id = _open(0, calls);
    _voteFor(id, 3);

    vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsWiringBroken.selector, address(other)));
    _execute(id, calls);
    vm.assertEq(constitution.module(MODULE_GOVERNOR), address(governor), "governor");
  }

  function _moduleCall(bytes32 name, address module) private view returns (Call[] memory) {
    return _calls(address(constitution), abi.encodeCall(IConstitution.setModule, (name, module, module.codehash)));
  }

  // REQ-GOV-19
  function test_setModule_withoutThePredecessorsState_reverts() external {
    _found(4);
    _carry(_entry(1), 3);
    IQuorateGovernor stranger = _deployGovernor(members, address(0));
    bytes32 codeHash = address(stranger).codehash;
    vm.expectRevert(
      abi.encodeWithSelector(
        IConstitution.ConstitutionStateDiffers.selector,
        MODULE_GOVERNOR,
        governor.stateRoot(),
        bytes32(0)
      )
    );
    _decree();
    constitution.setModule(MODULE_GOVERNOR, address(stranger), codeHash);

    IQuorateGovernor heir = _deployGovernor(members, address(governor));
    vm.assertEq(heir.journalHead(), governor.journalHead(), "journal");
    codeHash = address(heir).codehash;
    _decree();
    constitution.setModule(MODULE_GOVERNOR, address(heir), codeHash);
    vm.assertEq(constitution.module(MODULE_GOVERNOR), address(heir), "governor");
  }

  // REQ-GOV-19
  function test_setModule_otherCodeThanVoted_reverts() external {
    _found(4);
    address other = address(_deployGuardians(address(0)));
    bytes32 actual = other.codehash;
    vm.expectRevert(
      abi.encodeWithSelector(
        IConstitution.ConstitutionModuleCode.selector,
        MODULE_GUARDIANS,
        other,
        bytes32("voted"),
        actual
      )
    );
    _decree();
    constitution.setModule(MODULE_GUARDIANS, other, "voted");

    address nobody = address(0xdead);
    bytes32 none = nobody.codehash;
    vm.expectRevert(
      abi.encodeWithSelector(IConstitution.ConstitutionModuleCode.selector, MODULE_GUARDIANS, nobody, none, none)
    );
    _decree();
    constitution.setModule(MODULE_GUARDIANS, nobody, none);
  }

  // REQ-GOV-44
  function test_setParameter_againstAnOldVersion_reverts() external {
    _found(4);
    Call[] memory calls = _parameterCall(1, 2 days);
    Call[] memory second = _parameterCall(1, 3 days);
    _skip(1);
    uint256 stale = _open(1, second);
    _carry(calls, 3);
    _voteFor(stale, 3);
    bytes memory changed = abi.encodeWithSelector(
      IConstitution.ConstitutionParameterChanged.selector,
      PARAMETER_KEY_COOL_DOWN,
      1,
      2
    );

    vm.expectRevert(changed);
    _execute(stale, second);
    vm.expectRevert(changed);
    _open(2, second);
    _skip(1);
    vm.expectRevert(changed);
    _decree();
    constitution.setParameter(PARAMETER_KEY_COOL_DOWN, 1, 3 days);
    vm.assertEq(constitution.parameter(PARAMETER_KEY_COOL_DOWN).value, 2 days, "value");
  }

  // REQ-GOV-44
  function test_setParameter_outOfBounds_reverts() external {
    _found(4);
    _skip(1);
    bytes memory refused = abi.encodeWithSelector(
      IConstitution.ConstitutionOutOfBounds.selector,
      PARAMETER_KEY_COOL_DOWN,
      0,
      1,
      365 days
    );
    vm.expectRevert(refused);
    _decree();
    constitution.setParameter(PARAMETER_KEY_COOL_DOWN, 1, 0);
  }

  function _parameterCall(uint32 version, uint160 value) private view returns (Call[] memory) {
    return
      _calls(
        address(constitution),
        abi.encodeCall(IConstitution.setParameter, (PARAMETER_KEY_COOL_DOWN, version, value))
      );
  }
}
