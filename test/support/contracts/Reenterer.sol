// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IQuorateGovernor} from "../../../contracts/interfaces/IQuorateGovernor.sol";

/// @title Calls back while it is called, and remembers what it saw.
contract Reenterer {
  bytes public attempt;
  uint256 public proposalId;
  bool public succeeded;
  bytes public answer;
  IGovernor.ProposalState public seen;

  function prepare(bytes calldata attempt_, uint256 proposalId_) external {
    attempt = attempt_;
    proposalId = proposalId_;
  }

  function run() external {
    seen = IQuorateGovernor(msg.sender).state(proposalId);
    (succeeded, answer) = msg.sender.call(attempt);
  }
}
