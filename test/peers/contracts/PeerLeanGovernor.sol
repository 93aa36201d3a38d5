// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {GovernorCountingSimple} from "@openzeppelin/contracts/governance/extensions/GovernorCountingSimple.sol";
import {GovernorVotes} from "@openzeppelin/contracts/governance/extensions/GovernorVotes.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";

/// @title The cheapest governor that OpenZeppelin's parts can make.
/// @notice Its settings and quorum are part of the code: no vote can change them.
contract PeerLeanGovernor is GovernorCountingSimple, GovernorVotes {
  uint256 private immutable _votingPeriod;
  uint256 private immutable _needed;

  /// @param seats the vote token
  /// @param votingPeriod_ how long a vote lasts, in blocks
  /// @param needed how many seats must vote for or abstain
  constructor(IVotes seats, uint256 votingPeriod_, uint256 needed) Governor("Peer governor") GovernorVotes(seats) {
    _votingPeriod = votingPeriod_;
    _needed = needed;
  }

  function votingDelay() public pure override returns (uint256) {
    return 0;
  }

  function votingPeriod() public view override returns (uint256) {
    return _votingPeriod;
  }

  function quorum(uint256) public view override returns (uint256) {
    return _needed;
  }
}
