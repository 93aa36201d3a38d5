// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @title What members call: it trusts a forwarder, and writes down who said what.
contract Recipient {
  error RecipientRefused(uint256 value);

  address public forwarder;
  uint256 public entries;
  address public lastSender;
  uint256 public lastValue;
  uint256 public gasGiven;
  /// Over all entries, in their order.
  bytes32 public history;

  constructor(address forwarder_) {
    forwarder = forwarder_;
  }

  function enter(uint256 value) external {
    gasGiven = gasleft();
    address sender = _sender();
    if (value == 13) revert RecipientRefused(value);
    ++entries;
    (lastSender, lastValue) = (sender, value);
    history = keccak256(abi.encode(history, sender, value));
  }

  function distrust() external {
    forwarder = address(0);
  }

  function isTrustedForwarder(address asked) external view returns (bool) {
    return asked == forwarder;
  }

  function _sender() private view returns (address) {
    return msg.sender == forwarder ? address(bytes20(msg.data[msg.data.length - 20:])) : msg.sender;
  }
}
