import {
  ALL_BPS,
  type Constitution,
  MAX_KEYS_PER_SEAT,
  MAX_SEATS,
  MAX_TOTAL_WEIGHT,
  type SeatTerms,
} from "./Constitution.ts";
import { checkRules } from "./checkRules.ts";
import { type Duty, duties } from "./Duty.ts";
import type { GovernedAction } from "./GovernedAction.ts";
import { governedActions } from "./governedActions.ts";
import type { JsonReader } from "./JsonReader.ts";
import { parseJsonFile } from "./parseJsonFile.ts";
import { readParameters } from "./readParameters.ts";
import { readRules } from "./readRules.ts";
import { readShare } from "./readShare.ts";

/** A number that a browser, a wallet and `block.chainid` all take. */
const MAX_CHAIN_ID = 2n ** 52n;

/** Two thirds, as `readShare` reads them. */
const DEFAULT_FOUNDING_QUORUM_BPS = Math.floor((2 * ALL_BPS) / 3);

/** Where the members cannot be read, nothing is held against their weights. */
const NO_WEIGHTS = { seats: 0, totalWeight: 0, heaviestWeight: 0 };

/** How a constitution is read and named in errors. */
export interface ParseConstitutionParameters {
  /** How errors name the file. */
  readonly file?: string;
  /** The governed functions that rules may name. */
  readonly actions?: readonly GovernedAction[];
}

/**
 * Reads a constitution.json: what people decided before there was a chain. The format is described in docs/founding.md.
 *
 * @throws QuorateError CONSTITUTION_REFUSED, whose `faults` carry `facts.path`, a summary and a remedy each
 */
export function parseConstitution(
  text: string,
  { file = "The constitution", actions = governedActions }: ParseConstitutionParameters = {},
): Constitution {
  return parseJsonFile(text, {
    file,
    refusal: "CONSTITUTION_REFUSED",
    read: (root) => readConstitution(root, actions),
  });
}

function readConstitution(root: JsonReader, actions: readonly GovernedAction[]): Constitution {
  root.checkFields(["$comment", "name", "chainId", "foundingQuorum", "members", "duties", "rules", "parameters"]);
  const place = root.field("members");
  const { value: members, isSound: membersAreSound } = root.readSoundly(() => readMembers(place));
  const weights = membersAreSound ? weigh(place, members) : NO_WEIGHTS;
  const holders = readHolders(root.field("duties"));
  const parameters = readParameters(root.field("parameters"));
  const rules = readRules(root.field("rules"), { actions, parameters: parameters.map(({ name }) => name) });
  checkRules(rules, { ...weights, holders });
  return {
    name: root.field("name").text(),
    chainId: root.field("chainId").wholeNumber({ min: 1n, max: MAX_CHAIN_ID }),
    foundingQuorumBps: root.has("foundingQuorum")
      ? readShare(root.field("foundingQuorum"), { min: 1, max: ALL_BPS })
      : DEFAULT_FOUNDING_QUORUM_BPS,
    ...members,
    holders,
    rules: rules.map(({ rule }) => rule),
    parameters,
  };
}

type Members = Pick<Constitution, "seats" | "defaultTerms" | "termsOf">;

function readMembers(place: JsonReader): Members {
  place.checkFields(["$comment", "seats", "weight", "ballotsNeeded", "organisations"]);
  const defaultTerms = readTerms(place, { weight: 1, ballotsNeeded: 1 });
  const organisations = place.has("organisations") ? place.field("organisations").entries() : [];
  const seats = place.field("seats").integer({ min: 1, max: MAX_SEATS });
  return {
    seats,
    defaultTerms,
    termsOf: new Map(
      organisations.map(([name, terms]) => {
        terms.checkFields(["$comment", "weight", "ballotsNeeded"]);
        return [name, readTerms(terms, defaultTerms)] as const;
      }),
    ),
  };
}

function readTerms(place: JsonReader, otherwise: SeatTerms): SeatTerms {
  return {
    weight: place.has("weight") ? place.field("weight").integer({ min: 1, max: MAX_TOTAL_WEIGHT }) : otherwise.weight,
    ballotsNeeded: place.has("ballotsNeeded")
      ? place.field("ballotsNeeded").integer({ min: 1, max: MAX_KEYS_PER_SEAT })
      : otherwise.ballotsNeeded,
  };
}

/** The weights as the constitution intends them, before anybody has looked into the members file. */
function weigh(place: JsonReader, { seats, defaultTerms, termsOf }: Members) {
  const own = [...termsOf.values()].map(({ weight }) => weight);
  const others = Math.max(0, seats - own.length);
  const totalWeight = own.reduce((sum, weight) => sum + weight, others * defaultTerms.weight);
  if (own.length > seats) {
    place.field("organisations").refuse({
      code: "SEATS_MISCOUNTED",
      summary: `${own.length} organisations have terms of their own though there are only ${seats} seats`,
      remedy: "Correct the number of seats, or delete the organisations that are no members.",
      facts: { found: own.length, expected: seats },
    });
  }
  if (totalWeight > MAX_TOTAL_WEIGHT) {
    place.refuse({
      code: "WEIGHT_ABOVE_LIMIT",
      summary: `all seats together weigh ${totalWeight}`,
      remedy: `Make the weights smaller: a tally holds at most ${MAX_TOTAL_WEIGHT}.`,
      facts: { found: totalWeight, max: MAX_TOTAL_WEIGHT },
    });
  }
  const heaviestWeight = Math.max(...own, others > 0 ? defaultTerms.weight : 0);
  return { seats, totalWeight, heaviestWeight };
}

function readHolders(place: JsonReader): Readonly<Record<Duty, readonly string[]>> {
  place.checkFields(["$comment", ...duties]);
  const read = (duty: Duty): readonly string[] => {
    const names = place
      .field(duty)
      .items()
      .map((item) => item.text());
    if (new Set(names).size < names.length) {
      place.field(duty).refuse({
        code: "JSON_BAD_VALUE",
        summary: "an organisation is named twice",
        remedy: "Name each once.",
      });
    }
    return names;
  };
  return { batcher: read("batcher"), attester: read("attester"), guardian: read("guardian") };
}
