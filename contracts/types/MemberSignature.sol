// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {KeySignature} from "./Ballots.sol";

/// @notice One member's consent to an action, by one of its keys.
/// @param seat The member.
/// @param deadline Unix seconds after which the signature must not be used.
/// @param by The key and its signature; an empty signature means that the caller is that key.
struct MemberSignature {
  uint16 seat;
  uint48 deadline;
  KeySignature by;
}
