import { formatFileJson } from "../../internal/parseFileParts.ts";
import type { BallotFile } from "../../types/BallotFile.ts";

/**
 * The text of a ballot file, to be stored or sent.
 *
 * @example
 * ```ts
 * const text: string = formatBallotFile(await prepareBallot(client, { proposalId, seat: 3n, support: "for" }));
 * ```
 */
export function formatBallotFile(file: BallotFile): string {
  return formatFileJson(file);
}
