// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IModule} from "./IModule.sol";

/// @title Break-glass: a guardian stops a key at once; without ratification by vote the act lapses.
interface IGuardians is IModule {
  /// @notice The last act on a key.
  struct Act {
    uint16 guardian;
    uint40 at;
    uint40 lapsesAt;
    uint40 ratifiedUntil;
  }

  /// @notice A guardian stopped a key until the date, unless members ratify it or end it. The reason is public.
  event KeySuspensionActed(bytes32 indexed key, uint16 indexed guardian, uint40 lapsesAt, bytes32 reason);
  /// @notice Members keep the key stopped until the date.
  event KeySuspensionRatified(bytes32 indexed key, uint40 until);
  /// @notice The guardian took the act back, or members ended it.
  event KeySuspensionLifted(bytes32 indexed key);

  /// The key was acted on too recently.
  error GuardiansCoolingDown(bytes32 key, uint48 until);
  /// The guardian's earlier act is not ratified, and its sunset has not come, even if it was lifted.
  error GuardiansActPending(uint16 guardian, bytes32 key);
  /// The members suspended the key by vote; no guardian may replace that, and so end it.
  error GuardiansSuspendedByVote(bytes32 key, uint48 until);
  /// There is no act on the key that could be ratified or lifted.
  error GuardiansNothingToDo(bytes32 key);
  /// The date lies in the past.
  error GuardiansBadDate(uint256 until);
  /// A guardian may not act on its own member's key.
  error GuardiansOwnKey(bytes32 key);
  /// Nobody has that key.
  error GuardiansUnknownKey(bytes32 key);

  /// @notice Suspends a member's key now, until the sunset.
  /// @dev Extends open votes by the length of the suspension, so that the member can still vote with another key.
  /// @param reason A code or a hash of the reason; public.
  /// @custom:authority duty
  function suspendKey(bytes32 key, bytes32 reason) external;

  /// @notice The guardian who acted takes the act back.
  /// @custom:authority duty
  function lift(bytes32 key) external;

  /// @notice Members ratify an act: the suspension holds until `until`.
  /// @custom:authority governance
  function ratify(bytes32 key, uint40 until) external;

  /// @notice Members refuse an act before its sunset, or end a ratified one.
  /// @custom:authority governance
  function overrule(bytes32 key) external;

  /// @notice The last key a guardian acted on, and until when it is not to act again; a date that is past says that it may.
  function lastActBy(uint16 guardian) external view returns (bytes32 key, uint40 busyUntil);

  /// @notice The last act on a key; all zero where there was none.
  function actOn(bytes32 key) external view returns (Act memory);
}
