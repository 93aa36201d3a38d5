// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {RULE_COMPONENTS, Rule, RuleWord, packRule} from "../../../contracts/types/Rule.sol";
import {Tested} from "../../support/contracts/Tested.sol";

/// @title A rule in one word, the order of strictness, and the join.
contract RuleWordTest is Tested {
  function _same(RuleWord left, RuleWord right, string memory message) private pure {
    vm.assertEq(RuleWord.unwrap(left), RuleWord.unwrap(right), message);
  }

  /// @dev The order, component by component, in plain words.
  function _isAtLeastAsStrict(Rule memory rule, Rule memory other) private pure returns (bool) {
    return
      rule.quorum >= other.quorum &&
      rule.threshold >= other.threshold &&
      rule.vetoDuties | other.vetoDuties == rule.vetoDuties &&
      rule.votingPeriod >= other.votingPeriod &&
      rule.executionDelay >= other.executionDelay &&
      rule.executionWindow <= other.executionWindow &&
      rule.lateExtension >= other.lateExtension &&
      rule.proposerDuties | other.proposerDuties == rule.proposerDuties;
  }

  function testFuzz_packRule_anyRule_keepsEveryComponent(Rule memory rule) external pure {
    RuleWord word = packRule(rule);

    vm.assertEq(word.quorum(), rule.quorum, "quorum");
    vm.assertEq(word.threshold(), rule.threshold, "threshold");
    vm.assertEq(word.vetoDuties(), rule.vetoDuties, "veto duties");
    vm.assertEq(word.votingPeriod(), rule.votingPeriod, "voting period");
    vm.assertEq(word.executionDelay(), rule.executionDelay, "execution delay");
    vm.assertEq(word.executionWindow(), rule.executionWindow, "execution window");
    vm.assertEq(word.lateExtension(), rule.lateExtension, "late extension");
    vm.assertEq(word.proposerDuties(), rule.proposerDuties, "proposer duties");
    vm.assertEq(abi.encode(word.unpack()), abi.encode(rule), "unpacked");
    vm.assertEq(RuleWord.unwrap(word) & ~RULE_COMPONENTS, 0, "nothing but components");
  }

  function testFuzz_with_versionWordsMarkAndDate_changeNothingElse(
    Rule memory rule,
    uint24 version,
    uint8 words,
    uint40 time
  ) external pure {
    RuleWord word = packRule(rule).withVersion(version).withWords(words).withKeyed().withSupersededAt(time);
    vm.assertEq(word.version(), version, "version");
    vm.assertEq(word.words(), words, "words");
    vm.assertTrue(word.isKeyed(), "keyed");
    vm.assertEq(word.supersededAt(), time, "superseded");
    vm.assertEq(abi.encode(word.unpack()), abi.encode(rule), "components");

    word = word.withVersion(1).withWords(2).withSupersededAt(4);
    vm.assertEq(word.version(), 1, "another version");
    vm.assertEq(word.words(), 2, "other words");
    vm.assertEq(word.supersededAt(), 4, "another date");
    vm.assertEq(abi.encode(word.unpack()), abi.encode(rule), "components again");
  }

  function test_exists_emptyWord_doesNot() external pure {
    vm.assertFalse(RuleWord.wrap(0).exists(), "empty");
    vm.assertFalse(RuleWord.wrap(0).isKeyed(), "unmarked");
    vm.assertTrue(RuleWord.wrap(1).exists(), "a quorum of 1");
  }

  // ---------------------------------------------------------------- the order

  function testFuzz_isAtLeastAsStrictAs_anyTwo_isTheOrderOfComponents(Rule memory a, Rule memory b) external pure {
    vm.assertTrue(packRule(a).isAtLeastAsStrictAs(packRule(b)) == _isAtLeastAsStrict(a, b), "order");
    vm.assertTrue(packRule(a).isAtLeastAsStrictAs(packRule(a)), "reflexive");
  }

  /// @dev Two rules drawn apart are seldom comparable: here they differ in one component only.
  function testFuzz_isAtLeastAsStrictAs_oneComponentApart_isDecidedByIt(Rule memory rule, uint8 which) external pure {
    Rule memory stricter = abi.decode(abi.encode(rule), (Rule));
    which %= 8;
    if (which == 0) (rule.quorum, stricter.quorum) = (1, 2);
    if (which == 1) (rule.threshold, stricter.threshold) = (1, 2);
    if (which == 2) (rule.vetoDuties, stricter.vetoDuties) = (4, 6);
    if (which == 3) (rule.votingPeriod, stricter.votingPeriod) = (1, 2);
    if (which == 4) (rule.executionDelay, stricter.executionDelay) = (1, 2);
    if (which == 5) (rule.executionWindow, stricter.executionWindow) = (2, 1);
    if (which == 6) (rule.lateExtension, stricter.lateExtension) = (1, 2);
    if (which == 7) (rule.proposerDuties, stricter.proposerDuties) = (1, 3);

    vm.assertTrue(packRule(stricter).isAtLeastAsStrictAs(packRule(rule)), "stricter");
    vm.assertFalse(packRule(rule).isAtLeastAsStrictAs(packRule(stricter)), "weaker");
  }

  function testFuzz_isAtLeastAsStrictAs_versionWordsAndDate_doNotMatter(
    Rule memory rule,
    uint24 version,
    uint8 words
  ) external pure {
    RuleWord word = packRule(rule);
    RuleWord dated = word.withVersion(version).withWords(words).withKeyed().withSupersededAt(1);
    vm.assertTrue(dated.isAtLeastAsStrictAs(word), "dated");
    vm.assertTrue(word.isAtLeastAsStrictAs(dated), "undated");
  }

  // ---------------------------------------------------------------- the join

  function testFuzz_join_anyTwo_isTheLeastUpperBound(Rule memory a, Rule memory b, Rule memory c) external pure {
    RuleWord joined = packRule(a).join(packRule(b));
    vm.assertTrue(joined.isAtLeastAsStrictAs(packRule(a)), "above the first");
    vm.assertTrue(joined.isAtLeastAsStrictAs(packRule(b)), "above the second");
    vm.assertEq(RuleWord.unwrap(joined) & ~RULE_COMPONENTS, 0, "without version, words and dates");

    RuleWord above = joined.join(packRule(c));
    vm.assertTrue(above.isAtLeastAsStrictAs(joined), "whatever is above both is above the join");
  }

  function testFuzz_join_anyThree_neitherOrderNorRepetitionMatters(
    Rule memory a,
    Rule memory b,
    Rule memory c
  ) external pure {
    (RuleWord x, RuleWord y, RuleWord z) = (packRule(a), packRule(b), packRule(c));
    _same(x.join(y), y.join(x), "commutative");
    _same(x.join(x), x, "idempotent");
    _same(x.join(y).join(z), x.join(y.join(z)), "associative");
    _same(x.join(y).join(y), x.join(y), "absorbing");
  }

  function testFuzz_join_versionWordsAndDate_areLost(Rule memory rule, uint24 version) external pure {
    RuleWord dated = packRule(rule).withVersion(version).withWords(3).withKeyed().withSupersededAt(9);
    _same(dated.join(dated), packRule(rule), "components only");
  }
}
