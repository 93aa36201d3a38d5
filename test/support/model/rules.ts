import type { RuleTerms } from "../deploySuite.ts";
import type { Deed, LaidRule, Realm } from "./Realm.ts";
import { Refusal, refuseFor } from "./Refusal.ts";

export const FALLBACK = "fallback";
export const LEDGER_ENTER = "Ledger.enter";

const MAX_PERIOD = 90 * 86_400;
const ALL_DUTIES = 7;
const MAX_EXTENSION = 30 * 86_400;

/** The bit of a version that says that several rules were joined; the others are then the newest of theirs. */
const JOINED = 2 ** 23;

/** What decides a proposal. */
export interface Ruling {
  readonly terms: RuleTerms;
  readonly version: number;
  readonly versions: readonly number[];
  readonly concerned: readonly number[];
  readonly touchesModules: boolean;
}

const ACTIONS: { readonly [kind in Deed["kind"]]: string } = {
  enter: LEDGER_ENTER,
  clear: "Ledger.clear",
  remove: "MemberRegistry.remove",
  reinstate: "MemberRegistry.reinstate",
  suspend: "MemberRegistry.suspend",
  setWeight: "MemberRegistry.setWeight",
  setDuties: "MemberRegistry.setDuties",
  admit: "MemberRegistry.admit",
  setParameter: "Constitution.setParameter",
  setKeyedRule: "Constitution.setKeyedRule",
  setRule: "Constitution.setRule",
  setFallback: "Constitution.setFallback",
  ratify: "Guardians.ratify",
  overrule: "Guardians.overrule",
};

export function actionOf(deed: Deed): string {
  return ACTIONS[deed.kind];
}

export function keyedAction(action: string, word: bigint): string {
  return `${action}(${word})`;
}

export function isModuleAction(action: string): boolean {
  return !action.startsWith("Ledger.") && action !== FALLBACK;
}

/** Actions through which strictness could be walked around. */
function isConstitutional(action: string): boolean {
  if (action.startsWith("Constitution.")) return !action.startsWith("Constitution.setParameter");
  return action.startsWith("MemberRegistry.");
}

export function findRule(realm: Realm, action: string): LaidRule | null {
  return realm.rules.find((rule) => rule.action === action) ?? null;
}

export function fallbackOf(realm: Realm): LaidRule {
  const rule = findRule(realm, FALLBACK);
  if (rule === null) throw new Error("the model has no fallback rule");
  return rule;
}

/** The strictest of two rules, component by component. */
export function join(one: RuleTerms, other: RuleTerms): RuleTerms {
  return {
    quorum: Math.max(one.quorum, other.quorum),
    threshold: Math.max(one.threshold, other.threshold),
    vetoDuties: one.vetoDuties | other.vetoDuties,
    votingPeriod: Math.max(one.votingPeriod, other.votingPeriod),
    executionDelay: Math.max(one.executionDelay, other.executionDelay),
    executionWindow: Math.min(one.executionWindow, other.executionWindow),
    lateExtension: Math.max(one.lateExtension, other.lateExtension),
    proposerDuties: one.proposerDuties | other.proposerDuties,
  };
}

export function isSame(one: RuleTerms, other: RuleTerms): boolean {
  return JSON.stringify(join(one, one)) === JSON.stringify(join(other, other));
}

export function isAtLeastAsStrict(rule: RuleTerms, other: RuleTerms): boolean {
  return isSame(join(rule, other), rule);
}

/** The rule in force for a deed, most specific first. */
function ruleInForce(realm: Realm, deed: Deed): LaidRule {
  const keyed = deed.kind === "enter" ? findRule(realm, keyedAction(LEDGER_ENTER, deed.word)) : null;
  return keyed ?? findRule(realm, actionOf(deed)) ?? fallbackOf(realm);
}

/** Rules that a deed would change, as they are and as they would be. */
function changedBy(realm: Realm, deed: Deed): readonly RuleTerms[] {
  switch (deed.kind) {
    case "setFallback":
      return [fallbackOf(realm).terms, deed.terms];
    case "setRule":
      return [(findRule(realm, deed.action) ?? fallbackOf(realm)).terms, deed.terms];
    case "setKeyedRule":
      return [ruleInForce(realm, { kind: "enter", word: deed.word }).terms, deed.terms];
    default:
      return [];
  }
}

