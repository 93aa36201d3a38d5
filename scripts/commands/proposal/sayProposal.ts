import type { ReadProposalFileReturnType } from "#sdk";

import type { Terminal } from "../../terminal/Terminal.ts";

/** Shows what a proposal file is about, before anybody signs or sends it. */
export function sayProposal(
  { say }: Pick<Terminal, "say">,
  { file, sentences, preparersWord, proposalSentence }: ReadProposalFileReturnType,
): void {
  say(file.proposal.description);
  for (const sentence of sentences) say(`  - ${sentence}`);
  for (const line of preparersWord) say(`  ? ${line}`);
  say(proposalSentence);
}
