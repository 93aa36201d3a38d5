import { QuorateError } from "../errors/QuorateError.ts";
import type { KeySignature } from "../types/Ballot.ts";
import type { BallotFile } from "../types/BallotFile.ts";
import type { Address } from "../types/Hex.ts";
import type { Modules } from "../types/Modules.ts";
import type { Names } from "../types/Names.ts";
import { parameterTypes } from "../types/Parameter.ts";
import { parseAddress } from "../types/parseAddress.ts";
import { parseBytes32, parseHex } from "../types/parseHex.ts";
import { parseProposalId } from "../types/parseProposalId.ts";
import { parseDecimal } from "./parseInteger.ts";
import { type Fields, parseFields } from "./readFields.ts";

const MAX_CHARACTERS = 4_000_000;

/** JSON with integers in decimal, the same for the same file. */
export function formatFileJson(file: object): string {
  return `${JSON.stringify(file, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value), 2)}\n`;
}

/** The value that a text of JSON says. @throws QuorateError OBJECT_MALFORMED */
export function parseFileJson(text: string): unknown {
  if (text.length > MAX_CHARACTERS) throw malformed("It is larger than any ballot or proposal.");
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformed("It is not JSON.", cause);
  }
}

/** Where the modules are, from a file. @throws QuorateError OBJECT_MALFORMED, ADDRESS_MALFORMED */
export function parseModules(value: unknown): Modules {
  const fields = only(parseFields(value, "modules"), [
    "constitution",
    "memberRegistry",
    "governor",
    "guardians",
    "accession",
    "groupDirectory",
    "keyDirectory",
    "confidentialRegistry",
    "batchAnchor",
    "batchExecutor",
  ]);
  return {
    constitution: parseAddress(fields.constitution),
    memberRegistry: parseAddress(fields.memberRegistry),
    governor: parseAddress(fields.governor),
    guardians: parseAddress(fields.guardians),
    accession: parseAddress(fields.accession),
    groupDirectory: parseAddress(fields.groupDirectory),
    keyDirectory: parseAddress(fields.keyDirectory),
    confidentialRegistry: parseAddress(fields.confidentialRegistry),
    batchAnchor: parseAddress(fields.batchAnchor),
    batchExecutor: parseAddress(fields.batchExecutor),
  };
}

/** What is proposed, from a file. @throws QuorateError OBJECT_MALFORMED and what its values throw */
export function parseProposal(value: unknown): BallotFile["proposal"] {
  const fields = only(parseFields(value, "proposal"), [
    "id",
    "proposer",
    "ruleVersion",
    "salt",
    "description",
    "calls",
  ]);
  return {
    id: parseProposalId(fields.id),
    proposer: parseDecimal(fields.proposer, 16),
    ruleVersion: parseDecimal(fields.ruleVersion, 24),
    salt: parseBytes32(fields.salt),
    description: parseText(fields.description, "description"),
    calls: parseList(fields.calls, "calls").map((each) => {
      const call = only(parseFields(each, "A call"), ["to", "value", "data", "codeHash", "sentence"]);
      return {
        to: parseAddress(call.to),
        value: parseDecimal(call.value, 256),
        data: parseHex(call.data),
        codeHash: parseBytes32(call.codeHash),
        sentence: parseText(call.sentence, "sentence"),
      };
    }),
  };
}

/** What a preparer has foreseen, from a file. @throws QuorateError OBJECT_MALFORMED, INTEGER_MALFORMED */
export function parseForeseen(value: unknown): BallotFile["foreseen"] {
  if (value === null) return null;
  const fields = only(parseFields(value, "foreseen"), ["blockNumber", "failure", "differences"]);
  return {
    blockNumber: parseDecimal(fields.blockNumber, 64),
    failure: fields.failure === null ? null : parseLine(fields.failure, "failure"),
    differences: parseList(fields.differences, "differences").map((each) => {
      const { subject, before, after } = only(parseFields(each, "A difference"), ["subject", "before", "after"]);
      return {
        subject: parseLine(subject, "subject"),
        before: parseLine(before, "before"),
        after: after === null ? null : parseLine(after, "after"),
      };
    }),
  };
}

