// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {
  ALL_DUTIES,
  DUTY_ATTESTER,
  DUTY_BATCHER,
  DUTY_GUARDIAN,
  FOREVER,
  SCOPE_DUTY,
  SCOPE_PROPOSE,
  SCOPE_RECORDS,
  SCOPE_VOTE
} from "../../../contracts/types/Duty.sol";
import {Tested} from "../../support/contracts/Tested.sol";

/// @title Duties and scopes as members, keys and rules on chain hold them: single bits, none of which says two things.
contract DutyTest is Tested {
  function test_duties_values_areSingleBits() external pure {
    vm.assertEq(DUTY_BATCHER, 1, "batcher");
    vm.assertEq(DUTY_ATTESTER, 2, "attester");
    vm.assertEq(DUTY_GUARDIAN, 4, "guardian");
    vm.assertEq(ALL_DUTIES, 7, "all");
  }

  function test_scopes_values_areSingleBits() external pure {
    vm.assertEq(SCOPE_VOTE, 1, "vote");
    vm.assertEq(SCOPE_PROPOSE, 2, "propose");
    vm.assertEq(SCOPE_RECORDS, 4, "records");
    vm.assertEq(SCOPE_DUTY, 8, "duty");
    vm.assertEq(FOREVER, 0xff_ffff_ffff, "for ever");
  }
}
