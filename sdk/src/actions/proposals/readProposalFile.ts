import { checkSignature, type SignatureVerdict } from "../../crypto/checkSignature.ts";
import { hashProposal, type ProposalOpening } from "../../crypto/proposalTypedData.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import { formatMoment } from "../../internal/formatMoment.ts";
import { preparersWord } from "../../internal/preparersWord.ts";
import { parseProposalJson } from "../../internal/proposalFileJson.ts";
import { proposalSentence } from "../../internal/proposalSentence.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { OFF_LINE, withLimits } from "../../internal/withLimits.ts";
import type { Hex } from "../../types/Hex.ts";
import type { Modules } from "../../types/Modules.ts";
import type { Names } from "../../types/Names.ts";
import type { ProposalFile } from "../../types/ProposalFile.ts";
import type { Verifiers } from "../../types/VerifierKind.ts";
import { checkShown } from "../ballots/checkShown.ts";

/** What the reader knows by itself. Whatever of it is given is held against the file. */
export interface ReadProposalFileOptions extends WaitLimits {
  /** What the reader calls members and accounts. */
  readonly names?: Names;
  readonly chainId?: bigint;
  /** Where the reader knows the modules to be. */
  readonly modules?: Modules;
  /** Verifier contracts by address, so that signatures of their keys can be checked. */
  readonly verifiers?: Verifiers;
  /** Unix seconds by the reader's clock; without it, nobody is told that the deadline has passed. */
  readonly now?: bigint;
}

/** A proposal file whose content is what its signature binds. */
export interface ReadProposalFileReturnType {
  readonly file: ProposalFile;
  /** What each call does, in the reader's own names where it gave some, else without names. */
  readonly sentences: readonly string[];
  /** Who proposes, and until when it may be opened, in the same names. */
  readonly proposalSentence: string;
  /**
   * What whoever prepared the file says that it would change: lines that begin by saying whose word it is. Nothing here proves it.
   */
  readonly preparersWord: readonly string[];
  /** What is signed. */
  readonly opening: ProposalOpening;
  /** What can be said of the signature without a chain; null where nobody has signed yet. */
  readonly signature: { readonly signer: Hex; readonly verdict: SignatureVerdict } | null;
}

/**
 * Reads a proposal file and holds everything that it shows against what a signature on it binds, without a chain: the calls, the
 * description and the code hashes must give the proposal's id, and each sentence must be what its call's bytes say. Only what the
 * preparer has foreseen is bound by nothing but its hash.
 *
 * @throws QuorateError PROPOSAL_FILE_MALFORMED, PROPOSAL_FILE_VERSION, PROPOSAL_FILE_ALTERED, PROPOSAL_FILE_FOREIGN,
 * PROPOSAL_FILE_LATE, NAMES_DIFFER, SIGNATURE_FOREIGN, ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const { sentences, proposalSentence } = await readProposalFile(text, { chainId, modules, names });
 * console.log(sentences.join("\n"), proposalSentence);
 * ```
 */
export async function readProposalFile(
  text: string,
  options: ReadProposalFileOptions = {},
): Promise<ReadProposalFileReturnType> {
  return await withLimits(
    options,
    OFF_LINE,
    "reading a proposal file",
    async () => await checkProposalFile(parseProposalJson(text), options),
  );
}

/**
 * Holds a proposal file that is already read against what its signature binds, as {@link readProposalFile} does.
 *
 * @throws QuorateError PROPOSAL_FILE_ALTERED, PROPOSAL_FILE_FOREIGN, PROPOSAL_FILE_LATE, NAMES_DIFFER, SIGNATURE_FOREIGN
 */
export async function checkProposalFile(
  file: ProposalFile,
  options: ReadProposalFileOptions,
): Promise<ReadProposalFileReturnType> {
  const { proposal, simulation, deadline } = file;
  const proposed = { proposalId: proposal.id, proposer: proposal.proposer, deadline };
  const said = { sentence: file.sentence, inNames: (names: Names) => proposalSentence(proposed, names) };
  const { sentences, sentence } = checkShown(file, options, said, { altered, foreign });
  if (options.now !== undefined && options.now > deadline) throw late(proposal.id, deadline);
  const opening = { proposalId: proposal.id, simulation, deadline };
  return {
    file,
    sentences,
    proposalSentence: sentence,
    preparersWord: preparersWord(file),
    opening,
    signature: await judgeSignature(file, opening, options.verifiers ?? {}),
  };
}

async function judgeSignature(
  { chainId, modules, signature }: ProposalFile,
  opening: ProposalOpening,
  verifiers: Verifiers,
): Promise<ReadProposalFileReturnType["signature"]> {
  if (signature === null) return null;
  const { signer } = signature;
  const digest = hashProposal({ chainId, governor: modules.governor }, opening);
  const verdict = await checkSignature({ ...signature, digest, verifiers });
  if (verdict !== "invalid") return { signer, verdict };
  throw new QuorateError({
    code: "SIGNATURE_FOREIGN",
    summary: `The signature in the file is not ${signer}'s over this proposal.`,
    remedy: "Let that key sign the file again.",
    facts: { signer },
  });
}

function altered(what: string, facts: Readonly<Record<string, string | bigint>>): QuorateError {
  return new QuorateError({
    code: "PROPOSAL_FILE_ALTERED",
    summary: `${what}.`,
    remedy: "Neither sign nor send it: ask whoever prepared it, and tell the other members.",
    facts,
  });
}

function foreign(why: string, facts: Readonly<Record<string, string | bigint>>): QuorateError {
  return new QuorateError({
    code: "PROPOSAL_FILE_FOREIGN",
    summary: `The proposal file is not for this consortium. ${why}`,
    remedy: "Check where the file came from; do not sign it here.",
    facts,
  });
}

function late(proposalId: bigint, deadline: bigint): QuorateError {
  return new QuorateError({
    code: "PROPOSAL_FILE_LATE",
    summary: `Proposal ${proposalId} was to be opened until ${formatMoment(deadline)}.`,
    remedy: "Prepare it again with a later deadline, and let the key sign that.",
    facts: { proposalId, deadline },
  });
}
