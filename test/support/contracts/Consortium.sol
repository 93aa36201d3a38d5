// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IAccession} from "../../../contracts/interfaces/IAccession.sol";
import {IConstitution} from "../../../contracts/interfaces/IConstitution.sol";
import {IGovernorReports} from "../../../contracts/interfaces/IGovernorReports.sol";
import {IGuardians} from "../../../contracts/interfaces/IGuardians.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {IQuorateGovernor} from "../../../contracts/interfaces/IQuorateGovernor.sol";
import {KeySignature, SignedBallot} from "../../../contracts/types/Ballots.sol";
import {Call} from "../../../contracts/types/Call.sol";
import {FOREVER} from "../../../contracts/types/Duty.sol";
import {toKey} from "../../../contracts/types/KeyFacts.sol";
import {
  MODULE_ACCESSION,
  MODULE_CONSTITUTION,
  MODULE_GOVERNOR,
  MODULE_GUARDIANS,
  MODULE_MEMBERS
} from "../../../contracts/types/ModuleNames.sol";
import {
  PARAMETER_GUARDIAN_COOL_DOWN,
  PARAMETER_GUARDIAN_SUNSET,
  PARAMETER_KEY_COOL_DOWN
} from "../../../contracts/types/ParameterKeys.sol";
import {Rule} from "../../../contracts/types/Rule.sol";
import {Ledger} from "./Ledger.sol";
import {Tested} from "./Tested.sol";

