import { Result } from "ethers";
import { QuorateError } from "../errors/QuorateError.ts";
import { callCatalogue } from "../generated/calls.ts";
import { AbiValues } from "../types/AbiValues.ts";
import { fromDutyMask, toDutyMask } from "../types/dutyMask.ts";
import type { GroupPolicy } from "../types/GroupPolicy.ts";
import type { Names } from "../types/Names.ts";
import { type ParameterBounds, type ParameterType, parameterTypes } from "../types/Parameter.ts";
import { parseAddress } from "../types/parseAddress.ts";
import { parseBytes32, parseHex } from "../types/parseHex.ts";
import type { RuleTerms } from "../types/Rule.ts";
import { fromShortText, toShortText } from "../types/shortText.ts";
import { formatMoment } from "./formatMoment.ts";
import { formatBounds, formatParameterValue, type ValueMeaning } from "./formatParameter.ts";
import { formatRule } from "./formatRule.ts";
import { encodeGroupPolicy, formatGroupPolicy, readGroupPolicy } from "./groupPolicy.ts";
import { parseInteger } from "./parseInteger.ts";
import { fieldOf } from "./readFields.ts";
import { fromMandatoryWord, fromSeatSet, toMandatoryWord, toSeatSet } from "./seatSet.ts";

/** The kind of an argument of a governed function, as the call catalogue names it. */
export type ArgumentKind = (typeof callCatalogue)[keyof typeof callCatalogue]["inputs"][number]["kind"];

/** What a sentence may draw on beside the argument itself. */
export interface SentenceContext {
  readonly names: Names;
  /** The other arguments of the call as the ABI decodes them, by name. */
  readonly others: Readonly<Record<string, unknown>>;
}

interface KindLaw {
  /** From what a program gives to what the ABI encodes. Throws a QuorateError for anything else. */
  encode(value: unknown): unknown;
  /** From what the ABI decodes to what a person reads. Nothing that matters is left out. */
  show(word: unknown, context: SentenceContext): string;
}

const RULE_FIELDS = [
  ["quorum", 16],
  ["threshold", 16],
  ["vetoDuties", 0],
  ["votingPeriod", 32],
  ["executionDelay", 32],
  ["executionWindow", 32],
  ["lateExtension", 32],
  ["proposerDuties", 0],
] as const;

const number: (bits: number) => KindLaw = (bits) => ({
  encode: (value) => parseInteger(value, bits),
  show: (word) => String(word),
});

/** How arguments of every kind are encoded and said. */
export const kindLaws: { readonly [Kind in ArgumentKind]: KindLaw } = {
  account: {
    encode: parseAddress,
    show: (word, { names }) => {
      const address = parseAddress(word);
      const name = names.accounts?.[address];
      return name === undefined ? address : `${name} (${address})`;
    },
  },
  bounds: { encode: encodeBounds, show: (word) => formatBounds(readBounds(word)) },
  codeHash: { encode: parseBytes32, show: String },
  commitment: {
    encode: parseBytes32,
    show: (word, { names }) => names.commitments?.[String(word)] ?? `(commitment ${String(word)})`,
  },
  count: number(8),
  digest: { encode: parseBytes32, show: String },
  duties: {
    encode: toDutyMask,
    show: (word) => {
      const held = fromDutyMask(parseInteger(word, 8));
      return held.length === 0 ? "none" : held.join(", ");
    },
  },
  firstWord: { encode: parseBytes32, show: (word) => fromShortText(String(word)) ?? String(word) },
  group: { encode: (value) => parseInteger(value, 32), show: (word) => `group ${String(word)}` },
  groupPolicy: { encode: encodeGroupPolicy, show: (word) => formatGroupPolicy(readPolicy(word)) },
  key: { encode: parseBytes32, show: (word) => sayKey(String(word)) },
  mandatorySeats: {
    encode: toMandatoryWord,
    show: (word, { names }) => {
      const seats = fromMandatoryWord(parseInteger(word, 256));
      if (seats === undefined) throw unreadable();
      return seats.length === 0 ? "nobody in particular" : saySeats(seats, names);
    },
  },
  moment: { encode: (value) => parseInteger(value, 40), show: (word) => formatMoment(parseInteger(word, 40)) },
  parameterValue: {
    encode: (value) => parseInteger(value, 160),
    show: (word, context) => formatParameterValue(parseInteger(word, 160), findMeaning(context)),
  },
  rule: { encode: encodeRule, show: (word) => formatRule(readRuleTerms(word)) },
  seat: {
    encode: (value) => parseInteger(value, 16),
    show: (word, { names }) => saySeat(String(word), names),
  },
  seats: {
    encode: (value) => [toSeatSet(value)],
    show: (word, { names }) => {
      const seats = readSeatSet(word);
      return seats.length === 0 ? "nobody" : saySeats(seats, names);
    },
  },
  selector: {
    encode: (value) => parseHex(value, 4),
    show: (word, { others }) => {
      const subject = fromShortText(String(others.subject));
      const known = Object.values(callCatalogue).find((call) => call.module === subject && call.selector === word);
      return known?.function ?? String(word);
    },
  },
  shortText: { encode: toShortText, show: (word) => fromShortText(String(word)) ?? String(word) },
  subject: { encode: encodeSubject, show: (word) => showSubject(String(word)) },
  version: number(32),
  weight: number(16),
};

