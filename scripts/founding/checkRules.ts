import type { Rule, RuleTerms } from "./Constitution.ts";
import type { Duty } from "./Duty.ts";
import { formatDuration } from "./formatDuration.ts";
import { neededWeight } from "./neededWeight.ts";
import type { PlacedRule } from "./readRules.ts";

/** What the rules are held against: the seats as the constitution intends them. */
export interface Electorate {
  readonly seats: number;
  readonly totalWeight: number;
  readonly heaviestWeight: number;
  readonly holders: Readonly<Record<Duty, readonly string[]>>;
}

/** From this many seats on, the loss of the heaviest one must leave every bar within reach. */
const SEATS_WITH_CEILING = 4;

/**
 * Checks what the rules mean together, and notes every fault at the rule's place: no action twice; the fallback at least as
 * strict as every other rule; changes of the electorate, bounds, modules and rules as hard as the fallback; every bar within
 * reach when the heaviest seat is lost; duties that somebody holds.
 */
export function checkRules(rules: readonly PlacedRule[], electorate: Electorate): void {
  const [fallback] = rules;
  if (fallback === undefined) return;
  refuseRepeated(rules);
  for (const placed of rules) {
    if (placed !== fallback) refuseStricterThanFallback(placed, fallback.rule);
    if (placed !== fallback) refuseTooWeak(placed, fallback.rule);
    refuseAboveCeiling(placed, electorate);
    refuseMissingDuties(placed, electorate);
  }
}

/** Names the components in which `one` is stricter than `other`. */
function listStricterTerms(one: RuleTerms, other: RuleTerms): readonly (keyof RuleTerms)[] {
  const isStricter: Readonly<Record<keyof RuleTerms, boolean>> = {
    quorumBps: one.quorumBps > other.quorumBps,
    thresholdBps: one.thresholdBps > other.thresholdBps,
    veto: one.veto.some((duty) => !other.veto.includes(duty)),
    votingPeriod: one.votingPeriod > other.votingPeriod,
    executionDelay: one.executionDelay > other.executionDelay,
    executionWindow: one.executionWindow < other.executionWindow,
    lateExtension: one.lateExtension > other.lateExtension,
    proposerDuties: one.proposerDuties.some((duty) => !other.proposerDuties.includes(duty)),
  };
  return COMPONENTS.filter((component) => isStricter[component]);
}

const COMPONENTS = [
  "quorumBps",
  "thresholdBps",
  "veto",
  "votingPeriod",
  "executionDelay",
  "executionWindow",
  "lateExtension",
  "proposerDuties",
] as const;

/** The field of constitution.json behind a component. */
function fieldOf(component: keyof RuleTerms): string {
  return component.replace(/Bps$/, "");
}

function refuseRepeated(rules: readonly PlacedRule[]): void {
  for (const group of Map.groupBy(rules, ({ rule }) => subjectKey(rule)).values()) {
    for (const { place, rule } of group.slice(1)) {
      place.field("action").refuse({
        code: "ACTION_REPEATED",
        summary: `${rule.action} has a rule already at ${group[0]?.place.path}`,
        remedy: "Keep one of the two.",
        facts: { action: rule.action },
      });
    }
  }
}

function subjectKey({ subject }: Rule): string {
  if (subject.kind === "fallback") return "fallback";
  const contract = subject.kind === "module" ? subject.action.module : subject.target;
  const selector = subject.kind === "module" ? subject.action.selector : subject.selector;
  return [contract, selector, subject.firstWord].join();
}

function refuseStricterThanFallback({ place, rule }: PlacedRule, fallback: Rule): void {
  for (const component of listStricterTerms(rule, fallback)) {
    const [own, allowed] = [describe(component, rule), describe(component, fallback)];
    place.field(fieldOf(component)).refuse({
      code: "RULE_STRICTER_THAN_FALLBACK",
      summary: `${rule.action} asks for ${own} and the fallback only for ${allowed}`,
      remedy: "Make the fallback as strict in this, or this rule milder: what no rule names must never be easier.",
      facts: { action: rule.action, component, found: own, allowed },
    });
  }
}

function refuseTooWeak({ place, rule }: PlacedRule, fallback: Rule): void {
  if (rule.subject.kind !== "module" || !rule.subject.action.constitutional) return;
  for (const component of ["quorumBps", "thresholdBps"] as const) {
    if (rule[component] >= fallback[component]) continue;
    const [own, needed] = [describe(component, rule), describe(component, fallback)];
    place.field(fieldOf(component)).refuse({
      code: "RULE_CONSTITUTIONAL_TOO_WEAK",
      summary: `${rule.action} asks for ${own} and the fallback for ${needed}`,
      remedy: `Delete the field, so that it is ${needed}: who may change members, bounds, modules or rules could change everything.`,
      facts: { action: rule.action, component, found: own, needed },
    });
  }
}

function refuseAboveCeiling({ place, rule }: PlacedRule, { seats, totalWeight, heaviestWeight }: Electorate): void {
  const ceiling = totalWeight - heaviestWeight;
  const needed = neededWeight(totalWeight, rule.quorumBps);
  if (seats < SEATS_WITH_CEILING || needed <= ceiling) return;
  place.field("quorum").refuse({
    code: "RULE_ABOVE_CEILING",
    summary: `${rule.action} needs a weight of ${needed} of ${totalWeight}, and only ${ceiling} remain without the heaviest seat`,
    remedy: `Ask for at most ${Math.floor((ceiling * 100) / totalWeight)}%, so that one lost key never locks everybody out.`,
    facts: { action: rule.action, needed, totalWeight, ceiling },
  });
}

function refuseMissingDuties({ place, rule }: PlacedRule, { holders }: Electorate): void {
  for (const duty of rule.veto) {
    if (holders[duty].length > 0) continue;
    place.field("veto").refuse({
      code: "DUTY_HELD_BY_NOBODY",
      summary: `${rule.action} gives a veto to the duty ${duty}, which nobody holds`,
      remedy: `Name its holders under duties.${duty}, or take it out of the veto.`,
      facts: { action: rule.action, duties: [duty] },
    });
  }
  const [first, ...others] = rule.proposerDuties;
  if (first === undefined) return;
  if (!holders[first].some((name) => others.every((duty) => holders[duty].includes(name)))) {
    place.field("proposerDuties").refuse({
      code: "DUTY_HELD_BY_NOBODY",
      summary: `${rule.action} may only be proposed by a member with the duties ${rule.proposerDuties.join(" and ")}, and there is none`,
      remedy: "Give one organisation all of these duties, or take some of them out.",
      facts: { action: rule.action, duties: rule.proposerDuties },
    });
  }
}

function describe(component: keyof RuleTerms, terms: RuleTerms): string {
  const field = { quorumBps: "a quorum", thresholdBps: "a threshold" };
  switch (component) {
    case "quorumBps":
    case "thresholdBps":
      return `${field[component]} of ${terms[component] / 100}%`;
    case "veto":
    case "proposerDuties":
      return `${component} [${terms[component].join(", ")}]`;
    case "votingPeriod":
    case "executionDelay":
    case "executionWindow":
    case "lateExtension":
      return `${component} ${formatDuration(terms[component])}`;
  }
}
