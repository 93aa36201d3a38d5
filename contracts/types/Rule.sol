// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @notice What a kind of action needs to pass.
/// @param quorum Share of the electorate's weight that has to vote *for*, in basis points, rounded up. Abstaining never
/// lowers it.
/// @param threshold Share of *for* among *for* and *against*, in basis points, rounded up.
/// @param vetoDuties Duties whose holders defeat the proposal with one ballot against it.
/// @param votingPeriod Seconds a vote stays open at most, before extensions.
/// @param executionDelay Seconds between the closing and the first moment of execution.
/// @param executionWindow Seconds after that delay in which execution is possible; then the proposal expires.
/// @param lateExtension Seconds the vote stays open, once, after a quorum that was reached late.
/// @param proposerDuties Duties that the proposing member must hold, all of them.
struct Rule {
  uint16 quorum;
  uint16 threshold;
  uint8 vetoDuties;
  uint32 votingPeriod;
  uint32 executionDelay;
  uint32 executionWindow;
  uint32 lateExtension;
  uint8 proposerDuties;
}

/// @notice A rule as it is kept: its eight components, its version, the static words its action takes, whether rules for
/// single first words exist, and when the version was superseded (0: in force).
/// Bits from the lowest: quorum 16, threshold 16, veto 8, period 32, delay 32, window 32, extension 32, proposer 8,
/// version 24, words 8, keyed 8, supersededAt 40.
type RuleWord is uint256;

uint256 constant RULE_COMPONENTS = (1 << 176) - 1;

using RuleWords for RuleWord global;

/// @title Reads and changes of a packed rule.
library RuleWords {
  function quorum(RuleWord rule) internal pure returns (uint256) {
    return uint16(RuleWord.unwrap(rule));
  }

  function threshold(RuleWord rule) internal pure returns (uint256) {
    return uint16(RuleWord.unwrap(rule) >> 16);
  }

  function vetoDuties(RuleWord rule) internal pure returns (uint8) {
    return uint8(RuleWord.unwrap(rule) >> 32);
  }

  function votingPeriod(RuleWord rule) internal pure returns (uint256) {
    return uint32(RuleWord.unwrap(rule) >> 40);
  }

  function executionDelay(RuleWord rule) internal pure returns (uint256) {
    return uint32(RuleWord.unwrap(rule) >> 72);
  }

  function executionWindow(RuleWord rule) internal pure returns (uint256) {
    return uint32(RuleWord.unwrap(rule) >> 104);
  }

  function lateExtension(RuleWord rule) internal pure returns (uint256) {
    return uint32(RuleWord.unwrap(rule) >> 136);
  }

  function proposerDuties(RuleWord rule) internal pure returns (uint8) {
    return uint8(RuleWord.unwrap(rule) >> 168);
  }

  function version(RuleWord rule) internal pure returns (uint256) {
    return uint24(RuleWord.unwrap(rule) >> 176);
  }

  function words(RuleWord rule) internal pure returns (uint256) {
    return uint8(RuleWord.unwrap(rule) >> 200);
  }

  function isKeyed(RuleWord rule) internal pure returns (bool) {
    return uint8(RuleWord.unwrap(rule) >> 208) != 0;
  }

  function supersededAt(RuleWord rule) internal pure returns (uint256) {
    return RuleWord.unwrap(rule) >> 216;
  }

  function exists(RuleWord rule) internal pure returns (bool) {
    return RuleWord.unwrap(rule) != 0;
  }

  function withVersion(RuleWord rule, uint256 version_) internal pure returns (RuleWord) {
    return RuleWord.wrap((RuleWord.unwrap(rule) & ~(uint256(type(uint24).max) << 176)) | (version_ << 176));
  }

  function withWords(RuleWord rule, uint256 words_) internal pure returns (RuleWord) {
    return RuleWord.wrap((RuleWord.unwrap(rule) & ~(uint256(type(uint8).max) << 200)) | (words_ << 200));
  }

  function withKeyed(RuleWord rule) internal pure returns (RuleWord) {
    return RuleWord.wrap(RuleWord.unwrap(rule) | (1 << 208));
  }

  function withSupersededAt(RuleWord rule, uint256 time) internal pure returns (RuleWord) {
    return RuleWord.wrap((RuleWord.unwrap(rule) & ~(uint256(type(uint40).max) << 216)) | (time << 216));
  }

  function unpack(RuleWord rule) internal pure returns (Rule memory) {
    return
      Rule({
        quorum: uint16(quorum(rule)),
        threshold: uint16(threshold(rule)),
        vetoDuties: vetoDuties(rule),
        votingPeriod: uint32(votingPeriod(rule)),
        executionDelay: uint32(executionDelay(rule)),
        executionWindow: uint32(executionWindow(rule)),
        lateExtension: uint32(lateExtension(rule)),
        proposerDuties: proposerDuties(rule)
      });
  }

  /// @notice The component-wise strictest of two rules; a join has no version, words or dates of its own.
  function join(RuleWord a, RuleWord b) internal pure returns (RuleWord) {
    RuleWord joined = packRule(
      Rule({
        quorum: uint16(_larger(quorum(a), quorum(b))),
        threshold: uint16(_larger(threshold(a), threshold(b))),
        vetoDuties: vetoDuties(a) | vetoDuties(b),
        votingPeriod: uint32(_larger(votingPeriod(a), votingPeriod(b))),
        executionDelay: uint32(_larger(executionDelay(a), executionDelay(b))),
        executionWindow: uint32(executionWindow(a) < executionWindow(b) ? executionWindow(a) : executionWindow(b)),
        lateExtension: uint32(_larger(lateExtension(a), lateExtension(b))),
        proposerDuties: proposerDuties(a) | proposerDuties(b)
      })
    );
    return joined;
  }

  /// @notice Whether every component of `rule` is as strict as that of `other` or stricter.
  function isAtLeastAsStrictAs(RuleWord rule, RuleWord other) internal pure returns (bool) {
    return RuleWord.unwrap(join(rule, other)) == RuleWord.unwrap(rule) & RULE_COMPONENTS;
  }
}

/// @notice Packs the eight components; version, words and dates are zero.
function packRule(Rule memory rule) pure returns (RuleWord) {
  return
    RuleWord.wrap(
      uint256(rule.quorum) |
        (uint256(rule.threshold) << 16) |
        (uint256(rule.vetoDuties) << 32) |
        (uint256(rule.votingPeriod) << 40) |
        (uint256(rule.executionDelay) << 72) |
        (uint256(rule.executionWindow) << 104) |
        (uint256(rule.lateExtension) << 136) |
        (uint256(rule.proposerDuties) << 168)
    );
}

function _larger(uint256 a, uint256 b) pure returns (uint256) {
  return a > b ? a : b;
}
