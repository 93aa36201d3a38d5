// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {BatchChronicle} from "../../support/contracts/BatchChronicle.sol";
import {Tested} from "../../support/contracts/Tested.sol";

/// @title What holds of batches and batchers whatever happens, in whatever order.
contract BatchesInvariantsTest is Tested {
  struct FuzzSelector {
    address addr;
    bytes4[] selectors;
  }

  BatchChronicle private _chronicle;

  function setUp() external {
    _chronicle = new BatchChronicle();
    _chronicle.start();
  }

  function targetContracts() external view returns (address[] memory targets) {
    targets = new address[](1);
    targets[0] = address(_chronicle);
  }

  function targetSelectors() external view returns (FuzzSelector[] memory selectors) {
    selectors = new FuzzSelector[](1);
    bytes4[] memory verbs = new bytes4[](13);
    verbs[0] = BatchChronicle.anchor.selector;
    verbs[1] = BatchChronicle.anchor.selector;
    verbs[2] = BatchChronicle.anchorPromised.selector;
    verbs[3] = BatchChronicle.promiseRecord.selector;
    verbs[4] = BatchChronicle.promiseRecord.selector;
    verbs[5] = BatchChronicle.challenge.selector;
    verbs[6] = BatchChronicle.challenge.selector;
    verbs[7] = BatchChronicle.answer.selector;
    verbs[8] = BatchChronicle.conclude.selector;
    verbs[9] = BatchChronicle.proveConflict.selector;
    verbs[10] = BatchChronicle.reinstate.selector;
    verbs[11] = BatchChronicle.change.selector;
    verbs[12] = BatchChronicle.pass.selector;
    selectors[0] = FuzzSelector(address(_chronicle), verbs);
  }

  // REQ-BATCH-21
  function invariant_numbersAreGapFreeAndNobodyIsSuspendedWithoutAProof() external view {
    vm.assertEq(keccak256(bytes(_chronicle.fault())), keccak256(""), _chronicle.fault());
  }
}
