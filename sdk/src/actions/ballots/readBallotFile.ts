import { hashBallot } from "../../crypto/ballotTypedData.ts";
import { checkSignature, type SignatureVerdict } from "../../crypto/checkSignature.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import { parseBallotJson } from "../../internal/ballotFileJson.ts";
import { ballotSentence } from "../../internal/ballotSentence.ts";
import { preparersWord } from "../../internal/preparersWord.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { OFF_LINE, withLimits } from "../../internal/withLimits.ts";
import type { SignedBallot } from "../../types/Ballot.ts";
import type { BallotFile } from "../../types/BallotFile.ts";
import type { Hex } from "../../types/Hex.ts";
import type { Modules } from "../../types/Modules.ts";
import type { Names } from "../../types/Names.ts";
import type { Verifiers } from "../../types/VerifierKind.ts";
import { checkShown } from "./checkShown.ts";

/** What the reader knows by itself. Whatever of it is given is held against the file. */
export interface ReadBallotFileOptions extends WaitLimits {
  /** What the reader calls members and accounts. */
  readonly names?: Names;
  readonly chainId?: bigint;
  /** Where the reader knows the modules to be. */
  readonly modules?: Modules;
  /** Verifier contracts by address, so that signatures of their keys can be checked. */
  readonly verifiers?: Verifiers;
}

/** A ballot file whose content is what its signature binds. */
export interface ReadBallotFileReturnType {
  readonly file: BallotFile;
  /** What each call does, in the reader's own names where it gave some, else without names. */
  readonly sentences: readonly string[];
  /** The ballot in words, in the same names. */
  readonly ballotSentence: string;
  /**
   * What whoever prepared the file says that it would change: lines that begin by saying whose word it is. Nothing here proves it.
   */
  readonly preparersWord: readonly string[];
  /** The ballot as it is submitted. */
  readonly ballot: SignedBallot;
  /** What can be said of each signature without a chain. */
  readonly signatures: readonly { readonly signer: Hex; readonly verdict: SignatureVerdict }[];
}

/**
 * Reads a ballot file and holds everything that it shows against what a signature on it binds: the calls, the description and the
 * code hashes must give the proposal's id, and each sentence must be what its call's bytes say. So nobody is shown one thing and
 * signs another. Only what the preparer has foreseen is bound by nothing: it says what the state was when the file was written.
 *
 * @throws QuorateError BALLOT_FILE_MALFORMED, BALLOT_FILE_VERSION, BALLOT_FILE_ALTERED, BALLOT_FILE_FOREIGN, NAMES_DIFFER,
 * SIGNATURE_FOREIGN, ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const { sentences, ballotSentence } = await readBallotFile(text, { chainId, modules, names });
 * console.log(sentences.join("\n"), ballotSentence);
 * ```
 */
export async function readBallotFile(
  text: string,
  options: ReadBallotFileOptions = {},
): Promise<ReadBallotFileReturnType> {
  return await withLimits(
    options,
    OFF_LINE,
    "reading a ballot file",
    async () => await checkBallotFile(parseBallotJson(text), options),
  );
}

/**
 * Holds a ballot file that is already read against what its signature binds, as {@link readBallotFile} does.
 *
 * @throws QuorateError BALLOT_FILE_ALTERED, BALLOT_FILE_FOREIGN, NAMES_DIFFER, SIGNATURE_FOREIGN
 */
export async function checkBallotFile(
  file: BallotFile,
  options: ReadBallotFileOptions,
): Promise<ReadBallotFileReturnType> {
  const ballot: SignedBallot = { ...ballotOf(file), signatures: file.signatures };
  const said = { sentence: file.ballot.sentence, inNames: (names: Names) => ballotSentence(ballot, names) };
  const { sentences, sentence } = checkShown(file, options, said, { altered, foreign });
  return {
    file,
    sentences,
    ballotSentence: sentence,
    preparersWord: preparersWord(file),
    ballot,
    signatures: await checkSignatures(ballot, file, options.verifiers),
  };
}

/** The ballot in a file, without signatures. */
function ballotOf({ proposal, ballot }: BallotFile): Omit<SignedBallot, "signatures"> {
  const { seat, support, nonce, deadline } = ballot;
  return { proposalId: proposal.id, seat, support, nonce, deadline };
}

async function checkSignatures(
  ballot: SignedBallot,
  file: BallotFile,
  verifiers: Verifiers | undefined,
): Promise<ReadBallotFileReturnType["signatures"]> {
  const digest = hashBallot({ chainId: file.chainId, governor: file.modules.governor }, ballot);
  const known = verifiers === undefined ? {} : { verifiers };
  return await Promise.all(
    ballot.signatures.map(async ({ signer, signature }) => {
      const verdict = await checkSignature({ signer, digest, signature, ...known });
      if (verdict !== "invalid") return { signer, verdict };
      throw new QuorateError({
        code: "SIGNATURE_FOREIGN",
        summary: `A signature in the file is not ${signer}'s over this ballot.`,
        remedy: "Let that key sign the file again.",
        facts: { signer },
      });
    }),
  );
}

function altered(what: string, facts: Readonly<Record<string, string | bigint>>): QuorateError {
  return new QuorateError({
    code: "BALLOT_FILE_ALTERED",
    summary: `${what}.`,
    remedy: "Do not sign it: ask whoever prepared it, and tell the other members.",
    facts,
  });
}

function foreign(why: string, facts: Readonly<Record<string, string | bigint>>): QuorateError {
  return new QuorateError({
    code: "BALLOT_FILE_FOREIGN",
    summary: `The ballot file is not for this consortium. ${why}`,
    remedy: "Check where the file came from; do not sign it here.",
    facts,
  });
}
