// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernorReports} from "../interfaces/IGovernorReports.sol";
import {Call} from "../types/Call.sol";

/// @title What a proposal's id binds.
library ProposalIdentity {
  /// @notice Binds chain, governor, proposing seat, salt, description, calls and the code at each target, so that an id cannot
  /// be taken by somebody else, used elsewhere, or stand for other code than what was voted.
  function identify(
    address governor,
    Call[] memory calls,
    bytes32 descriptionHash,
    bytes32 salt,
    uint256 seat,
    uint256 ruleVersion
  ) internal view returns (uint256) {
    // DEFENCE: id-binds-domain [block.chainid, governor, seat, => uint256(0), uint256(0), uint256(0),]
    bytes32 content = keccak256(abi.encode(block.chainid, governor, seat, salt, descriptionHash));
    for (uint256 i = 0; i < calls.length; ++i) {
      Call memory call = calls[i];
      bytes32 codeHash = call.target.codehash;
      if (call.target.code.length == 0) {
        if (call.data.length != 0) revert IGovernorReports.GovernorNoCode(call.target); // DEFENCE: no-code
        // An account without code has two code hashes, before and after its first wei.
        codeHash = 0;
      }
      // DEFENCE: id-binds-calls
      content = keccak256(abi.encode(content, call.target, call.value, keccak256(call.data), codeHash));
    }
    return (uint256(content) & ~uint256(type(uint40).max)) | (ruleVersion << 16) | seat;
  }
}
