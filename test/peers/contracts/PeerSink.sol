// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @title What forwarders call in measurements: trusts them all, takes everything, and stores nothing.
contract PeerSink {
  fallback() external {}

  function isTrustedForwarder(address) external pure returns (bool) {
    return true;
  }
}
