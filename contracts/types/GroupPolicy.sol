// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @notice What a group asks of its records. Periods are seconds.
/// @param minAcks Acknowledgements that make a record final, those of mandatory members included; at least one.
/// @param suites Bit s: cipher suite s may be used.
/// @param waivesLeavers A mandatory member that has left the consortium is not waited for. One that the group alone put out is.
/// @param needsAttested Only recipients with an attestation may be sealed to.
/// @param ackPeriod Time to acknowledge; a record that is not final by then has expired.
/// @param answerPeriod Time for the sender to answer a rejection.
/// @param timeToLive After it anybody may have the record shredded; 0 for no end.
/// @param shredPeriod Time for the parties to sign that they have shredded it.
/// @param shredQuorum Members that may have a record shredded together; 0: by vote of the consortium only.
/// @param historyQuorum Members that may grant an earlier record together; 0: by vote of the consortium only.
/// @param changeQuorum Members that may change the group together; 0: by vote of the consortium only.
struct GroupPolicy {
  uint16 minAcks;
  uint8 suites;
  bool waivesLeavers;
  bool needsAttested;
  uint32 ackPeriod;
  uint32 answerPeriod;
  uint32 timeToLive;
  uint32 shredPeriod;
  uint16 shredQuorum;
  uint16 historyQuorum;
  uint16 changeQuorum;
}
