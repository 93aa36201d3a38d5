import { QuorateError } from "../errors/QuorateError.ts";
import type { BallotFile } from "../types/BallotFile.ts";
import { only, parseFileJson, parseForeseen, parseModules, parseNames, parseProposal } from "./parseFileParts.ts";
import { parseDecimal } from "./parseInteger.ts";
import { type Fields, parseFields } from "./readFields.ts";

/** What is carried to another machine as a file, to be signed there. */
type Kind = "ballot" | "proposal";

/**
 * Reads the text of a file that is signed elsewhere: of the format `quorate.<kind>`, version 1, with what it shows of a proposal, every
 * one of its `own` fields and none beside them. Whatever is wrong with a value makes the file malformed.
 *
 * @throws QuorateError BALLOT_FILE_MALFORMED, BALLOT_FILE_VERSION, or PROPOSAL_FILE_MALFORMED, PROPOSAL_FILE_VERSION
 */
export function parseSignableFile<File>(
  text: string,
  kind: Kind,
  own: readonly string[],
  read: (shown: ShownProposal, fields: Fields) => File,
): File {
  const fields = orMalformed(kind, () => parseFields(parseFileJson(text), `The ${kind} file`));
  if (fields.format !== `quorate.${kind}`)
    throw malformed(kind, `Its format is ${JSON.stringify(fields.format)} and not "quorate.${kind}".`);
  if (fields.version !== 1) throw ofAnotherVersion(kind, String(fields.version));
  return orMalformed(kind, () => {
    only(fields, ["format", "version", "chainId", "modules", "names", "proposal", "foreseen", ...own]);
    return read(parseShown(fields), fields);
  });
}

/** What a file shows of a proposal. */
type ShownProposal = Pick<BallotFile, "chainId" | "modules" | "names" | "proposal" | "foreseen">;

function parseShown({ chainId, modules, names, proposal, foreseen }: Fields): ShownProposal {
  return {
    chainId: parseDecimal(chainId, 256),
    modules: parseModules(modules),
    names: parseNames(names),
    proposal: parseProposal(proposal),
    foreseen: parseForeseen(foreseen),
  };
}

function orMalformed<Value>(kind: Kind, read: () => Value): Value {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof QuorateError) throw malformed(kind, cause.summary, cause);
    throw cause;
  }
}

function malformed(kind: Kind, why: string, cause?: unknown): QuorateError {
  return new QuorateError({
    code: kind === "ballot" ? "BALLOT_FILE_MALFORMED" : "PROPOSAL_FILE_MALFORMED",
    summary: `This is no ${kind} file. ${why}`,
    remedy: "Ask whoever prepared it for the file as it was written.",
    ...(cause === undefined ? {} : { cause }),
  });
}

function ofAnotherVersion(kind: Kind, version: string): QuorateError {
  return new QuorateError({
    code: kind === "ballot" ? "BALLOT_FILE_VERSION" : "PROPOSAL_FILE_VERSION",
    summary: `The ${kind} file is of version ${version}, and this program reads version 1.`,
    remedy: "Use the program that wrote it, or prepare it again.",
    facts: { version },
  });
}
