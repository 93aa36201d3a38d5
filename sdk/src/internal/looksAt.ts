import { Interface, Result } from "ethers";

import { decodeRule } from "../crypto/ruleWord.ts";
import type { CallName } from "../generated/calls.ts";
import { AbiValues } from "../types/AbiValues.ts";
import { fromDutyMask } from "../types/dutyMask.ts";
import type { Address, Hex } from "../types/Hex.ts";
import type { Modules } from "../types/Modules.ts";
import type { Names } from "../types/Names.ts";
import { parseHex, sizeOf } from "../types/parseHex.ts";
import { recordStates } from "../types/RecordState.ts";
import { standings } from "../types/Standing.ts";
import { kindLaws, readBounds } from "./argumentKinds.ts";
import { formatMoment } from "./formatMoment.ts";
import { formatBounds, formatParameterValue, type ValueMeaning } from "./formatParameter.ts";
import { formatRule } from "./formatRule.ts";

/** A read that shows what a call changes. */
export interface Look {
  /** What is looked at, as in `weight of member ACME Bank (seat 3)`. */
  readonly subject: string;
  readonly target: Address;
  readonly data: Hex;
  /** What an answer says, for people. Empty bytes: there is no such thing. */
  show(answer: Hex): string;
}

/** A governed call as {@link explainCall} decodes it. */
export interface LookedAtCall {
  readonly action: CallName;
  /** Its arguments as the ABI decodes them. */
  readonly values: Result;
}

interface Place {
  readonly modules: Modules;
  readonly names: Names;
}

const SEAT =
  "function seat(uint16 seat) view returns ((uint16 weight, uint8 ballotsNeeded, uint8 duties, uint8 keys, uint40 admittedAt, uint40 acceptedAt, uint40 eligibleSince, uint40 leftAt, address cold, bytes32 metadata) facts)";
const PARAMETER =
  "function parameter(bytes32 key) view returns ((uint160 value, uint32 version, uint48 changedAt) facts)";
const BOUNDS =
  "function bounds(bytes32 key) view returns ((uint8 kind, uint160 min, uint160 max, uint160 maxStep, uint40 coolDown, bytes32 unit) facts)";
const ACT =
  "function actOn(bytes32 key) view returns ((uint16 guardian, uint40 at, uint40 lapsesAt, uint40 ratifiedUntil) facts)";

const EPOCH =
  "function epochAt(uint32 group, uint32 epoch) view returns ((uint40 startedAt, uint40 endedAt, uint16 members, (uint16 minAcks, uint8 suites, bool waivesLeavers, bool needsAttested, uint32 ackPeriod, uint32 answerPeriod, uint32 timeToLive, uint32 shredPeriod, uint16 shredQuorum, uint16 historyQuorum, uint16 changeQuorum) policy, (uint256[2] words) seats, uint256 mandatory) facts)";
const RECORD =
  "function recordOf(bytes32 recordId) view returns ((uint32 group, uint32 epoch, uint16 sender, uint16 acks, uint16 minAcks, uint16 mandatoryLeft, uint40 proposedAt, uint40 deadline, uint40 finalAt, uint8 flags, (uint16 rejections, uint16 waiting, uint16 stoodBy, uint40 answerBy, uint40 contestedAt, uint40 shredAt, uint16 receipts, bool held) trouble) facts)";

/** What to look at, before and after, to see what a call changes. */
export function looksAt(call: LookedAtCall, place: Place): readonly Look[] {
  return LOOKS[call.action](call.values, place);
}

