import { supports } from "../types/Ballot.ts";
import type { BallotFile } from "../types/BallotFile.ts";
import { only, parseList, parseSignature, parseText, parseWord } from "./parseFileParts.ts";
import { parseDecimal } from "./parseInteger.ts";
import { parseSignableFile } from "./parseSignableFile.ts";
import { parseFields } from "./readFields.ts";

/**
 * Reads the text of a ballot file: every field must be there, none may be there beside them.
 *
 * @throws QuorateError BALLOT_FILE_MALFORMED, BALLOT_FILE_VERSION
 */
export function parseBallotJson(text: string): BallotFile {
  return parseSignableFile(text, "ballot", ["ballot", "signatures"], (shown, { ballot, signatures }) => ({
    format: "quorate.ballot",
    version: 1,
    ...shown,
    ballot: parseBallot(ballot),
    signatures: parseList(signatures, "signatures").map(parseSignature),
  }));
}

function parseBallot(value: unknown): BallotFile["ballot"] {
  const fields = only(parseFields(value, "ballot"), ["seat", "support", "nonce", "deadline", "sentence"]);
  return {
    seat: parseDecimal(fields.seat, 16),
    support: parseWord(fields.support, supports, "support"),
    nonce: parseDecimal(fields.nonce, 64),
    deadline: parseDecimal(fields.deadline, 48),
    sentence: parseText(fields.sentence, "sentence"),
  };
}
