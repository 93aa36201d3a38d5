// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Bounds} from "../../../contracts/constitution/Bounds.sol";
import {IConstitution} from "../../../contracts/interfaces/IConstitution.sol";
import {Tested} from "../../support/contracts/Tested.sol";

/// @title What a parameter's value may be.
contract BoundsTest is Tested {
  using Bounds for IConstitution.Bounds;

  function _bounds(
    IConstitution.ParameterType kind,
    uint160 min,
    uint160 max,
    uint40 coolDown
  ) private pure returns (IConstitution.Bounds memory) {
    return IConstitution.Bounds(kind, min, max, 0, coolDown, "unit");
  }

  function testFuzz_areSound_anyBounds_haveATypeAnOrderACoolDownAndTheTypesLimits(
    uint8 kind,
    uint160 min,
    uint160 max,
    uint40 coolDown
  ) external pure {
    kind %= 5;
    if (coolDown % 3 == 0) coolDown = 0;
    if (max % 2 == 0) (min, max) = (min % 3, max % 3);
    bool sound = kind != 0 && min <= max && coolDown != 0;
    if (kind == 2) sound = sound && max <= 1;
    if (kind == 3) sound = sound && max < 2 ** 40;
    vm.assertTrue(_bounds(IConstitution.ParameterType(kind), min, max, coolDown).areSound() == sound, "sound");
  }

  function test_areSound_edges_asWritten() external pure {
    vm.assertFalse(_bounds(IConstitution.ParameterType.None, 0, 1, 1).areSound(), "no type");
    vm.assertTrue(_bounds(IConstitution.ParameterType.Uint, 7, 7, 1).areSound(), "one value");
    vm.assertFalse(_bounds(IConstitution.ParameterType.Uint, 8, 7, 1).areSound(), "upside down");
    vm.assertFalse(_bounds(IConstitution.ParameterType.Uint, 7, 8, 0).areSound(), "no cool-down");
    vm.assertTrue(_bounds(IConstitution.ParameterType.Bool, 0, 1, 1).areSound(), "no or yes");
    vm.assertFalse(_bounds(IConstitution.ParameterType.Bool, 0, 2, 1).areSound(), "more than yes");
    vm.assertTrue(_bounds(IConstitution.ParameterType.Duration, 0, type(uint40).max, 1).areSound(), "for ever");
    vm.assertFalse(
      _bounds(IConstitution.ParameterType.Duration, 0, uint160(type(uint40).max) + 1, 1).areSound(),
      "longer than for ever"
    );
    vm.assertTrue(_bounds(IConstitution.ParameterType.Address, 0, type(uint160).max, 1).areSound(), "any address");
  }

  function testFuzz_allow_anyValue_isWithinBothEnds(uint160 min, uint160 max, uint160 value, bool near) external pure {
    if (near) value = min > 0 && value % 2 == 0 ? min - 1 : max;
    bool within = !(value < min) && !(value > max);
    vm.assertTrue(_bounds(IConstitution.ParameterType.Uint, min, max, 1).allow(value) == within, "within");
  }

  function testFuzz_step_anyTwoValues_isTheirDistance(uint160 from, uint160 size) external pure {
    vm.assume(uint256(from) + size <= type(uint160).max);
    vm.assertEq(Bounds.step(from, from + size), size, "up");
    vm.assertEq(Bounds.step(from + size, from), size, "down");
  }
}
