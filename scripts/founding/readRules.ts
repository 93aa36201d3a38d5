import { ALL_BPS, type Rule, type RuleTerms } from "./Constitution.ts";
import { type Duty, duties } from "./Duty.ts";
import type { JsonReader } from "./JsonReader.ts";
import { readDuration } from "./readDuration.ts";
import { type KnownNames, readRuleSubject } from "./readRuleSubject.ts";
import { readShare } from "./readShare.ts";

const MINUTE = 60;
const DAY = 86_400;

/** The limits of a rule's components, both included: shares in basis points, times in seconds. */
const ruleLimits = {
  quorum: { min: 1, max: ALL_BPS },
  threshold: { min: 0, max: ALL_BPS },
  votingPeriod: { min: MINUTE, max: 90 * DAY },
  executionDelay: { min: 0, max: 90 * DAY },
  executionWindow: { min: MINUTE, max: 90 * DAY },
  lateExtension: { min: 0, max: 30 * DAY },
} as const;

const TERMS = [
  "quorum",
  "threshold",
  "veto",
  "votingPeriod",
  "executionDelay",
  "executionWindow",
  "lateExtension",
  "proposerDuties",
];

/** A rule with the place where it is written, so that faults found later name it. */
export interface PlacedRule {
  readonly rule: Rule;
  readonly place: JsonReader;
}

/**
 * Reads the rules. The fallback writes all of its components; every other rule writes those in which it is milder, and has
 * the fallback's for the rest. What a rule forgets is therefore never weak.
 *
 * @returns the fallback first, if there is one, then the others in their order
 */
export function readRules(list: JsonReader, known: KnownNames): readonly PlacedRule[] {
  const places = list.items().map((place) => ({ place, subject: readRuleSubject(place, known) }));
  const fallback = places.find(({ subject }) => subject?.kind === "fallback");
  if (fallback === undefined) {
    list.refuse({
      code: "FALLBACK_MISSING",
      summary: "no rule has the action fallback",
      remedy: 'Add a rule with "action": "fallback" that is at least as strict as every other.',
    });
    return [];
  }
  const strictest = readTerms(fallback.place, null);
  return [fallback, ...places.filter((other) => other !== fallback)].flatMap(({ place, subject }) => {
    const terms = place === fallback.place ? strictest : readTerms(place, strictest);
    return subject === null ? [] : [{ place, rule: { subject, action: describeAction(place), ...terms } }];
  });
}

function readTerms(place: JsonReader, inherited: RuleTerms | null): RuleTerms {
  place.checkFields(["$comment", "action", "key", ...TERMS]);
  const read = <T>(name: string, otherwise: T | undefined, readField: (field: JsonReader) => T): T =>
    otherwise === undefined || place.has(name) ? readField(place.field(name)) : otherwise;

  return {
    quorumBps: read("quorum", inherited?.quorumBps, (field) => readShare(field, ruleLimits.quorum)),
    thresholdBps: read("threshold", inherited?.thresholdBps, (field) => readShare(field, ruleLimits.threshold)),
    veto: read("veto", inherited?.veto, readDuties),
    votingPeriod: read("votingPeriod", inherited?.votingPeriod, (field) =>
      readDuration(field, ruleLimits.votingPeriod),
    ),
    executionDelay: read("executionDelay", inherited?.executionDelay, (field) =>
      readDuration(field, ruleLimits.executionDelay),
    ),
    executionWindow: read("executionWindow", inherited?.executionWindow, (field) =>
      readDuration(field, ruleLimits.executionWindow),
    ),
    lateExtension: read("lateExtension", inherited?.lateExtension, (field) =>
      readDuration(field, ruleLimits.lateExtension),
    ),
    proposerDuties: read("proposerDuties", inherited?.proposerDuties, readDuties),
  };
}

function readDuties(list: JsonReader): readonly Duty[] {
  const found = list.items().map((item) => item.word(duties));
  return duties.filter((duty) => found.includes(duty));
}

function describeAction(place: JsonReader): string {
  const action = place.field("action");
  return action.isText() ? action.text() : `${action.field("target").text()}.${action.field("selector").text()}`;
}
