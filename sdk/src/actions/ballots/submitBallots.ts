import { QuorateError } from "../../errors/QuorateError.ts";
import { readSkipped, type SkippedBallot, toChainBallots } from "../../internal/chainBallots.ts";
import { send } from "../../internal/send.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { SignedBallot } from "../../types/Ballot.ts";
import type { Client } from "../../types/Client.ts";
import type { Receipt } from "../../types/Receipt.ts";
import { mergeBallots } from "./mergeBallots.ts";

/** Ballots on one proposal whose vote is open. */
export interface SubmitBallotsParameters extends WaitLimits {
  readonly ballots: readonly SignedBallot[];
}

/** What became of them. */
export interface SubmitBallotsReturnType {
  /** The seats whose ballot was counted. */
  readonly counted: readonly bigint[];
  /** The ballots that were not, and why. They can be sent again once the reason is gone. */
  readonly skipped: readonly SkippedBallot[];
  readonly receipt: Receipt;
}

/**
 * Submits ballots that were signed off line; anybody may. They are merged first; one that the chain does not take is skipped and
 * sinks no other.
 *
 * @throws QuorateError BALLOTS_EMPTY, BALLOTS_CONTRADICT, BALLOT_MALFORMED for ballots on several proposals, SIGNATURE_MALFORMED,
 * SIGNATURE_MALLEABLE, SIGNER_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as GovernorNonexistentProposal
 * @example
 * ```ts
 * const { counted, skipped } = await submitBallots(client, { ballots });
 * for (const { seat, sentence, remedy } of skipped) console.log(seat, sentence, remedy);
 * ```
 */
export async function submitBallots(
  client: Client,
  parameters: SubmitBallotsParameters,
): Promise<SubmitBallotsReturnType> {
  const { ballots: given } = parameters;
  const ballots = mergeBallots({ chainId: client.chainId, governor: client.modules.governor, ballots: given });
  const { proposalId } = requireOneProposal(ballots);
  const sent = await send(client, parameters, "submitting ballots", async () =>
    client.contracts.governor.castBallots.populateTransaction(proposalId, toChainBallots(ballots)),
  );
  const skipped = readSkipped(sent);
  const refused = new Set(skipped.map(({ seat }) => seat));
  return {
    counted: ballots.map(({ seat }) => seat).filter((seat) => !refused.has(seat)),
    skipped,
    receipt: sent.receipt,
  };
}

/** @throws QuorateError BALLOTS_EMPTY, BALLOT_MALFORMED */
function requireOneProposal(ballots: readonly SignedBallot[]): SignedBallot {
  const [first] = ballots;
  if (first === undefined) {
    throw new QuorateError({
      code: "BALLOTS_EMPTY",
      summary: "There is no ballot to submit.",
      remedy: "Collect signed ballots first.",
    });
  }
  const other = ballots.find((ballot) => ballot.proposalId !== first.proposalId);
  if (other === undefined) return first;
  throw new QuorateError({
    code: "BALLOT_MALFORMED",
    summary: `The ballots are on different proposals, ${first.proposalId} and ${other.proposalId}.`,
    remedy: "Submit the ballots of each proposal for themselves.",
    facts: { proposals: [first.proposalId, other.proposalId] },
  });
}
