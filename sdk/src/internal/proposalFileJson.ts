import { QuorateError } from "../errors/QuorateError.ts";
import type { ProposalFile } from "../types/ProposalFile.ts";
import { parseBytes32 } from "../types/parseHex.ts";
import {
  only,
  parseFileJson,
  parseForeseen,
  parseModules,
  parseNames,
  parseProposal,
  parseSignature,
  parseText,
} from "./parseFileParts.ts";
import { parseDecimal } from "./parseInteger.ts";
import { parseFields } from "./readFields.ts";

/**
 * Reads the text of a proposal file: every field must be there, none may be there beside them.
 *
 * @throws QuorateError PROPOSAL_FILE_MALFORMED, PROPOSAL_FILE_VERSION
 */
export function parseProposalJson(text: string): ProposalFile {
  try {
    return parseFile(parseFileJson(text));
  } catch (cause) {
    if (
      !(cause instanceof QuorateError) ||
      cause.code === "PROPOSAL_FILE_VERSION" ||
      cause.code === "PROPOSAL_FILE_MALFORMED"
    )
      throw cause;
    throw malformed(cause.summary, cause);
  }
}

function parseFile(value: unknown): ProposalFile {
  const fields = parseFields(value, "The proposal file");
  if (fields.format !== "quorate.proposal")
    throw malformed(`Its format is ${JSON.stringify(fields.format)} and not "quorate.proposal".`);
  if (fields.version !== 1) {
    throw new QuorateError({
      code: "PROPOSAL_FILE_VERSION",
      summary: `The proposal file is of version ${String(fields.version)}, and this program reads version 1.`,
      remedy: "Use the program that wrote it, or prepare the proposal again.",
      facts: { version: String(fields.version) },
    });
  }
  only(fields, [
    "format",
    "version",
    "chainId",
    "modules",
    "names",
    "proposal",
    "foreseen",
    "simulation",
    "deadline",
    "sentence",
    "signature",
  ]);
  return {
    format: "quorate.proposal",
    version: 1,
    chainId: parseDecimal(fields.chainId, 256),
    modules: parseModules(fields.modules),
    names: parseNames(fields.names),
    proposal: parseProposal(fields.proposal),
    foreseen: parseForeseen(fields.foreseen),
    simulation: parseBytes32(fields.simulation),
    deadline: parseDecimal(fields.deadline, 48),
    sentence: parseText(fields.sentence, "sentence"),
    signature: fields.signature === null ? null : parseSignature(fields.signature),
  };
}

function malformed(why: string, cause?: unknown): QuorateError {
  return new QuorateError({
    code: "PROPOSAL_FILE_MALFORMED",
    summary: `This is no proposal file. ${why}`,
    remedy: "Ask whoever prepared it for the file as it was written.",
    ...(cause === undefined ? {} : { cause }),
  });
}
