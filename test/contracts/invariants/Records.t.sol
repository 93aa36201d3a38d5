// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {RecordChronicle} from "../../support/contracts/RecordChronicle.sol";
import {Tested} from "../../support/contracts/Tested.sol";

/// @title What holds of confidential records whatever happens, in whatever order.
contract RecordsInvariantsTest is Tested {
  struct FuzzSelector {
    address addr;
    bytes4[] selectors;
  }

  RecordChronicle private _chronicle;

  function setUp() external {
    _chronicle = new RecordChronicle();
    _chronicle.start();
  }

  function targetContracts() external view returns (address[] memory targets) {
    targets = new address[](1);
    targets[0] = address(_chronicle);
  }

  function targetSelectors() external view returns (FuzzSelector[] memory selectors) {
    selectors = new FuzzSelector[](1);
    bytes4[] memory verbs = new bytes4[](12);
    verbs[0] = RecordChronicle.register.selector;
    verbs[1] = RecordChronicle.register.selector;
    verbs[2] = RecordChronicle.acknowledge.selector;
    verbs[3] = RecordChronicle.acknowledge.selector;
    verbs[4] = RecordChronicle.acknowledgeAll.selector;
    verbs[5] = RecordChronicle.acknowledgeAll.selector;
    verbs[6] = RecordChronicle.dispute.selector;
    verbs[7] = RecordChronicle.decide.selector;
    verbs[8] = RecordChronicle.conclude.selector;
    verbs[9] = RecordChronicle.destroy.selector;
    verbs[10] = RecordChronicle.change.selector;
    verbs[11] = RecordChronicle.pass.selector;
    selectors[0] = FuzzSelector(address(_chronicle), verbs);
  }

  // REQ-CONF-38
  function invariant_finalMeansAcknowledgedAndWhatIsOverStaysOver() external view {
    vm.assertEq(keccak256(bytes(_chronicle.fault())), keccak256(""), _chronicle.fault());
  }
}
