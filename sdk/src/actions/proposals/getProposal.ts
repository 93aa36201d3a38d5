import { proposerOf } from "../../crypto/computeProposalId.ts";
import { decodeProposalRecord } from "../../crypto/proposalRecord.ts";
import { decodeRule } from "../../crypto/ruleWord.ts";
import { findProposal, type ProposalOrigin } from "../../internal/findProposal.ts";
import { toProposalState } from "../../internal/toProposalState.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { ProposalId } from "../../types/ProposalId.ts";
import type { ProposalRecord } from "../../types/ProposalRecord.ts";
import type { ProposalState } from "../../types/ProposalState.ts";
import type { Rule } from "../../types/Rule.ts";
import { explainCall } from "../calls/explainCall.ts";

/** Which proposal. */
export interface GetProposalParameters extends WaitLimits {
  readonly proposalId: ProposalId;
}

/** A proposal as it stands now. */
export interface GetProposalReturnType extends ProposalOrigin {
  /** The seat that proposed. */
  readonly proposer: bigint;
  readonly state: ProposalState;
  /** Unix seconds at which the vote closes or closed. */
  readonly closesAt: bigint;
  readonly facts: ProposalRecord;
  /** What decides it. */
  readonly rule: Rule;
  /** Seats that it removes or suspends; they have no ballot in it, while their weight stays in every bar. */
  readonly concernedSeats: readonly bigint[];
  /** What each call does, in words. */
  readonly sentences: readonly string[];
}

/**
 * A proposal: what it would do, what decides it and where it stands.
 *
 * @throws QuorateError PROPOSAL_UNKNOWN, PROPOSAL_CONTENT_UNKNOWN, LOGS_REFUSED, ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const { state, sentences, closesAt } = await getProposal(client, { proposalId });
 * ```
 */
export async function getProposal(client: Client, parameters: GetProposalParameters): Promise<GetProposalReturnType> {
  const { proposalId } = parameters;
  const { governor } = client.contracts;
  return await withLimits(parameters, client, "reading a proposal", async (signal) => {
    const origin = await findProposal(client, proposalId, signal);
    const [state, closesAt, word, rule, concerned] = await Promise.all([
      governor.state(proposalId),
      governor.proposalDeadline(proposalId),
      governor.record(proposalId),
      governor.ruleOfProposal(proposalId),
      governor.concernedSeats(proposalId),
    ]);
    return {
      ...origin,
      proposer: proposerOf(proposalId),
      state: toProposalState(state),
      closesAt,
      facts: decodeProposalRecord(word),
      rule: decodeRule(rule),
      concernedSeats: readConcerned(concerned),
      sentences: origin.content.calls.map(
        (call) => explainCall({ call, modules: client.modules, names: client.names }).sentence,
      ),
    };
  });
}

/** Up to sixteen seats, 16 bits each, as seat plus one. */
function readConcerned(word: bigint): readonly bigint[] {
  return Array.from({ length: 16 }, (_, place) => (word >> BigInt(16 * place)) & 0xffffn)
    .filter((seatPlusOne) => seatPlusOne !== 0n)
    .map((seatPlusOne) => seatPlusOne - 1n);
}
