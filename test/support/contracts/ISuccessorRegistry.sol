// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";

/// @title How a registry takes over; apart, so that a test that deploys it by its artifact need not compile it.
interface ISuccessorRegistry {
  /// @notice What is in the predecessor's events only.
  /// @param reissued How many released seats were given again.
  /// @param released Seats that were released and not given again, in the order of their release.
  /// @param coldChanges What is pending at which seat.
  /// @param remembered Keys that were revoked while they were suspended.
  struct Told {
    uint256 reissued;
    uint16[] released;
    ToldColdChange[] coldChanges;
    bytes32[] remembered;
  }

  struct ToldColdChange {
    uint16 seat;
    address cold;
    uint40 effectiveAt;
  }

  error SuccessorTookOverAlready();

  /// @notice Takes over seats, keys and what is pending, once.
  function take(IMemberRegistry from, Told calldata told) external;
}