const LOOKS: { readonly [Name in CallName]: (values: Result, place: Place) => readonly Look[] } = {
  "Constitution.setRule": ([subject, selector], place) => [
    lookAtRule(
      "function ruleOf(bytes32 subject, bytes4 selector) view returns (uint256 rule)",
      [subject, selector],
      place,
    ),
  ],
  "Constitution.setKeyedRule": ([subject, selector, firstWord], place) => [
    lookAtRule(
      "function keyedRuleOf(bytes32 subject, bytes4 selector, bytes32 firstWord) view returns (uint256 rule)",
      [subject, selector, firstWord],
      place,
    ),
  ],
  "Constitution.setFallback": (_, place) => [
    lookAtRule("function fallbackRule() view returns (uint256 rule)", [], place),
  ],
  "Constitution.setParameter": ([key], place) => [lookAtParameter(key, place)],
  "Constitution.defineParameter": ([key], place) => [lookAtParameter(key, place), lookAtBounds(key, place)],
  "Constitution.setBounds": ([key], place) => [lookAtBounds(key, place)],
  "Constitution.setModule": ([name], { modules, names }) => [
    look(
      `module ${say("shortText", name, names)}`,
      modules.constitution,
      "function module(bytes32 name) view returns (address at)",
      [name],
      (answer) => say("account", answer.address(0), names),
    ),
  ],
  "MemberRegistry.admit": (_, { modules }) => [
    look("seats ever given", modules.memberRegistry, "function seatCount() view returns (uint16 seats)", [], (answer) =>
      String(answer.integer(0)),
    ),
  ],
  "MemberRegistry.remove": ([seat], place) => lookAtSeat(seat, place),
  "MemberRegistry.suspend": ([seat], place) => lookAtSeat(seat, place),
  "MemberRegistry.reinstate": ([seat], place) => lookAtSeat(seat, place),
  "MemberRegistry.setWeight": ([seat], place) => lookAtSeat(seat, place),
  "MemberRegistry.setDuties": ([seat], place) => lookAtSeat(seat, place),
  "MemberRegistry.replaceCold": ([seat], place) => lookAtSeat(seat, place),
  "MemberRegistry.approveVerifier": ([verifier], place) => [lookAtVerifier(verifier, place)],
  "MemberRegistry.retireVerifier": ([verifier], place) => [lookAtVerifier(verifier, place)],
  "Guardians.ratify": ([key], place) => [lookAtAct(key, place)],
  "Guardians.overrule": ([key], place) => [lookAtAct(key, place)],
  "GroupDirectory.createGroup": (_, { modules }) => [
    look("groups", modules.groupDirectory, "function groupCount() view returns (uint32 groups)", [], (answer) =>
      String(answer.integer(0)),
    ),
  ],
  "GroupDirectory.changeGroup": ([group, epoch], place) => [
    lookAtEpoch(group, epoch, place),
    lookAtEpoch(group, typeof epoch === "bigint" ? epoch + 1n : epoch, place),
  ],
  "ConfidentialRegistry.uphold": ([recordId], place) => [lookAtRecord(recordId, place)],
  "ConfidentialRegistry.dismiss": ([recordId], place) => [lookAtRecord(recordId, place)],
  "ConfidentialRegistry.grantByVote": (values, place) => [lookAtGrant(values, place)],
  "ConfidentialRegistry.hold": ([recordId], place) => [lookAtHold(recordId, place)],
  "ConfidentialRegistry.release": ([recordId], place) => [lookAtHold(recordId, place)],
  "ConfidentialRegistry.shredByVote": ([recordId], place) => [lookAtRecord(recordId, place)],
  "BatchAnchor.reinstate": ([seat], place) => [lookAtBatcher(seat, place)],
};

function lookAtRule(fragment: string, values: readonly unknown[], { modules, names }: Place): Look {
  const [subject, selector, firstWord] = values;
  const action = `${say("subject", subject, names)}.${subject === undefined ? "" : sayIn("selector", selector, names, { subject })}`;
  const keyed = firstWord === undefined ? "" : ` with first word ${say("firstWord", firstWord, names)}`;
  return look(
    subject === undefined ? "the fallback rule" : `rule for ${action}${keyed}`,
    modules.constitution,
    fragment,
    values,
    (answer) => {
      const word = answer.integer(0);
      return word === 0n ? "none of its own" : `version ${decodeRule(word).version}: ${formatRule(decodeRule(word))}`;
    },
  );
}

function lookAtParameter(key: unknown, { modules, names }: Place): Look {
  const name = say("shortText", key, names);
  const meaning: ValueMeaning | undefined = names.parameters?.[name];
  return look(`parameter ${name}`, modules.constitution, PARAMETER, [key], (answer) => {
    const facts = answer.list(0);
    return `${formatParameterValue(facts.integer(0), meaning)} (version ${facts.integer(1)})`;
  });
}

function lookAtBounds(key: unknown, { modules, names }: Place): Look {
  return look(`bounds of parameter ${say("shortText", key, names)}`, modules.constitution, BOUNDS, [key], (_, values) =>
    formatBounds(readBounds(values[0])),
  );
}

function lookAtSeat(seat: unknown, { modules, names }: Place): readonly Look[] {
  const member = say("seat", seat, names);
  const target = modules.memberRegistry;
  return [
    look(member, target, SEAT, [seat], (answer) => {
      const facts = answer.list(0);
      const duties = fromDutyMask(facts.integer(2));
      return `weight ${facts.integer(0)}, duties ${duties.length === 0 ? "none" : duties.join(", ")}, cold account ${say("account", facts.address(8), names)}`;
    }),
    look(
      `standing of ${member}`,
      target,
      "function standing(uint16 seat) view returns (uint8 standing)",
      [seat],
      (answer) => standings[Number(answer.integer(0))] ?? "unknown",
    ),
    look(
      `suspension of ${member}`,
      target,
      "function suspendedUntil(uint16 seat) view returns (uint48 until)",
      [seat],
      (answer) => (answer.integer(0) === 0n ? "none" : `until ${formatMoment(answer.integer(0))}`),
    ),
  ];
}

