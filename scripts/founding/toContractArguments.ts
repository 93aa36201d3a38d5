import { encodeBytes32String, zeroPadValue } from "ethers";

import { type Parameter, parameterTypes, type Rule, type RuleTerms } from "./Constitution.ts";
import { toDutyMask } from "./Duty.ts";
import { type HotKey, keyScopes } from "./FoundingKeys.ts";
import type { FoundingPlan, PlannedSeat } from "./FoundingPlan.ts";
import type { GovernedAction } from "./GovernedAction.ts";
import { governedActions } from "./governedActions.ts";
import type { Hex } from "./Hex.ts";
import { toHex } from "./toHex.ts";
import { toSignerBytes, type Verifiers } from "./toSignerBytes.ts";

/** `FOREVER` in the contracts: an expiry that never comes. */
const FOREVER = 2 ** 40 - 1;
const ZERO_WORD: Hex = `0x${"0".repeat(64)}`;
const ZERO_SELECTOR: Hex = "0x00000000";

/** A `Rule` as the contracts take it. */
export interface RuleArgument {
  readonly quorum: number;
  readonly threshold: number;
  readonly vetoDuties: number;
  readonly votingPeriod: number;
  readonly executionDelay: number;
  readonly executionWindow: number;
  readonly lateExtension: number;
  readonly proposerDuties: number;
}

/** A `FoundingRule` for `Constitution.layRules`. */
export interface FoundingRuleArgument {
  readonly subject: Hex;
  readonly selector: Hex;
  readonly words: number;
  readonly keyed: boolean;
  readonly firstWord: Hex;
  readonly rule: RuleArgument;
}

/** A `FoundingParameter` for `Constitution.layParameters`. */
export interface FoundingParameterArgument {
  readonly key: Hex;
  readonly value: bigint;
  readonly bounds: {
    readonly kind: number;
    readonly min: bigint;
    readonly max: bigint;
    readonly maxStep: bigint;
    readonly coolDown: number;
    readonly unit: Hex;
  };
}

/** A `NewKey` of a `Founder`. */
export interface KeyArgument {
  readonly signer: Hex;
  readonly scopes: number;
  readonly expiresAt: number;
}

/** A `Founder` for `MemberRegistry.enroll`. */
export interface FounderArgument {
  readonly cold: Hex;
  readonly weight: number;
  readonly ballotsNeeded: number;
  readonly duties: number;
  readonly metadata: Hex;
  readonly keys: readonly KeyArgument[];
}

/** All that the founding hands to the contracts. */
export interface ContractArguments {
  /** For `Constitution.layRules`. */
  readonly rules: readonly FoundingRuleArgument[];
  /** For `Constitution.layParameters`. */
  readonly parameters: readonly FoundingParameterArgument[];
  /** For `MemberRegistry.enroll`, in seat order. */
  readonly founders: readonly FounderArgument[];
}

/** What a plan does not know: where the verifiers stand, and what governance may decide. */
export interface ToContractArgumentsParameters {
  readonly verifiers: Verifiers;
  readonly actions?: readonly GovernedAction[];
}

/** Writes a plan the way the contracts take it. */
export function toContractArguments(
  plan: FoundingPlan,
  { verifiers, actions = governedActions }: ToContractArgumentsParameters,
): ContractArguments {
  return {
    rules: toFoundingRules(plan.rules, actions),
    parameters: plan.parameters.map(toFoundingParameter),
    founders: plan.seats.map((seat) => toFounder(seat, verifiers)),
  };
}

/**
 * The rules in the shape and order in which `Constitution.layRules` takes them: the fallback, then whole actions, then single
 * first words. A governed function of a module that no rule names is laid with the fallback's terms: the list of what a
 * module may be told is closed on chain, and what people did not think of shall be hard, not impossible.
 */
function toFoundingRules(rules: readonly Rule[], actions: readonly GovernedAction[]): readonly FoundingRuleArgument[] {
  const [fallback] = rules;
  if (fallback === undefined) return [];
  const named = rules.map(toFoundingRule);
  const implied = [...actions.map(toActionSubject), ...named.filter(({ keyed }) => keyed)]
    .map((subject) => ({ ...subject, keyed: false, firstWord: ZERO_WORD, rule: toRuleArgument(fallback) }))
    .filter((candidate) => !named.some((rule) => !rule.keyed && isSameAction(rule, candidate)))
    .filter((candidate, index, all) => all.findIndex((other) => isSameAction(other, candidate)) === index);
  return [...named.filter(({ keyed }) => !keyed), ...implied, ...named.filter(({ keyed }) => keyed)];
}

/** A rule's terms as the contracts take them. */
function toRuleArgument(terms: RuleTerms): RuleArgument {
  return {
    quorum: terms.quorumBps,
    threshold: terms.thresholdBps,
    vetoDuties: toDutyMask(terms.veto),
    votingPeriod: terms.votingPeriod,
    executionDelay: terms.executionDelay,
    executionWindow: terms.executionWindow,
    lateExtension: terms.lateExtension,
    proposerDuties: toDutyMask(terms.proposerDuties),
  };
}

type ActionSubject = Pick<FoundingRuleArgument, "subject" | "selector" | "words">;

function toActionSubject({ module, selector, words }: GovernedAction): ActionSubject {
  return { subject: toHex(encodeBytes32String(module)), selector, words };
}

function isSameAction(one: ActionSubject, other: ActionSubject): boolean {
  return one.subject === other.subject && one.selector === other.selector;
}

function toFoundingRule({ subject, ...terms }: Rule): FoundingRuleArgument {
  const rule = toRuleArgument(terms);
  if (subject.kind === "fallback") {
    return { subject: ZERO_WORD, selector: ZERO_SELECTOR, words: 0, keyed: false, firstWord: ZERO_WORD, rule };
  }
  const action =
    subject.kind === "module"
      ? toActionSubject(subject.action)
      : { subject: toHex(zeroPadValue(subject.target, 32)), selector: subject.selector, words: 0 };
  return { ...action, keyed: subject.firstWord !== null, firstWord: subject.firstWord ?? ZERO_WORD, rule };
}

function toFoundingParameter({
  key,
  type,
  value,
  min,
  max,
  maxStep,
  coolDown,
  unit,
}: Parameter): FoundingParameterArgument {
  // The contracts number types from 1; 0 says that there is no such parameter.
  const kind = parameterTypes.indexOf(type) + 1;
  return { key, value, bounds: { kind, min, max, maxStep, coolDown, unit: toHex(encodeBytes32String(unit)) } };
}

function toFounder({ cold, weight, ballotsNeeded, duties, metadata, hot }: PlannedSeat, verifiers: Verifiers) {
  const keys = hot.map((key) => toKeyArgument(key, verifiers));
  return { cold, weight, ballotsNeeded, duties: toDutyMask(duties), metadata, keys };
}

function toKeyArgument({ publicKey, scopes, expiresAt }: HotKey, verifiers: Verifiers): KeyArgument {
  return {
    signer: toSignerBytes(publicKey, verifiers),
    scopes: keyScopes.reduce((mask, scope, bit) => (scopes.includes(scope) ? mask | (1 << bit) : mask), 0),
    expiresAt: expiresAt ?? FOREVER,
  };
}
