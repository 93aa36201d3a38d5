// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {Standing} from "../types/Standing.sol";

/// @title A seat's dates and what follows from them.
library Seats {
  using Checkpoints for Checkpoints.Trace208;

  /// @notice What is stored of a seat. `blocks` keeps, by time, until when the seat was blocked: a date for a suspension, 0
  /// for its early end, FOREVER for a removal; so standing can be read as of any time.
  struct Seat {
    uint16 weight;
    uint8 ballotsNeeded;
    uint8 duties;
    uint40 admittedAt;
    uint40 acceptedAt;
    uint40 eligibleSince;
    uint40 leftAt;
    address cold;
    bytes32 metadata;
    Checkpoints.Trace208 blocks;
  }

  /// @notice Until when the seat is blocked, as it stood at `time`; FOREVER once it has left.
  function blockedUntil(Seat storage seat, uint48 time) internal view returns (uint256) {
    return seat.blocks.upperLookupRecent(time);
  }

  /// @notice Hash of all that is stored of a seat, and of its latest block alone of those over time.
  function digest(Seat storage seat) internal view returns (bytes32) {
    return
      keccak256(
        abi.encode(
          seat.weight,
          seat.ballotsNeeded,
          seat.duties,
          seat.admittedAt,
          seat.acceptedAt,
          seat.eligibleSince,
          seat.leftAt,
          seat.cold,
          seat.metadata,
          seat.blocks.latest()
        )
      );
  }

  /// @notice Where the member stands at this moment.
  function standing(Seat storage seat) internal view returns (Standing) {
    if (seat.admittedAt == 0) return Standing.None;
    if (seat.leftAt != 0) return Standing.Former;
    if (seat.acceptedAt == 0) return Standing.Applicant;
    return blockedUntil(seat, uint48(block.timestamp)) > block.timestamp ? Standing.Suspended : Standing.Active;
  }
}
