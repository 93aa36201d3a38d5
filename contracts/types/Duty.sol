// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

// Duties are bits of a `uint8` mask: the daily jobs a member's machine may hold.
uint8 constant DUTY_BATCHER = 1;
uint8 constant DUTY_ATTESTER = 2;
uint8 constant DUTY_GUARDIAN = 4;
uint8 constant ALL_DUTIES = 7;

// Scopes are bits of a `uint8` mask: what one key may do for its member.
uint8 constant SCOPE_VOTE = 1;
uint8 constant SCOPE_PROPOSE = 2;
uint8 constant SCOPE_RECORDS = 4;
uint8 constant SCOPE_DUTY = 8;

// What an expiry that never comes, and a block that never ends, are written as.
uint40 constant FOREVER = type(uint40).max;
