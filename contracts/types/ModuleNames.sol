// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

// The names under which the directory keeps the modules of the suite, as short strings.
bytes32 constant MODULE_CONSTITUTION = "Constitution";
bytes32 constant MODULE_MEMBERS = "MemberRegistry";
bytes32 constant MODULE_GOVERNOR = "Governor";
bytes32 constant MODULE_GUARDIANS = "Guardians";
bytes32 constant MODULE_ACCESSION = "Accession";
bytes32 constant MODULE_GROUPS = "GroupDirectory";
bytes32 constant MODULE_KEYS = "KeyDirectory";
bytes32 constant MODULE_RECORDS = "ConfidentialRegistry";
bytes32 constant MODULE_ANCHOR = "BatchAnchor";
bytes32 constant MODULE_EXECUTOR = "BatchExecutor";
