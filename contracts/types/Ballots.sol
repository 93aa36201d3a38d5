// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @notice One key's signature over a ballot.
/// @param signer 20 bytes: an account (ECDSA, or ERC-1271 where it has code). Longer: ERC-7913, `verifier || key`.
/// @param signature What that signer needs.
struct KeySignature {
  bytes signer;
  bytes signature;
}

/// @notice A seat's ballot with everything needed to check it, signed off line.
/// @param seat The seat that votes.
/// @param support 0 against, 1 for, 2 abstain, as in `IGovernor`.
/// @param nonce 0 for a seat's first ballot on a proposal; a change carries a higher one.
/// @param deadline Unix seconds after which the ballot must not be taken.
/// @param signatures As many distinct keys of the seat as it needs; a seat's signatures come together.
struct SignedBallot {
  uint16 seat;
  uint8 support;
  uint64 nonce;
  uint48 deadline;
  KeySignature[] signatures;
}
