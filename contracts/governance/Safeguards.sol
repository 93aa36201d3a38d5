// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Governed} from "../access/Governed.sol";
import {IConstitution} from "../interfaces/IConstitution.sol";
import {IMemberRegistry} from "../interfaces/IMemberRegistry.sol";
import {IQuorateGovernor} from "../interfaces/IQuorateGovernor.sol";
import {ISafeguards} from "../interfaces/ISafeguards.sol";
import {MODULE_GOVERNOR} from "../types/ModuleNames.sol";
import {RuleWord} from "../types/Rule.sol";
import {Tally} from "./Tally.sol";

/// @title The members can still change everything: asked after every execution that touched the suite.
contract Safeguards is ISafeguards, Governed {
  /// With fewer seats than this, unanimity is all there is.
  uint256 private constant CEILING_SEATS = 4;
  /// Masks of three duties.
  uint256 private constant DUTY_MASKS = 8;

  constructor(IConstitution constitution_) Governed(constitution_) {}

  /// @inheritdoc ISafeguards
  function check() external view {
    IMemberRegistry members = _members();
    _requireReachable(members);
    _requireDutiesHeld(members);

    address governor = constitution.module(MODULE_GOVERNOR);
    bool wired =
      address(IQuorateGovernor(governor).registry()) == address(members) &&
        address(Governed(governor).constitution()) == address(constitution);
    if (!wired) revert SafeguardsWiringBroken(governor); // DEFENCE: wiring
  }

  /// @dev The fallback is at least as strict as every rule: if it is within reach, everything is.
  function _requireReachable(IMemberRegistry members) private view {
    IMemberRegistry.Strength memory strength = members.strength();
    RuleWord strictest = constitution.fallbackRule();
    uint256 bar = Tally.bar(strength.total, strictest.quorum());
    bool reachable = strength.active != 0 && strength.active >= bar;
    if (!reachable) revert SafeguardsUnreachable(strength.active, bar); // DEFENCE: rules-reachable

    // Asked of all who are admitted: what holds when they accept is decided when they are let in.
    uint256 needed = Tally.needed(strength.admitted, strictest.quorum(), strictest.threshold());
    uint256 ceiling = strength.admitted - strength.heaviest;
    if (strength.seats >= CEILING_SEATS && needed > ceiling) {
      revert SafeguardsCeilingBroken(needed, ceiling); // DEFENCE: ceiling
    }
  }

  function _requireDutiesHeld(IMemberRegistry members) private view {
    uint256 asked = constitution.proposerDutyMasks();
    uint256 veto = constitution.vetoDutiesInUse();
    uint256 held = members.dutyMasksHeld();
    for (uint256 mask = 1; mask < DUTY_MASKS; ++mask) {
      bool single = mask & (mask - 1) == 0;
      bool needed = asked & (1 << mask) != 0 || (single && veto & mask != 0);
      if (needed && !_isHeld(held, mask)) revert SafeguardsDutiesUnheld(mask); // DEFENCE: duties-held
    }
  }

  /// @dev Some active member holds all duties of the mask.
  function _isHeld(uint256 held, uint256 mask) private pure returns (bool) {
    for (uint256 other = mask; other < DUTY_MASKS; ++other) {
      if (held & (1 << other) != 0 && other & mask == mask) return true;
    }
    return false;
  }
}
