import { eventsNamed, send } from "../../internal/send.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { type Support, supports } from "../../types/Ballot.ts";
import type { Client } from "../../types/Client.ts";
import type { ProposalId } from "../../types/ProposalId.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** What to say on which proposal. */
export interface CastBallotParameters extends WaitLimits {
  readonly proposalId: ProposalId;
  readonly support: Support;
  /** Why, for people. It is public; without it, nothing. */
  readonly reason?: string;
}

/** What became of the ballot. */
export interface CastBallotReturnType {
  /** Weight that was counted; 0 where other keys of the seat have to agree first. */
  readonly weight: bigint;
  /** How many more keys of the seat have to agree. */
  readonly missing: bigint;
  readonly receipt: Receipt;
}

/**
 * Casts a ballot directly, with the key that signs the transaction.
 *
 * @throws QuorateError SIGNER_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as GovernorNotAllowed, GovernorNotEligible, GovernorVotingClosed
 * @example
 * ```ts
 * const { weight, missing } = await castBallot(client, { proposalId, support: "against", reason: "too early" });
 * ```
 */
export async function castBallot(client: Client, parameters: CastBallotParameters): Promise<CastBallotReturnType> {
  const { proposalId, support, reason } = parameters;
  const { governor } = client.contracts;
  const sent = await send(client, parameters, "casting a ballot", async () =>
    reason === undefined
      ? governor.castVote.populateTransaction(proposalId, supports.indexOf(support))
      : governor.castVoteWithReason.populateTransaction(proposalId, supports.indexOf(support), reason),
  );
  const [vote] = eventsNamed(sent.events, "Governor.VoteCast");
  const [agreed] = eventsNamed(sent.events, "Governor.BallotAgreed");
  return { weight: vote?.facts.weight ?? 0n, missing: agreed?.facts.missing ?? 0n, receipt: sent.receipt };
}
