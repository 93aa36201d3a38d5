// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {GovernorCountingSimple} from "@openzeppelin/contracts/governance/extensions/GovernorCountingSimple.sol";
import {GovernorSettings} from "@openzeppelin/contracts/governance/extensions/GovernorSettings.sol";
import {GovernorVotes} from "@openzeppelin/contracts/governance/extensions/GovernorVotes.sol";
import {GovernorVotesQuorumFraction} from "@openzeppelin/contracts/governance/extensions/GovernorVotesQuorumFraction.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";

/// @title OpenZeppelin's Governor as its wizard composes it.
/// @notice Settings and quorum are state that the governor itself can change by vote, as ours are.
/// @dev Nothing of its behaviour is changed; only the quorum is counted in basis points instead of per cent, because 101 of
/// 200 is no whole per cent.
contract PeerGovernor is GovernorSettings, GovernorCountingSimple, GovernorVotes, GovernorVotesQuorumFraction {
  /// @param seats the vote token
  /// @param votingPeriod_ how long a vote lasts, in blocks
  /// @param quorumBps the share of all seats that must vote for or abstain
  constructor(
    IVotes seats,
    uint32 votingPeriod_,
    uint256 quorumBps
  )
    Governor("Peer governor")
    GovernorSettings(0, votingPeriod_, 0)
    GovernorVotes(seats)
    GovernorVotesQuorumFraction(quorumBps)
  {}

  function quorumDenominator() public pure override returns (uint256) {
    return 10_000;
  }

  function proposalThreshold() public view virtual override(Governor, GovernorSettings) returns (uint256) {
    return super.proposalThreshold();
  }
}
