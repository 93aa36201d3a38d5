// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @title Makes a proposal's calls as the governor, in a call that changes nothing.
/// @dev Never deployed. A node puts this code at the governor's address for the length of one `eth_call` (state override), and the
/// governor's own code at `STAND_IN`, so that modules which ask the governor something are still answered.
contract Rehearsal {
  address private constant STAND_IN = 0x0000000000000000000000005265686561727361;

  struct Call {
    address target;
    uint256 value;
    bytes data;
  }

  struct Look {
    address target;
    bytes data;
  }

  receive() external payable {}

  fallback(bytes calldata asked) external payable returns (bytes memory) {
    (bool success, bytes memory answer) = STAND_IN.delegatecall(asked);
    if (success) return answer;
    assembly ("memory-safe") {
      revert(add(answer, 32), mload(answer))
    }
  }

  /// @notice Looks at the state, makes the calls in order, and looks again.
  /// @return failed The index of the call that failed; as many as there are calls where none did.
  /// @return reason What it reverted with.
  /// @return before Answers of the looks before the calls; empty where a look failed.
  /// @return afterwards Answers of the looks after the calls; none where a call failed.
  function rehearse(
    Call[] calldata calls,
    Look[] calldata looks
  ) external payable returns (uint256 failed, bytes memory reason, bytes[] memory before, bytes[] memory afterwards) {
    before = _look(looks);
    for (; failed < calls.length; ++failed) {
      bool success;
      (success, reason) = calls[failed].target.call{value: calls[failed].value}(calls[failed].data);
      if (!success) return (failed, reason, before, afterwards);
    }
    reason = "";
    afterwards = _look(looks);
  }

  function _look(Look[] calldata looks) private view returns (bytes[] memory answers) {
    answers = new bytes[](looks.length);
    for (uint256 i = 0; i < looks.length; ++i) {
      (bool success, bytes memory answer) = looks[i].target.staticcall(looks[i].data);
      if (success) answers[i] = answer;
    }
  }
}
