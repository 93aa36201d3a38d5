import { formatFileJson } from "../../internal/parseFileParts.ts";
import type { ProposalFile } from "../../types/ProposalFile.ts";

/**
 * The text of a proposal file, to be stored or sent.
 *
 * @example
 * ```ts
 * const text: string = formatProposalFile(await signProposal(client, { calls, description, deadline, signer }));
 * ```
 */
export function formatProposalFile(file: ProposalFile): string {
  return formatFileJson(file);
}
