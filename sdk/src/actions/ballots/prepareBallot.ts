import { proposerOf, ruleVersionOf } from "../../crypto/computeProposalId.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import { ballotSentence } from "../../internal/ballotSentence.ts";
import { findProposal } from "../../internal/findProposal.ts";
import { computeId, identifyContent, type PinnedCall, pinCalls } from "../../internal/identifyContent.ts";
import { saltOrZero } from "../../internal/saltOrZero.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Support } from "../../types/Ballot.ts";
import type { BallotFile } from "../../types/BallotFile.ts";
import type { Call } from "../../types/BuiltCall.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { ProposalContent } from "../../types/ProposalContent.ts";
import type { ProposalId } from "../../types/ProposalId.ts";
import { simulate } from "../proposals/simulate.ts";
import { showProposal } from "./showProposal.ts";
import { closingOf, nextNonce } from "./signBallot.ts";

interface Choice extends WaitLimits {
  /** The seat that votes. */
  readonly seat: bigint;
  readonly support: Support;
  /** Without it, 0 for a first ballot, and one more than the last for a change. */
  readonly nonce?: bigint;
}

/** A ballot on a proposal that is open, or on one that is going to be enacted. */
export type PrepareBallotParameters =
  | (Choice & {
      readonly proposalId: ProposalId;
      /** Unix seconds after which the ballot must not be taken; without it, the closing of the vote. */
      readonly deadline?: bigint;
    })
  | (Choice & {
      readonly proposalId?: undefined;
      readonly calls: readonly Call[];
      readonly description: string;
      readonly salt?: Bytes32;
      /** The seat that proposes. */
      readonly proposer: bigint;
      /** Unix seconds after which the ballot must not be taken. */
      readonly deadline: bigint;
    });

/** A ballot file without signatures. */
export type PrepareBallotReturnType = BallotFile;

/**
 * Prepares a ballot to be signed on another machine, with everything that a person needs to decide: each call in words, the
 * proposal's id and what it is made of, chain, governor and deadline; and what a simulation on the newest block changes, which is the
 * word of whoever prepares it.
 *
 * @throws QuorateError PROPOSAL_UNKNOWN, PROPOSAL_CONTENT_UNKNOWN, PROPOSAL_ID_DIFFERS where the code at a target changed since the
 * proposal was opened, CALLS_EMPTY, TARGET_WITHOUT_CODE, ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const file = await prepareBallot(client, { proposalId, seat: 3n, support: "for" });
 * const text = formatBallotFile(file);
 * ```
 */
export async function prepareBallot(
  client: Client,
  parameters: PrepareBallotParameters,
): Promise<PrepareBallotReturnType> {
  return await withLimits(parameters, client, "preparing a ballot", async (signal) => {
    const { seat, support } = parameters;
    const { content, calls, proposalId } = await identify(client, parameters, signal);
    const [nonce, deadline, simulation] = await Promise.all([
      parameters.nonce ?? nextNonce(client, proposalId, seat),
      parameters.deadline ?? closingOf(client, proposalId),
      // The wait is the verb's own.
      simulate(client, { calls, signal, timeoutMs: Number.POSITIVE_INFINITY }),
    ]);
    return {
      format: "quorate.ballot",
      ...showProposal(client, { id: proposalId, content, calls, simulation }),
      ballot: {
        seat,
        support,
        nonce,
        deadline,
        sentence: ballotSentence({ proposalId, seat, support, nonce, deadline }, client.names),
      },
      signatures: [],
    };
  });
}

interface Identified {
  readonly proposalId: ProposalId;
  readonly content: Pick<ProposalContent, "description" | "salt">;
  readonly calls: readonly PinnedCall[];
}

async function identify(client: Client, parameters: PrepareBallotParameters, signal: AbortSignal): Promise<Identified> {
  if (parameters.proposalId === undefined) {
    const { calls, description, salt, proposer } = parameters;
    const content = { calls, description, salt: saltOrZero(salt) };
    const { id, calls: pinned } = await identifyContent(client, content, proposer);
    return { proposalId: id, content, calls: pinned };
  }
  const { proposalId } = parameters;
  const { content } = await findProposal(client, proposalId, signal);
  const calls = await pinCalls(client, content.calls, "latest");
  const shown = computeId(client, content, calls, proposerOf(proposalId), ruleVersionOf(proposalId));
  if (shown !== proposalId) {
    throw new QuorateError({
      code: "PROPOSAL_ID_DIFFERS",
      summary: `Proposal ${proposalId} is not what its calls give now: the code at a target has changed since it was opened.`,
      remedy: "Do not vote for it: it can never be executed. Ask its proposer to propose again.",
      facts: { proposalId, shown },
    });
  }
  return { proposalId, content, calls };
}
