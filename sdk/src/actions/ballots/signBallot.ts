import { toKey } from "../../crypto/toKey.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import { signBallotWith } from "../../internal/signBallotWith.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { SignedBallot, Support } from "../../types/Ballot.ts";
import type { BallotSigner } from "../../types/BallotSigner.ts";
import type { Client } from "../../types/Client.ts";
import type { ProposalId } from "../../types/ProposalId.ts";
import { toAccountSigner } from "./toAccountSigner.ts";

/** What to say on which proposal. */
export interface SignBallotParameters extends WaitLimits {
  /** Of a proposal that is open, or that is going to be enacted. */
  readonly proposalId: ProposalId;
  readonly support: Support;
  /** Who signs; without it, the client's own signer. */
  readonly signer?: BallotSigner;
  /** Unix seconds after which the ballot must not be taken; without it, the closing of the vote. */
  readonly deadline?: bigint;
  /** Without it, 0 for a first ballot, and one more than the last for a change. */
  readonly nonce?: bigint;
}

/** The ballot with its signature. A seat that needs several keys merges theirs with {@link mergeBallots}. */
export type SignBallotReturnType = SignedBallot;

/**
 * Signs a ballot for the seat that the signer's key belongs to. Nothing is sent.
 *
 * @throws QuorateError SIGNER_MISSING, SIGNER_REFUSED, BALLOT_MALFORMED where there is no vote whose closing could be the deadline,
 * SIGNATURE_FOREIGN, SIGNATURE_MALFORMED, SIGNATURE_MALLEABLE, ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const ballot = await signBallot(client, { proposalId, support: "for" });
 * await submitBallots(client, { ballots: [ballot] });
 * ```
 */
export async function signBallot(client: Client, parameters: SignBallotParameters): Promise<SignBallotReturnType> {
  const { proposalId, support } = parameters;
  return await withLimits(parameters, client, "signing a ballot", async (signal) => {
    const signer = parameters.signer ?? (await ownSigner(client));
    const seat = await findSeat(client, signer);
    const [nonce, deadline] = await Promise.all([
      parameters.nonce ?? nextNonce(client, proposalId, seat),
      parameters.deadline ?? closingOf(client, proposalId),
    ]);
    signal.throwIfAborted();
    const place = { chainId: client.chainId, governor: client.modules.governor };
    const ballot = { proposalId, seat, support, nonce, deadline, signatures: [] };
    return await signBallotWith(signer, place, ballot, signal);
  });
}

async function ownSigner(client: Client): Promise<BallotSigner> {
  if (client.signer !== null) return await toAccountSigner(client.signer);
  throw new QuorateError({
    code: "SIGNER_MISSING",
    summary: "Nobody is there to sign.",
    remedy: "Give signBallot a signer, or createClient one.",
  });
}

/** The seat that a key belongs to. @throws QuorateError SIGNATURE_FOREIGN */
export async function findSeat(client: Client, { signer }: Pick<BallotSigner, "signer">): Promise<bigint> {
  const facts = await client.contracts.memberRegistry.keyFacts(toKey(signer));
  if (facts !== 0n) return facts & 0xffffn;
  throw new QuorateError({
    code: "SIGNATURE_FOREIGN",
    summary: `${signer} is no key of any member.`,
    remedy: "Sign with a key that the member's cold account has added.",
    facts: { signer },
  });
}

/** The nonce of a seat's next ballot: 0 for the first. */
export async function nextNonce(client: Client, proposalId: ProposalId, seat: bigint): Promise<bigint> {
  const { governor } = client.contracts;
  const [choice, last] = await Promise.all([
    governor.choiceOf(proposalId, seat),
    governor.ballotNonce(proposalId, seat),
  ]);
  return choice === 0n ? 0n : last + 1n;
}

/** When the vote closes. @throws QuorateError BALLOT_MALFORMED where there is no such proposal yet */
export async function closingOf(client: Client, proposalId: ProposalId): Promise<bigint> {
  const { governor } = client.contracts;
  if ((await governor.record(proposalId)) !== 0n) return await governor.proposalDeadline(proposalId);
  throw new QuorateError({
    code: "BALLOT_MALFORMED",
    summary: `Proposal ${proposalId} is not open, so its closing cannot be the ballot's deadline.`,
    remedy: "Give the ballot a deadline of its own.",
    facts: { proposalId },
  });
}
