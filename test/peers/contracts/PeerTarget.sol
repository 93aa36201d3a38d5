// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {ERC2771Context} from "@openzeppelin/contracts/metatx/ERC2771Context.sol";

/// @title What forwarders call in measurements: it looks who calls, and stores nothing.
contract PeerTarget is ERC2771Context {
  error PeerTargetNobody();

  constructor(address forwarder) ERC2771Context(forwarder) {}

  function take(uint256) external view {
    if (_msgSender() == address(0)) revert PeerTargetNobody();
  }
}
