import type { ProposalFile } from "../types/ProposalFile.ts";
import { parseBytes32 } from "../types/parseHex.ts";
import { parseSignature, parseText } from "./parseFileParts.ts";
import { parseDecimal } from "./parseInteger.ts";
import { parseSignableFile } from "./parseSignableFile.ts";

/**
 * Reads the text of a proposal file: every field must be there, none may be there beside them.
 *
 * @throws QuorateError PROPOSAL_FILE_MALFORMED, PROPOSAL_FILE_VERSION
 */
export function parseProposalJson(text: string): ProposalFile {
  const own = ["simulation", "deadline", "sentence", "signature"];
  return parseSignableFile(text, "proposal", own, (shown, { simulation, deadline, sentence, signature }) => ({
    format: "quorate.proposal",
    version: 1,
    ...shown,
    simulation: parseBytes32(simulation),
    deadline: parseDecimal(deadline, 48),
    sentence: parseText(sentence, "sentence"),
    signature: signature === null ? null : parseSignature(signature),
  }));
}