/** What nothing binds must at least not look like another line of what is shown. */
function parseLine(value: unknown, what: string): string {
  const text = parseText(value, what);
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)) throw malformed(`${what} is more than one line.`);
  return text;
}

/** Names from a file; each kind may be absent. @throws QuorateError OBJECT_MALFORMED */
export function parseNames(value: unknown): Names {
  const fields = parseFields(value, "names");
  for (const name of Object.keys(fields)) {
    if (!["seats", "commitments", "accounts", "parameters"].includes(name))
      throw malformed(`names has a field ${name} that is not part of the format.`);
  }
  const { seats, commitments, accounts, parameters } = fields;
  return {
    ...(seats === undefined ? {} : { seats: parseTexts(seats) }),
    ...(commitments === undefined ? {} : { commitments: parseTexts(commitments) }),
    ...(accounts === undefined ? {} : { accounts: parseTexts(accounts) }),
    ...(parameters === undefined ? {} : { parameters: parseMeanings(parameters) }),
  };
}

function parseTexts(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(parseFields(value, "names"));
  return Object.fromEntries(entries.map(([key, text]) => [key, parseText(text, key)]));
}

function parseMeanings(value: unknown): NonNullable<Names["parameters"]> {
  return Object.fromEntries(
    Object.entries(parseFields(value, "parameters")).map(([key, each]) => {
      const meaning = only(parseFields(each, key), ["kind", "unit"]);
      return [key, { kind: parseWord(meaning.kind, parameterTypes, "kind"), unit: parseText(meaning.unit, "unit") }];
    }),
  );
}

/** A key's signature, from a file. @throws QuorateError OBJECT_MALFORMED, HEX_MALFORMED */
export function parseSignature(value: unknown): KeySignature {
  const signature = only(parseFields(value, "A signature"), ["signer", "signature"]);
  return { signer: parseHex(signature.signer), signature: parseHex(signature.signature) };
}

/** Exactly these fields. @throws QuorateError OBJECT_MALFORMED for a field too few or too many */
export function only(fields: Fields, names: readonly string[]): Fields {
  for (const name of names) if (!(name in fields)) throw malformed(`The field ${name} is missing.`);
  for (const name of Object.keys(fields))
    if (!names.includes(name)) throw malformed(`The field ${name} is not part of the format.`);
  return fields;
}

/** A list, from a file. @throws QuorateError OBJECT_MALFORMED */
export function parseList(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw malformed(`${what} is no list.`);
  return value;
}

/** A text, from a file. @throws QuorateError OBJECT_MALFORMED */
export function parseText(value: unknown, what: string): string {
  if (typeof value !== "string") throw malformed(`${what} is no text.`);
  return value;
}

/** One of some words, from a file. @throws QuorateError OBJECT_MALFORMED */
export function parseWord<Word extends string>(value: unknown, words: readonly Word[], what: string): Word {
  const found = words.find((known) => known === value);
  if (found === undefined) throw malformed(`${what} is ${JSON.stringify(value)} and none of ${words.join(", ")}.`);
  return found;
}

function malformed(summary: string, cause?: unknown): QuorateError {
  return new QuorateError({
    code: "OBJECT_MALFORMED",
    summary,
    remedy: "Give an object with the fields that its type names.",
    ...(cause === undefined ? {} : { cause }),
  });
}

/** Whether two sets of modules are the same. */
export function sameModules(a: Modules, b: Modules): boolean {
  const list = (modules: Modules): readonly Address[] => [
    modules.constitution,
    modules.memberRegistry,
    modules.governor,
    modules.guardians,
    modules.accession,
    modules.groupDirectory,
    modules.keyDirectory,
    modules.confidentialRegistry,
    modules.batchAnchor,
    modules.batchExecutor,
  ];
  const other = list(b);
  return list(a).every((address, index) => address === other[index]);
}
