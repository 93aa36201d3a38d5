// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Chronicle} from "../../support/contracts/Chronicle.sol";
import {Tested} from "../../support/contracts/Tested.sol";

/// @title What holds whatever happens, in whatever order.
contract ConsortiumInvariantsTest is Tested {
  struct FuzzSelector {
    address addr;
    bytes4[] selectors;
  }

  Chronicle private _chronicle;

  function setUp() external {
    _chronicle = new Chronicle();
    _chronicle.start();
  }

  function targetContracts() external view returns (address[] memory targets) {
    targets = new address[](1);
    targets[0] = address(_chronicle);
  }

  function targetSelectors() external view returns (FuzzSelector[] memory selectors) {
    selectors = new FuzzSelector[](1);
    bytes4[] memory verbs = new bytes4[](12);
    verbs[0] = Chronicle.propose.selector;
    verbs[1] = Chronicle.vote.selector;
    verbs[2] = Chronicle.vote.selector;
    verbs[3] = Chronicle.vote.selector;
    verbs[4] = Chronicle.submit.selector;
    verbs[5] = Chronicle.settle.selector;
    verbs[6] = Chronicle.carryOut.selector;
    verbs[7] = Chronicle.pass.selector;
    verbs[8] = Chronicle.enact.selector;
    verbs[9] = Chronicle.decide.selector;
    verbs[10] = Chronicle.manageKeys.selector;
    verbs[11] = Chronicle.breakGlass.selector;
    selectors[0] = FuzzSelector(address(_chronicle), verbs);
  }

  // REQ-GOV-45, REQ-GOV-20, REQ-GOV-46, REQ-GOV-50
  function invariant_factsAgreeWithEventsAndFinalStatesStay() external view {
    vm.assertEq(keccak256(bytes(_chronicle.fault())), keccak256(""), _chronicle.fault());
    _chronicle.assertJournal();
    _chronicle.assertConstitution();
    _chronicle.assertWeights();
    _chronicle.assertKeys();
  }

  /// @dev Now and then: it takes a whole proposal to find out.
  // REQ-GOV-49
  function invariant_someSequenceOfCallsPassesAProposal() external {
    if (_chronicle.acts() % 16 == 0) _chronicle.liveOn();
  }
}