/** A rule's terms as the ABI decodes them. */
function readRuleTerms(word: unknown): RuleTerms {
  const [quorum, threshold, veto, votingPeriod, executionDelay, executionWindow, lateExtension, proposer] =
    readIntegers(word);
  if (quorum === undefined || threshold === undefined || veto === undefined || votingPeriod === undefined)
    throw unreadable();
  if (executionDelay === undefined || executionWindow === undefined || lateExtension === undefined) throw unreadable();
  if (proposer === undefined) throw unreadable();
  return {
    quorum,
    threshold,
    vetoDuties: fromDutyMask(veto),
    votingPeriod,
    executionDelay,
    executionWindow,
    lateExtension,
    proposerDuties: fromDutyMask(proposer),
  };
}

/** A parameter's bounds as the ABI decodes them. */
export function readBounds(word: unknown): ParameterBounds {
  const [kind, min, max, maxStep, coolDown] = readIntegers(word);
  if (kind === undefined || min === undefined || max === undefined) throw unreadable();
  if (maxStep === undefined || coolDown === undefined || !(word instanceof Result)) throw unreadable();
  const unit: unknown = word[5];
  return { kind: parameterTypeAt(kind), min, max, maxStep, coolDown, unit: fromShortText(String(unit)) ?? "" };
}

/** The seats of a set as the ABI decodes it. */
function readSeatSet(word: unknown): readonly bigint[] {
  if (!(word instanceof Result)) throw unreadable();
  const [low, high] = readIntegers(word[0]);
  if (low === undefined || high === undefined) throw unreadable();
  return fromSeatSet([low, high]);
}

/** A group's policy as the ABI decodes it. */
function readPolicy(word: unknown): GroupPolicy {
  const policy = word instanceof Result ? readGroupPolicy(new AbiValues(word)) : null;
  if (policy === null) throw unreadable();
  return policy;
}

/** A rule's terms as the ABI encodes them. */
function encodeRule(value: unknown): readonly bigint[] {
  return RULE_FIELDS.map(([name, bits]) => {
    const field = fieldOf(value, name);
    return bits === 0 ? toDutyMask(field) : parseInteger(field, bits);
  });
}

function encodeBounds(value: unknown): readonly unknown[] {
  const types: readonly unknown[] = parameterTypes;
  const kind = types.indexOf(fieldOf(value, "kind"));
  if (kind < 0) {
    throw new QuorateError({
      code: "OBJECT_MALFORMED",
      summary: `${String(fieldOf(value, "kind"))} is no type of a parameter.`,
      remedy: `Use ${parameterTypes.join(", ")}.`,
    });
  }
  const unit = fieldOf(value, "unit");
  return [
    BigInt(kind + 1),
    parseInteger(fieldOf(value, "min"), 160),
    parseInteger(fieldOf(value, "max"), 160),
    parseInteger(fieldOf(value, "maxStep"), 160),
    parseInteger(fieldOf(value, "coolDown"), 40),
    unit === "" ? `0x${"00".repeat(32)}` : toShortText(unit),
  ];
}

/** A module by its name, anything else by its address in the low 160 bits. */
function encodeSubject(value: unknown): string {
  if (typeof value !== "string" || !value.startsWith("0x")) return toShortText(value);
  return `0x${"00".repeat(12)}${parseAddress(value).slice(2).toLowerCase()}`;
}

function showSubject(word: string): string {
  return fromShortText(word) ?? sayKey(word);
}

function saySeat(seat: string, names: Names): string {
  const name = names.seats?.[seat];
  return name === undefined ? `the member of seat ${seat}` : `member ${name} (seat ${seat})`;
}

function saySeats(seats: readonly bigint[], names: Names): string {
  return seats.map((seat) => saySeat(String(seat), names)).join(", ");
}

/** Keys of accounts are their address; keys of ERC-7913 signers are a hash. */
function sayKey(word: string): string {
  return /^0x0{24}/.test(word) && !/^0x0{64}$/.test(word) ? parseAddress(`0x${word.slice(26)}`) : word;
}

function findMeaning({ names, others }: SentenceContext): ValueMeaning | undefined {
  if (others.bounds !== undefined) return readBounds(others.bounds);
  return names.parameters?.[fromShortText(String(others.key)) ?? ""];
}

function parameterTypeAt(number: bigint): ParameterType {
  const type = parameterTypes[Number(number) - 1];
  if (type === undefined) throw unreadable();
  return type;
}

function readIntegers(word: unknown): readonly (bigint | undefined)[] {
  if (!(word instanceof Result)) throw unreadable();
  return word.toArray().map((value: unknown) => (typeof value === "bigint" ? value : undefined));
}

function unreadable(): QuorateError {
  return new QuorateError({
    code: "CALL_ARGUMENT_MALFORMED",
    summary: "An argument of the call does not decode to what its function takes.",
    remedy: "Do not sign it: ask whoever prepared it to build it with the call builders.",
  });
}
