// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

// Parameters that the suite itself reads, all of them durations in seconds; the constitution must define them.
bytes32 constant PARAMETER_KEY_COOL_DOWN = "member.keyCoolDown";
bytes32 constant PARAMETER_GUARDIAN_SUNSET = "guardian.sunset";
bytes32 constant PARAMETER_GUARDIAN_COOL_DOWN = "guardian.coolDown";
bytes32 constant PARAMETER_KEY_OVERLAP = "records.keyOverlap";
// The most gas that a call may be signed for which is executed in a batch.
bytes32 constant PARAMETER_BATCH_CALL_GAS = "batch.callGas";
