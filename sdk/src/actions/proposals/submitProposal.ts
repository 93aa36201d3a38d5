import { QuorateError } from "../../errors/QuorateError.ts";
import { identifyContent } from "../../internal/identifyContent.ts";
import { eventNamed, send } from "../../internal/send.ts";
import { toChainCalls } from "../../internal/toChainCalls.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { KeySignature } from "../../types/Ballot.ts";
import type { Client } from "../../types/Client.ts";
import type { ProposalFile } from "../../types/ProposalFile.ts";
import type { ProposalId } from "../../types/ProposalId.ts";
import { parseProposalId } from "../../types/parseProposalId.ts";
import type { Receipt } from "../../types/Receipt.ts";
import type { Verifiers } from "../../types/VerifierKind.ts";
import { findSeat } from "../ballots/signBallot.ts";
import { checkProposalFile } from "./readProposalFile.ts";

/** A proposal that its proposer has signed. */
export interface SubmitProposalParameters extends WaitLimits {
  readonly file: ProposalFile;
  /** Verifier contracts by address, so that a signature of their keys is checked before it is sent. */
  readonly verifiers?: Verifiers;
}

/** A proposal that was opened in the name of whoever signed it. */
export interface SubmitProposalReturnType {
  readonly proposalId: ProposalId;
  readonly receipt: Receipt;
}

/**
 * Opens a proposal that was signed off line, in the name of the member whose key signed it; anybody may. The file is held against the
 * chain first: a proposal whose rule or whose target's code has changed since has another id, and nothing is sent.
 *
 * @throws QuorateError PROPOSAL_FILE_UNSIGNED, PROPOSAL_FILE_ALTERED, PROPOSAL_FILE_FOREIGN, PROPOSAL_FILE_LATE, PROPOSAL_ID_DIFFERS,
 * SIGNATURE_FOREIGN also where the key is not the proposing seat's, TARGET_WITHOUT_CODE, SIGNER_MISSING, ABORTED, TIMED_OUT and what
 * sending can throw
 * @throws RevertedError such as GovernorProposalUnsigned, GovernorProposalExists, GovernorNotAllowed, GovernorTooManyOpen
 * @example
 * ```ts
 * const { file } = await readProposalFile(text, { chainId, modules });
 * const { proposalId } = await submitProposal(client, { file });
 * ```
 */
export async function submitProposal(
  client: Client,
  parameters: SubmitProposalParameters,
): Promise<SubmitProposalReturnType> {
  const { file, verifiers = {} } = parameters;
  const sent = await send(client, parameters, "opening a signed proposal", async () => {
    const signature = requireSignature(file);
    await requireSound(client, file, verifiers);
    await requireOwnKey(client, file, signature);
    const { calls, description, salt } = file.proposal;
    return await client.contracts.governor.openSigned.populateTransaction(
      toChainCalls(calls),
      description,
      salt,
      file.simulation,
      file.deadline,
      signature,
    );
  });
  const { facts } = eventNamed(sent, "Governor.ProposalCreated");
  return { proposalId: parseProposalId(facts.proposalId), receipt: sent.receipt };
}

/** @throws QuorateError PROPOSAL_FILE_UNSIGNED */
function requireSignature({ signature }: ProposalFile): KeySignature {
  if (signature !== null) return signature;
  throw new QuorateError({
    code: "PROPOSAL_FILE_UNSIGNED",
    summary: "Nobody has signed the proposal yet.",
    remedy: "Let a key of the proposing seat sign the file.",
  });
}

/** Holds the file against itself, then against the chain as it is now. */
async function requireSound(client: Client, file: ProposalFile, verifiers: Verifiers): Promise<void> {
  const { chainId, modules } = client;
  const block = await client.provider.getBlock("latest");
  const clock = block === null ? {} : { now: BigInt(block.timestamp) };
  await checkProposalFile(file, { chainId, modules, verifiers, ...clock });
  const { id: named, proposer, ...content } = file.proposal;
  const { id: shown } = await identifyContent(client, content, proposer);
  if (shown === named) return;
  throw new QuorateError({
    code: "PROPOSAL_ID_DIFFERS",
    summary: `The signature is for proposal ${named}, and the same content would now be ${shown}: a rule, or the code at a target, has changed since.`,
    remedy: "Prepare the proposal again, look at what it says now, and let the key sign that.",
    facts: { named, shown },
  });
}

async function requireOwnKey(client: Client, { proposal }: ProposalFile, { signer }: KeySignature): Promise<void> {
  const seat = await findSeat(client, { signer });
  if (seat === proposal.proposer) return;
  throw new QuorateError({
    code: "SIGNATURE_FOREIGN",
    summary: `The proposal is that of seat ${proposal.proposer}, and ${signer} is a key of seat ${seat}.`,
    remedy: "Let a key of the proposing seat sign the file, or prepare it for the other seat.",
    facts: { signer, seat, proposer: proposal.proposer },
  });
}
