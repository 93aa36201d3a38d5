// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Votes} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

/// @title OpenZeppelin's vote token with one vote for each member.
/// @dev The whole supply is minted at once, so that it has one checkpoint, and every member is delegated to itself once: no
/// proposal pays for either.
contract PeerSeats is ERC20, ERC20Votes {
  /// @param seats how many members there will be
  constructor(uint256 seats) ERC20("Peer seats", "SEAT") EIP712("Peer seats", "1") {
    _mint(address(this), seats);
  }

  /// @notice Gives each of `members` its vote. Several calls for a large electorate: one would exceed the gas of a transaction.
  function seat(address[] calldata members) external {
    for (uint256 i; i < members.length; ++i) {
      _transfer(address(this), members[i], 1);
      _delegate(members[i], members[i]);
    }
  }

  function _update(address from, address to, uint256 value) internal override(ERC20, ERC20Votes) {
    super._update(from, to, value);
  }
}
