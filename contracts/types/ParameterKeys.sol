// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

// Parameters that the suite itself reads; the constitution must define them. Durations are seconds.
bytes32 constant PARAMETER_KEY_COOL_DOWN = "member.keyCoolDown";
bytes32 constant PARAMETER_GUARDIAN_SUNSET = "guardian.sunset";
bytes32 constant PARAMETER_GUARDIAN_COOL_DOWN = "guardian.coolDown";
bytes32 constant PARAMETER_KEY_OVERLAP = "records.keyOverlap";
bytes32 constant PARAMETER_BATCH_MAX_RECORDS = "batch.maxRecords";
bytes32 constant PARAMETER_BATCH_GRACE_BLOCKS = "batch.graceBlocks";
bytes32 constant PARAMETER_BATCH_ANSWER_BLOCKS = "batch.answerBlocks";
bytes32 constant PARAMETER_BATCH_LATENESS = "batch.lateness";
bytes32 constant PARAMETER_BATCH_CALL_GAS = "batch.callGas";