/** What decides these deeds: the strictest of their rules, and of the rules that they change. */
export function ruleOn(realm: Realm, deeds: readonly Deed[]): Ruling {
  const laid = deeds.map((deed) => ruleInForce(realm, deed));
  const [first] = laid;
  if (first === undefined) throw new Refusal(["GovernorInvalidProposalLength"]);
  const all = deeds.flatMap((deed) => changedBy(realm, deed));
  const terms = [...laid.map((rule) => rule.terms), ...all].reduce(join);
  const isOne = laid.every((rule) => rule.version === first.version) && isSame(terms, first.terms);
  const concerned = deeds.flatMap((deed) => (deed.kind === "remove" || deed.kind === "suspend" ? [deed.seat] : []));
  return {
    terms,
    version: isOne ? first.version : JOINED | Math.max(...laid.map((rule) => rule.version)),
    versions: [...new Set(laid.map((rule) => rule.version))],
    concerned: [...new Set(concerned)],
    touchesModules: deeds.some((deed) => isModuleAction(actionOf(deed))),
  };
}

/** Lays a rule in the name of governance. */
export function setRule(realm: Realm, action: string, terms: RuleTerms): void {
  const { terms: strictest } = fallbackOf(realm);
  const isWeaker = terms.quorum < strictest.quorum || terms.threshold < strictest.threshold;
  refuseFor([
    [!isInRange(terms), "ConstitutionRuleOutOfRange"],
    [!isAtLeastAsStrict(strictest, terms), "ConstitutionStricterThanFallback"],
    [isWeaker && isConstitutional(action), "ConstitutionWeakerThanFallback"],
    [isUnchanged(realm, action, terms), "ConstitutionUnchanged"],
  ]);
  write(realm, action, terms);
}

/** Lays the fallback; the bars of constitutional actions follow it, all other rules have to be within it already. */
export function setFallback(realm: Realm, terms: RuleTerms): void {
  const { quorum, threshold } = terms;
  const followed = realm.rules
    .filter(({ action }) => action !== FALLBACK)
    .map((rule) => ({
      rule,
      terms: isConstitutional(rule.action) ? { ...rule.terms, quorum, threshold } : rule.terms,
    }));
  refuseFor([
    [!isInRange(terms), "ConstitutionRuleOutOfRange"],
    [isUnchanged(realm, FALLBACK, terms), "ConstitutionUnchanged"],
    [followed.some((next) => !isAtLeastAsStrict(terms, next.terms)), "ConstitutionStricterThanFallback"],
  ]);
  write(realm, FALLBACK, terms);
  for (const next of followed) if (!isSame(next.terms, next.rule.terms)) write(realm, next.rule.action, next.terms);
}

function isUnchanged(realm: Realm, action: string, terms: RuleTerms): boolean {
  const rule = findRule(realm, action);
  return rule !== null && isSame(rule.terms, terms);
}

function write(realm: Realm, action: string, terms: RuleTerms): void {
  realm.rulesEver += 1;
  const rule = findRule(realm, action);
  if (rule === null) {
    realm.rules.push({ action, terms, version: realm.rulesEver });
    return;
  }
  realm.superseded.set(rule.version, realm.now);
  rule.terms = terms;
  rule.version = realm.rulesEver;
}

function isInRange(terms: RuleTerms): boolean {
  const isShare = (value: number): boolean => value >= 0 && value <= 10_000;
  return (
    isShare(terms.quorum) &&
    isShare(terms.threshold) &&
    terms.quorum > 0 &&
    terms.votingPeriod > 0 &&
    terms.votingPeriod <= MAX_PERIOD &&
    terms.executionDelay <= MAX_PERIOD &&
    terms.executionWindow > 0 &&
    terms.executionWindow <= MAX_PERIOD &&
    terms.lateExtension <= MAX_EXTENSION &&
    (terms.vetoDuties | terms.proposerDuties) <= ALL_DUTIES
  );
}
