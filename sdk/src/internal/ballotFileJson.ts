import { QuorateError } from "../errors/QuorateError.ts";
import { supports } from "../types/Ballot.ts";
import type { BallotFile } from "../types/BallotFile.ts";
import {
  only,
  parseFileJson,
  parseForeseen,
  parseList,
  parseModules,
  parseNames,
  parseProposal,
  parseSignature,
  parseText,
} from "./parseFileParts.ts";
import { parseDecimal } from "./parseInteger.ts";
import { parseFields } from "./readFields.ts";

/**
 * Reads the text of a ballot file: every field must be there, none may be there beside them.
 *
 * @throws QuorateError BALLOT_FILE_MALFORMED, BALLOT_FILE_VERSION
 */
export function parseBallotJson(text: string): BallotFile {
  try {
    return parseFile(parseFileJson(text));
  } catch (cause) {
    if (
      !(cause instanceof QuorateError) ||
      cause.code === "BALLOT_FILE_VERSION" ||
      cause.code === "BALLOT_FILE_MALFORMED"
    )
      throw cause;
    throw malformed(cause.summary, cause);
  }
}

function parseFile(value: unknown): BallotFile {
  const fields = parseFields(value, "The ballot file");
  if (fields.format !== "quorate.ballot")
    throw malformed(`Its format is ${JSON.stringify(fields.format)} and not "quorate.ballot".`);
  if (fields.version !== 1) {
    throw new QuorateError({
      code: "BALLOT_FILE_VERSION",
      summary: `The ballot file is of version ${String(fields.version)}, and this program reads version 1.`,
      remedy: "Use the program that wrote it, or prepare the ballot again.",
      facts: { version: String(fields.version) },
    });
  }
  only(fields, ["format", "version", "chainId", "modules", "names", "proposal", "foreseen", "ballot", "signatures"]);
  return {
    format: "quorate.ballot",
    version: 1,
    chainId: parseDecimal(fields.chainId, 256),
    modules: parseModules(fields.modules),
    names: parseNames(fields.names),
    proposal: parseProposal(fields.proposal),
    foreseen: parseForeseen(fields.foreseen),
    ballot: parseBallot(fields.ballot),
    signatures: parseList(fields.signatures, "signatures").map(parseSignature),
  };
}

function parseBallot(value: unknown): BallotFile["ballot"] {
  const fields = only(parseFields(value, "ballot"), ["seat", "support", "nonce", "deadline", "sentence"]);
  const support = supports.find((known) => known === fields.support);
  if (support === undefined)
    throw malformed(`Its choice is ${JSON.stringify(fields.support)} and none of ${supports.join(", ")}.`);
  return {
    seat: parseDecimal(fields.seat, 16),
    support,
    nonce: parseDecimal(fields.nonce, 64),
    deadline: parseDecimal(fields.deadline, 48),
    sentence: parseText(fields.sentence, "sentence"),
  };
}

function malformed(why: string, cause?: unknown): QuorateError {
  return new QuorateError({
    code: "BALLOT_FILE_MALFORMED",
    summary: `This is no ballot file. ${why}`,
    remedy: "Ask whoever prepared it for the file as it was written.",
    ...(cause === undefined ? {} : { cause }),
  });
}
