import { decodeProposalRecord } from "../../crypto/proposalRecord.ts";
import { toProposalState } from "../../internal/toProposalState.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { ProposalId } from "../../types/ProposalId.ts";
import type { ProposalState } from "../../types/ProposalState.ts";

/** Which proposal. */
export interface TallyParameters extends WaitLimits {
  readonly proposalId: ProposalId;
}

/** The count as it stands now, or stood at the closing. */
export interface TallyReturnType {
  readonly weightFor: bigint;
  readonly weightAgainst: bigint;
  readonly weightAbstain: bigint;
  /** Weight that all bars are measured on. */
  readonly total: bigint;
  /** Weight in favour that is certainly enough. */
  readonly needed: bigint;
  readonly state: ProposalState;
}

/**
 * The count of a vote, without the ballots of members that left or are suspended.
 *
 * @throws RevertedError GovernorNonexistentProposal
 * @throws QuorateError ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const { weightFor, needed } = await tally(client, { proposalId });
 * console.log(`${weightFor} of ${needed}`);
 * ```
 */
export async function tally(client: Client, parameters: TallyParameters): Promise<TallyReturnType> {
  const { proposalId } = parameters;
  const { governor } = client.contracts;
  return await withLimits(parameters, client, "reading a tally", async () => {
    const [[weightAgainst, weightFor, weightAbstain, total], word, state] = await Promise.all([
      governor.tally(proposalId),
      governor.record(proposalId),
      governor.state(proposalId),
    ]);
    const { needed } = decodeProposalRecord(word);
    return { weightFor, weightAgainst, weightAbstain, total, needed, state: toProposalState(state) };
  });
}
