// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @notice All that a ballot has to know of the key that signs it, in one word and so in one storage read: the key's own
/// facts, and a copy of its seat's, rewritten by the registry whenever the seat changes.
/// Bits from the lowest: seat 16, scopes 8, position 8, activeFrom 40, expiresAt 40, suspendedUntil 40, weight 16,
/// ballotsNeeded 8, eligibleSince 40 (0: has not accepted), blockedUntil 40.
type KeyFacts is uint256;

using KeyFactsWords for KeyFacts global;

/// @title Reads of a key's facts.
library KeyFactsWords {
  function seat(KeyFacts key) internal pure returns (uint256) {
    return uint16(KeyFacts.unwrap(key));
  }

  function scopes(KeyFacts key) internal pure returns (uint8) {
    return uint8(KeyFacts.unwrap(key) >> 16);
  }

  function position(KeyFacts key) internal pure returns (uint256) {
    return uint8(KeyFacts.unwrap(key) >> 24);
  }

  function activeFrom(KeyFacts key) internal pure returns (uint256) {
    return uint40(KeyFacts.unwrap(key) >> 32);
  }

  function expiresAt(KeyFacts key) internal pure returns (uint256) {
    return uint40(KeyFacts.unwrap(key) >> 72);
  }

  function suspendedUntil(KeyFacts key) internal pure returns (uint256) {
    return uint40(KeyFacts.unwrap(key) >> 112);
  }

  function weight(KeyFacts key) internal pure returns (uint256) {
    return uint16(KeyFacts.unwrap(key) >> 152);
  }

  function ballotsNeeded(KeyFacts key) internal pure returns (uint256) {
    return uint8(KeyFacts.unwrap(key) >> 168);
  }

  function eligibleSince(KeyFacts key) internal pure returns (uint256) {
    return uint40(KeyFacts.unwrap(key) >> 176);
  }

  function blockedUntil(KeyFacts key) internal pure returns (uint256) {
    return KeyFacts.unwrap(key) >> 216;
  }

  /// @dev Of a key that was revoked while it was suspended, the suspension remains; without scopes it may do nothing.
  function exists(KeyFacts key) internal pure returns (bool) {
    return scopes(key) != 0;
  }

  /// @notice Whether the key may act in `scope` at `time`: active, not expired, not suspended, its seat accepted and not
  /// blocked.
  function mayNow(KeyFacts key, uint8 scope, uint256 time) internal pure returns (bool) {
    return
      scopes(key) & scope != 0 &&
      activeFrom(key) <= time &&
      time < expiresAt(key) &&
      suspendedUntil(key) <= time &&
      eligibleSince(key) != 0 &&
      blockedUntil(key) <= time;
  }

  /// @notice The same of an earlier time for a key as it is now; whether its seat was blocked then only the registry knows.
  function couldAt(KeyFacts key, uint8 scope, uint256 time) internal pure returns (bool) {
    return mayNow(KeyFacts.wrap(uint216(KeyFacts.unwrap(key))), scope, time);
  }
}

/// @notice Packs a key's facts; the argument order is the bit order.
function packKeyFacts(
  uint256 seat_,
  uint256 scopes_,
  uint256 position_,
  uint256 activeFrom_,
  uint256 expiresAt_,
  uint256 suspendedUntil_
) pure returns (uint256) {
  return
    seat_ | (scopes_ << 16) | (position_ << 24) | (activeFrom_ << 32) | (expiresAt_ << 72) | (suspendedUntil_ << 112);
}

/// @notice The name of a signer: an account's own 160 bits, or the hash of an ERC-7913 signer.
function toKey(bytes memory signer) pure returns (bytes32) {
  return signer.length == 20 ? bytes32(uint256(uint160(bytes20(signer)))) : keccak256(signer);
}

// How many bits one key's agreement to a choice takes in the word of its seat.
uint256 constant AGREEMENT_BITS = 24;
// How many bits those of all keys of a seat take; above them stands which ballot they are to.
uint256 constant AGREEMENTS_BITS = 192;

/// @notice One key's agreement to a choice: the choice, and bits of the key's name and of when it was added, so that neither
/// another key that takes the position later nor the same key given back inherits it. Never zero.
function agreementOf(bytes32 key, uint256 activeFrom, uint256 support) pure returns (uint256) {
  return ((uint256(keccak256(abi.encode(key, activeFrom))) << 2) | (support + 1)) & ((1 << AGREEMENT_BITS) - 1);
}