/// @title A consortium in few lines: deployed by artifact, founded, with keys that can sign.
/// @dev Member `seat` has the cold account `_cold(seat)` and hot keys `_hot(seat, 0)`, `_hot(seat, 1)`, ...
abstract contract Consortium is Tested {
  /// @notice What is founded. `_plan` gives equal members under one plain rule; a test changes what it is about.
  struct Plan {
    uint16 foundingQuorum;
    Rule strictest;
    Rule rule;
    IConstitution.FoundingRule[] more;
    uint16[] weights;
    uint8[] duties;
    uint8[] ballotsNeeded;
    uint8[] keys;
    uint256 accepting;
  }

  uint8 internal constant AGAINST = 0;
  uint8 internal constant FOR = 1;
  uint8 internal constant ABSTAIN = 2;
  uint8 internal constant ALL_SCOPES = 15;
  uint48 internal constant NEVER = type(uint48).max;
  uint32 internal constant PERIOD = 3 days;
  uint32 internal constant WINDOW = 7 days;
  bytes32 internal constant SALT = "salt";
  string internal constant DESCRIPTION = "What is to be done";
  bytes32 internal constant MEMBER_BALLOT_TYPEHASH = keccak256(
    "MemberBallot(uint256 proposalId,uint8 support,uint256 nonce,uint48 deadline)"
  );

  IConstitution internal constitution;
  IMemberRegistry internal members;
  IAccession internal accession;
  IGuardians internal guardians;
  IQuorateGovernor internal governor;
  address internal canvass;
  address internal safeguards;
  address internal face;
  Ledger internal ledger;
  /// The chain that ballots are signed for.
  uint256 internal chain;

  // ---------------------------------------------------------------- founding

  /// @notice More than half of all weight, at once.
  function _majority() internal pure returns (Rule memory) {
    return Rule(5001, 5001, 0, PERIOD, 0, WINDOW, 0, 0);
  }

  function _plan(uint256 count) internal pure returns (Plan memory plan) {
    plan.foundingQuorum = 10_000;
    plan.strictest = _majority();
    plan.rule = _majority();
    plan.more = new IConstitution.FoundingRule[](0);
    plan.weights = new uint16[](count);
    plan.duties = new uint8[](count);
    plan.ballotsNeeded = new uint8[](count);
    plan.keys = new uint8[](count);
    plan.accepting = count;
    for (uint256 i = 0; i < count; ++i) (plan.weights[i], plan.ballotsNeeded[i], plan.keys[i]) = (1, 1, 1);
  }

  /// @notice A rule for the ledger's entries, apart from the rule for everything else.
  function _ruleForLedger(Rule memory rule) internal view returns (IConstitution.FoundingRule[] memory rules) {
    rules = new IConstitution.FoundingRule[](1);
    rules[0] = _ruleFor(_ledgerSubject(), Ledger.enter.selector, 1, rule);
  }

  function _ruleFor(
    bytes32 subject,
    bytes4 selector,
    uint8 words,
    Rule memory rule
  ) internal pure returns (IConstitution.FoundingRule memory) {
    return IConstitution.FoundingRule(subject, selector, words, false, 0, rule);
  }

  function _found(uint256 count) internal {
    _found(_plan(count));
  }

  /// @notice Founds equal members who decide everything under one rule.
  function _foundUnder(uint256 count, Rule memory rule) internal {
    Plan memory plan = _plan(count);
    (plan.strictest, plan.rule) = (rule, rule);
    _found(plan);
  }

  /// @notice Founds equal members with a rule of its own for entries in the ledger.
  function _foundWithLedgerRule(uint256 count, Rule memory strictest, Rule memory rule) internal {
    Plan memory plan = _plan(count);
    (plan.strictest, plan.rule) = (strictest, strictest);
    ledger = new Ledger();
    plan.more = _ruleForLedger(rule);
    _found(plan);
  }

  /// @dev Ends one second after the last acceptance, so that everybody who accepted may vote on what is proposed now.
  function _found(Plan memory plan) internal {
    _deploy(plan);
    _seal();
    for (uint16 seat = 0; seat < plan.accepting; ++seat) _accept(seat);
    _skip(1);
  }

  function _deploy(Plan memory plan) internal {
    if (_now() < 1_000_000) vm.warp(1_800_000_000);
    chain = block.chainid;
    if (address(ledger) == address(0)) ledger = new Ledger();
    constitution = IConstitution(_create("contracts/constitution/Constitution.sol:Constitution", ""));
    members = IMemberRegistry(
      _create("contracts/membership/MemberRegistry.sol:MemberRegistry", abi.encode(constitution, plan.foundingQuorum))
    );
    accession = IAccession(_create("contracts/membership/Accession.sol:Accession", abi.encode(constitution)));
    guardians = _deployGuardians(address(0));
    canvass = _create("contracts/governance/Canvass.sol:Canvass", abi.encode(members));
    safeguards = _create("contracts/governance/Safeguards.sol:Safeguards", abi.encode(constitution));
    face = _create("contracts/governance/GovernorFace.sol:GovernorFace", abi.encode(constitution, members, canvass));
    governor = _deployGovernor(members, address(0));
    constitution.layRules(_governedRules(plan.strictest, plan.rule));
    if (plan.more.length != 0) constitution.layRules(plan.more);
    constitution.layParameters(_parameters());
    members.enroll(_founders(plan));
  }

  function _deployGuardians(address predecessor) internal returns (IGuardians) {
    return IGuardians(_create("contracts/governance/Guardians.sol:Guardians", abi.encode(constitution, predecessor)));
  }

  function _deployGovernor(IMemberRegistry registry, address predecessor) internal returns (IQuorateGovernor) {
    bytes memory arguments = abi.encode(constitution, registry, canvass, safeguards, face, predecessor);
    return IQuorateGovernor(_create("contracts/governance/Governor.sol:Governor", arguments));
  }

  function _seal() internal {
    bytes32[] memory names = new bytes32[](4);
    address[] memory modules = new address[](4);
    (names[0], modules[0]) = (MODULE_MEMBERS, address(members));
    (names[1], modules[1]) = (MODULE_ACCESSION, address(accession));
    (names[2], modules[2]) = (MODULE_GUARDIANS, address(guardians));
    (names[3], modules[3]) = (MODULE_GOVERNOR, address(governor));
    constitution.seal(names, modules);
  }

  function _accept(uint16 seat) internal {
    IAccession.State memory state = accession.currentState();
    vm.prank(_cold(seat));
    accession.accept(seat, state, 0, abi.encodePacked(_cold(seat)), "");
  }

  function _founders(Plan memory plan) private pure returns (IMemberRegistry.Founder[] memory founders) {
    founders = new IMemberRegistry.Founder[](plan.weights.length);
    for (uint16 seat = 0; seat < founders.length; ++seat) {
      IMemberRegistry.NewKey[] memory keys = new IMemberRegistry.NewKey[](plan.keys[seat]);
      for (uint256 k = 0; k < keys.length; ++k) keys[k] = _newKey(_hot(seat, k));
      founders[seat] = IMemberRegistry.Founder(
        _cold(seat),
        plan.weights[seat],
        plan.ballotsNeeded[seat],
        plan.duties[seat],
        keccak256(abi.encode(seat)),
        keys
      );
    }
  }

  /// @dev The fallback first, then every function of the suite that governance may call, all under one rule.
  function _governedRules(
    Rule memory strictest,
    Rule memory rule
  ) internal pure returns (IConstitution.FoundingRule[] memory rules) {
    rules = new IConstitution.FoundingRule[](19);
    rules[0] = IConstitution.FoundingRule(0, 0, 0, false, 0, strictest);
    rules[1] = _ruleFor(MODULE_CONSTITUTION, IConstitution.setRule.selector, 11, rule);
    rules[2] = _ruleFor(MODULE_CONSTITUTION, IConstitution.setKeyedRule.selector, 11, rule);
    rules[3] = _ruleFor(MODULE_CONSTITUTION, IConstitution.setFallback.selector, 8, rule);
    rules[4] = _ruleFor(MODULE_CONSTITUTION, IConstitution.setParameter.selector, 3, rule);
    rules[5] = _ruleFor(MODULE_CONSTITUTION, IConstitution.defineParameter.selector, 8, rule);
    rules[6] = _ruleFor(MODULE_CONSTITUTION, IConstitution.setBounds.selector, 7, rule);
    rules[7] = _ruleFor(MODULE_CONSTITUTION, IConstitution.setModule.selector, 3, rule);
    rules[8] = _ruleFor(MODULE_MEMBERS, IMemberRegistry.admit.selector, 3, rule);
    rules[9] = _ruleFor(MODULE_MEMBERS, IMemberRegistry.remove.selector, 1, rule);
    rules[10] = _ruleFor(MODULE_MEMBERS, IMemberRegistry.suspend.selector, 2, rule);
    rules[11] = _ruleFor(MODULE_MEMBERS, IMemberRegistry.reinstate.selector, 1, rule);
    rules[12] = _ruleFor(MODULE_MEMBERS, IMemberRegistry.setWeight.selector, 2, rule);
    rules[13] = _ruleFor(MODULE_MEMBERS, IMemberRegistry.setDuties.selector, 2, rule);
    rules[14] = _ruleFor(MODULE_MEMBERS, IMemberRegistry.replaceCold.selector, 2, rule);
    rules[15] = _ruleFor(MODULE_MEMBERS, IMemberRegistry.approveVerifier.selector, 1, rule);
    rules[16] = _ruleFor(MODULE_MEMBERS, IMemberRegistry.retireVerifier.selector, 1, rule);
    rules[17] = _ruleFor(MODULE_GUARDIANS, IGuardians.ratify.selector, 2, rule);
    rules[18] = _ruleFor(MODULE_GUARDIANS, IGuardians.overrule.selector, 1, rule);
  }

  function _parameters() internal pure returns (IConstitution.FoundingParameter[] memory parameters) {
    parameters = new IConstitution.FoundingParameter[](3);
    parameters[0] = _duration(PARAMETER_KEY_COOL_DOWN, 1 days);
    parameters[1] = _duration(PARAMETER_GUARDIAN_SUNSET, 3 days);
    parameters[2] = _duration(PARAMETER_GUARDIAN_COOL_DOWN, 30 days);
  }

  function _duration(bytes32 key, uint160 value) private pure returns (IConstitution.FoundingParameter memory) {
    IConstitution.Bounds memory bounds = IConstitution.Bounds(
      IConstitution.ParameterType.Duration,
      1,
      365 days,
      0,
      1,
      "s"
    );
    return IConstitution.FoundingParameter(key, value, bounds);
  }

  // ---------------------------------------------------------------- accounts

  function _cold(uint16 seat) internal pure returns (address) {
    return address(uint160(uint256(keccak256(abi.encode("cold", seat)))));
  }

  function _secret(uint16 seat, uint256 index) internal pure returns (uint256) {
    return uint256(keccak256(abi.encode("hot", seat, index))) >> 1;
  }

  function _hot(uint16 seat, uint256 index) internal pure returns (address) {
    return vm.addr(_secret(seat, index));
  }

  function _hot(uint16 seat) internal pure returns (address) {
    return _hot(seat, 0);
  }

  function _keyOf(address account) internal pure returns (bytes32) {
    return toKey(abi.encodePacked(account));
  }

  function _newKey(address account) internal pure returns (IMemberRegistry.NewKey memory) {
    return IMemberRegistry.NewKey(abi.encodePacked(account), ALL_SCOPES, FOREVER);
  }

  /// @notice Admits an organisation in the name of governance and lets it add a key and accept.
  function _join(uint16 seat, uint16 weight) internal {
    vm.prank(address(governor));
    members.admit(_cold(seat), weight, keccak256(abi.encode(seat)));
    vm.prank(_cold(seat));
    members.addKey(seat, _newKey(_hot(seat)));
    _accept(seat);
  }

  // ---------------------------------------------------------------- proposals

  function _calls(address target, bytes memory data) internal pure returns (Call[] memory calls) {
    calls = new Call[](1);
    calls[0] = Call(target, 0, data);
  }

  /// @notice The plainest thing to do: an entry in the ledger.
  function _entry(uint256 value) internal view returns (Call[] memory) {
    return _calls(address(ledger), abi.encodeCall(Ledger.enter, (value)));
  }

  function _open(uint16 seat, Call[] memory calls) internal returns (uint256) {
    return _open(seat, calls, SALT);
  }

  function _open(uint16 seat, Call[] memory calls, bytes32 salt) internal returns (uint256) {
    vm.prank(_hot(seat));
    return governor.open(calls, DESCRIPTION, salt, 0);
  }

  function _vote(uint256 proposalId, uint16 seat, uint8 support) internal {
    vm.prank(_hot(seat));
    governor.castVote(proposalId, support);
  }

  /// @notice Seats 0 to `count - 1` vote in favour.
  function _voteFor(uint256 proposalId, uint16 count) internal {
    for (uint16 seat = 0; seat < count; ++seat) _vote(proposalId, seat, FOR);
  }

  function _execute(uint256 proposalId, Call[] memory calls) internal {
    governor.executeProposal(proposalId, calls, SALT, keccak256(bytes(DESCRIPTION)));
  }

  /// @notice Opens, votes in favour with seats 0 to `count - 1`, and executes.
  function _carry(Call[] memory calls, uint16 count) internal returns (uint256 proposalId) {
    proposalId = _open(0, calls);
    _voteFor(proposalId, count);
    _execute(proposalId, calls);
  }

  /// @notice In the name of governance, for what a test is not about: the next call is the governor's.
  function _decree() internal {
    vm.prank(address(governor));
  }

  function _ledgerSubject() internal view returns (bytes32) {
    return bytes32(uint256(uint160(address(ledger))));
  }

  function _setLedgerRule(Rule memory rule) internal {
    bytes32 subject = _ledgerSubject();
    _decree();
    constitution.setRule(subject, Ledger.enter.selector, 1, rule);
  }

  function _stateOf(uint256 proposalId) internal view returns (uint256) {
    return uint256(governor.state(proposalId));
  }

  function _assertState(uint256 proposalId, IGovernor.ProposalState expected) internal view {
    vm.assertEq(_stateOf(proposalId), uint256(expected), "state");
  }

  function _assertTally(
    uint256 proposalId,
    uint256 weightAgainst,
    uint256 weightFor,
    uint256 weightAbstain,
    uint256 total
  ) internal view {
    (uint256 countedAgainst, uint256 countedFor, uint256 countedAbstain, uint256 countedTotal) = governor.tally(
      proposalId
    );
    vm.assertEq(countedAgainst, weightAgainst, "weight against");
    vm.assertEq(countedFor, weightFor, "weight for");
    vm.assertEq(countedAbstain, weightAbstain, "weight abstaining");
    vm.assertEq(countedTotal, total, "total");
  }

  function _unexpectedState(
    uint256 proposalId,
    IGovernor.ProposalState current,
    IGovernor.ProposalState expected
  ) internal pure returns (bytes memory) {
    return
      abi.encodeWithSelector(
        IGovernor.GovernorUnexpectedProposalState.selector,
        proposalId,
        current,
        bytes32(1 << uint8(expected))
      );
  }

  function _callReverted(uint256 index, bytes memory reason) internal pure returns (bytes memory) {
    return abi.encodeWithSelector(IGovernorReports.GovernorCallReverted.selector, index, reason);
  }

  // ---------------------------------------------------------------- signed ballots

  function _domainOf(address verifyingContract, uint256 chainId) internal pure returns (bytes32) {
    return
      keccak256(
        abi.encode(
          keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
          keccak256("Quorate Governor"),
          keccak256("1"),
          chainId,
          verifyingContract
        )
      );
  }

  function _digest(uint256 proposalId, uint8 support, uint64 nonce, uint48 deadline) internal view returns (bytes32) {
    bytes32 structHash = keccak256(abi.encode(MEMBER_BALLOT_TYPEHASH, proposalId, support, nonce, deadline));
    return keccak256(abi.encodePacked(hex"1901", _domainOf(address(governor), chain), structHash));
  }

  function _sign(uint256 secret, bytes32 digest) internal pure returns (bytes memory) {
    (uint8 v, bytes32 r, bytes32 s) = vm.sign(secret, digest);
    return abi.encodePacked(r, s, v);
  }

  function _keySignature(uint16 seat, uint256 index, bytes32 digest) internal pure returns (KeySignature memory) {
    return KeySignature(abi.encodePacked(_hot(seat, index)), _sign(_secret(seat, index), digest));
  }

  /// @notice A first ballot by as many of the seat's keys as `keys`, without a deadline.
  function _ballot(
    uint256 proposalId,
    uint16 seat,
    uint8 support,
    uint256 keys
  ) internal view returns (SignedBallot memory) {
    return _ballot(proposalId, seat, support, keys, 0, NEVER);
  }

  function _ballot(
    uint256 proposalId,
    uint16 seat,
    uint8 support,
    uint256 keys,
    uint64 nonce,
    uint48 deadline
  ) internal view returns (SignedBallot memory ballot) {
    bytes32 digest = _digest(proposalId, support, nonce, deadline);
    KeySignature[] memory signatures = new KeySignature[](keys);
    for (uint256 k = 0; k < keys; ++k) signatures[k] = _keySignature(seat, k, digest);
    return SignedBallot(seat, support, nonce, deadline, signatures);
  }

  function _one(SignedBallot memory ballot) internal pure returns (SignedBallot[] memory ballots) {
    ballots = new SignedBallot[](1);
    ballots[0] = ballot;
  }

  function _none() internal pure returns (SignedBallot[] memory) {
    return new SignedBallot[](0);
  }

  /// @notice A ballot of 66 bytes by the seat's first key.
  function _compact(
    uint256 proposalId,
    uint16 seat,
    uint8 support,
    uint48 deadline
  ) internal view returns (bytes memory) {
    return _compactBy(proposalId, seat, support, deadline, _secret(seat, 0));
  }

  function _compactBy(
    uint256 proposalId,
    uint16 seat,
    uint8 support,
    uint48 deadline,
    uint256 secret
  ) internal view returns (bytes memory) {
    (uint8 v, bytes32 r, bytes32 s) = vm.sign(secret, _digest(proposalId, support, 0, deadline));
    bytes32 vs = bytes32((uint256(v - 27) << 255) | uint256(s));
    return abi.encodePacked((uint16(support) << 14) | seat, r, vs);
  }

  /// @notice Compact ballots in favour of seats `from` to `to - 1`.
  function _compacts(uint256 proposalId, uint16 from, uint16 to) internal view returns (bytes memory ballots) {
    for (uint16 seat = from; seat < to; ++seat) {
      ballots = bytes.concat(ballots, _compact(proposalId, seat, FOR, NEVER));
    }
  }

  function _idOf(Call[] memory calls, uint16 proposer) internal view returns (uint256) {
    return governor.idOf(calls, keccak256(bytes(DESCRIPTION)), SALT, proposer);
  }

  /// @notice Proposed by `proposer`, voted with these ballots and executed, in one transaction sent by nobody in particular.
  function _enact(
    Call[] memory calls,
    uint16 proposer,
    bytes memory ballots,
    SignedBallot[] memory others
  ) internal returns (uint256) {
    return governor.enact(calls, DESCRIPTION, SALT, proposer, NEVER, ballots, others);
  }
}
