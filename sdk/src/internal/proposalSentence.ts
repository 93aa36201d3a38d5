import type { Names } from "../types/Names.ts";
import type { ProposalId } from "../types/ProposalId.ts";
import { formatMoment } from "./formatMoment.ts";

/** Who proposes what, and until when it may be opened. */
export interface ProposedUntil {
  readonly proposalId: ProposalId;
  /** The seat that proposes. */
  readonly proposer: bigint;
  readonly deadline: bigint;
}

/** The opening of a proposal in words. */
export function proposalSentence({ proposalId, proposer, deadline }: ProposedUntil, names: Names): string {
  const name = names.seats?.[String(proposer)];
  const member = name === undefined ? `The member of seat ${proposer}` : `${name} (seat ${proposer})`;
  return `${member} proposes this as proposal ${proposalId}, to be opened until ${formatMoment(deadline)}`;
}