function lookAtBatcher(seat: unknown, { modules, names }: Place): Look {
  const fragment = "function suspendedSince(uint16 seat) view returns (uint48 since)";
  return look(`batcher of ${say("seat", seat, names)}`, modules.batchAnchor, fragment, [seat], (answer) =>
    answer.integer(0) === 0n ? "not suspended" : `suspended since ${formatMoment(answer.integer(0))}`,
  );
}

function lookAtVerifier(verifier: unknown, { modules, names }: Place): Look {
  const fragment = "function isVerifierApproved(address verifier) view returns (bool approved)";
  return look(`verifier ${say("account", verifier, names)}`, modules.memberRegistry, fragment, [verifier], (answer) =>
    answer.flag(0) ? "approved" : "not approved",
  );
}

function lookAtAct(key: unknown, { modules, names }: Place): Look {
  return look(`suspension of key ${say("key", key, names)}`, modules.guardians, ACT, [key], (answer) => {
    const act = answer.list(0);
    if (act.integer(1) === 0n) return "none";
    const ratified = act.integer(3) === 0n ? "not ratified" : `ratified until ${formatMoment(act.integer(3))}`;
    return `by the member of seat ${act.integer(0)}, lapses at ${formatMoment(act.integer(2))}, ${ratified}`;
  });
}

function lookAtEpoch(group: unknown, epoch: unknown, { modules, names }: Place): Look {
  const subject = `${say("group", group, names)} in epoch ${String(epoch)}`;
  return look(subject, modules.groupDirectory, EPOCH, [group, epoch], (answer, [facts]) => {
    const begun = answer.list(0);
    if (begun.integer(0) === 0n || !(facts instanceof Result)) return "has not begun";
    const ended = begun.integer(1) === 0n ? "" : `, until ${formatMoment(begun.integer(1))}`;
    const members = say("seats", facts[4], names);
    const mandatory = say("mandatorySeats", facts[5], names);
    return `${members}; every record needs ${mandatory}; ${say("groupPolicy", facts[3], names)}${ended}`;
  });
}

function lookAtRecord(recordId: unknown, { modules }: Place): Look {
  const fragment = "function stateOf(bytes32 recordId) view returns (uint8 state)";
  return look(`state of record ${String(recordId)}`, modules.confidentialRegistry, fragment, [recordId], (answer) => {
    return recordStates[Number(answer.integer(0))] ?? "unknown";
  });
}

function lookAtGrant([recordId, keyId, slotHash]: Result, { modules }: Place): Look {
  const fragment = "function isGranted(bytes32 recordId, bytes32 keyId, bytes32 slotHash) view returns (bool granted)";
  const subject = `key ${String(keyId)} and record ${String(recordId)}`;
  return look(subject, modules.confidentialRegistry, fragment, [recordId, keyId, slotHash], (answer) =>
    answer.flag(0) ? "granted" : "not granted",
  );
}

function lookAtHold(recordId: unknown, { modules }: Place): Look {
  return look(`record ${String(recordId)}`, modules.confidentialRegistry, RECORD, [recordId], (answer) =>
    answer.list(0).list(10).flag(7) ? "kept from being destroyed" : "may be destroyed",
  );
}

function look(
  subject: string,
  target: Address,
  fragment: string,
  values: readonly unknown[],
  show: (answer: AbiValues, values: Result) => string,
): Look {
  const abi = new Interface([fragment]);
  const [verb] = abi.fragments.flatMap((each) => ("name" in each && typeof each.name === "string" ? [each.name] : []));
  if (verb === undefined) throw new TypeError(`${fragment} has no name`);
  return {
    subject,
    target,
    data: parseHex(abi.encodeFunctionData(verb, values)),
    show(answer) {
      if (sizeOf(answer) === 0) return "does not exist";
      const decoded = abi.decodeFunctionResult(verb, answer);
      return show(new AbiValues(decoded), decoded);
    },
  };
}

function say(kind: keyof typeof kindLaws, word: unknown, names: Names): string {
  return word === undefined ? "" : sayIn(kind, word, names, {});
}

function sayIn(
  kind: keyof typeof kindLaws,
  word: unknown,
  names: Names,
  others: Readonly<Record<string, unknown>>,
): string {
  return kindLaws[kind].show(word, { names, others });
}
