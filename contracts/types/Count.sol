// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @notice What a count says. Open: weight that has not voted can still change the outcome.
enum Outcome {
  Open,
  Accepted,
  Rejected
}

/// @notice Weights by choice, and the weight that all bars are measured on.
/// @param total Weight of the electorate less what has left it. The weight of suspended seats, and of seats that the
/// proposal concerns, stays in: neither ever lowers a bar.
struct Count {
  uint256 weightFor;
  uint256 weightAgainst;
  uint256 weightAbstain;
  uint256 total;
}
