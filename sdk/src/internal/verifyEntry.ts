import { parseAccountSignature, recoverSigner } from "../crypto/accountSignature.ts";
import { type BallotPlace, hashBallot } from "../crypto/ballotTypedData.ts";
import { checkSignature } from "../crypto/checkSignature.ts";
import { decodeCompactBallots } from "../crypto/compactBallots.ts";
import { computeProposalId, proposerOf, ruleVersionOf } from "../crypto/computeProposalId.ts";
import { decodeElectorateWord } from "../crypto/electorateWord.ts";
import { decodeChoices, decodeProposalRecord } from "../crypto/proposalRecord.ts";
import { toKey } from "../crypto/toKey.ts";
import { QuorateError } from "../errors/QuorateError.ts";
import type { SignedBallot, Support } from "../types/Ballot.ts";
import type { Address, Bytes32, Hex } from "../types/Hex.ts";
import type { CountedEntry, CreatedEntry, EnactedEntry, Journal, JournalEntry } from "../types/Journal.ts";
import { parseHex } from "../types/parseHex.ts";
import type { SeatKeys } from "../types/SeatKeys.ts";
import type { Verifiers } from "../types/VerifierKind.ts";
import { decodeEnactment, type Enactment } from "./decodeEnactment.ts";

/**
 * What stands behind a ballot. `signature verified`: enough keys of the seat signed it, and that they are the seat's needs nobody's word
 * but the head's, or that of the caller who gave keys and verifiers. `signed by keys that the file alone names`: the signatures are
 * good, and the head commits to the choice, but that the keys are the seat's, or what their verifier checks, stands in the file only;
 * whoever wrote the file may have put their own key there. `attested by the chain`: the head commits to the choice, and the chain alone
 * vouches for who made it: direct votes, contract accounts (ERC-1271), keys of unknown verifiers.
 */
export type BallotEvidence =
  | "signature verified"
  | "signed by keys that the file alone names"
  | "attested by the chain";

/**
 * Who says that a key is the seat's: `electorate`, the snapshot to which the head commits; `caller`, whoever verifies; `file`, the
 * registry's events as they were exported, to which nothing commits.
 */
export type KeyProof = "electorate" | "caller" | "file";

/** A ballot of the journal and what stands behind it. */
export interface JudgedBallot {
  readonly seat: bigint;
  readonly support: Support;
  readonly weight: bigint;
  readonly evidence: BallotEvidence;
  /** The keys that signed it; empty where the chain alone attests it. */
  readonly signers: readonly Hex[];
  /** The weakest proof among those keys; null where the chain alone attests it. */
  readonly keyProof: KeyProof | null;
}

/** What verifying an entry needs beside it. */
export interface JournalContext {
  readonly journal: Journal;
  /** What the caller knows by itself. */
  readonly trusted: { readonly keys: readonly SeatKeys[]; readonly verifiers: Verifiers };
}

/**
 * Holds a created entry's content against its id.
 *
 * @returns the words of its electorate, to which the head commits with it
 * @throws QuorateError JOURNAL_ENTRY_FALSE
 */
export function verifyCreated(entry: CreatedEntry, { journal }: JournalContext, index: number): readonly Bytes32[] {
  const { proposalId, salt, description, calls } = entry;
  const shown = computeProposalId({
    chainId: journal.chainId,
    governor: journal.governor,
    proposer: proposerOf(proposalId),
    ruleVersion: ruleVersionOf(proposalId),
    salt,
    description,
    calls,
  });
  if (shown !== proposalId) throw falseEntry(entry, index, "its content has another proposal id");
  return electorateOf(journal, entry.electorateVersion, entry, index);
}

/** Judges each choice in a record to which the head commits. @throws QuorateError JOURNAL_ENTRY_FALSE */
export async function judgeCount(
  entry: CountedEntry,
  electorateVersion: bigint,
  context: JournalContext,
  index: number,
): Promise<readonly JudgedBallot[]> {
  const record = BigInt(entry.record);
  const facts = decodeProposalRecord(record);
  if (facts.electorateVersion !== electorateVersion) throw falseEntry(entry, index, "it was opened to other electors");
  const words = electorateOf(context.journal, electorateVersion, entry, index);
  const choices = decodeChoices(record, entry.pages.map(BigInt));
  const judged = await Promise.all(
    choices.map(async ({ seat, support }) => {
      const signed = entry.ballots.find((ballot) => ballot.seat === seat && ballot.support === support);
      const { proposalId } = entry;
      const ballot = signed ?? { seat, support, nonce: 0n, deadline: 0n, signatures: [] };
      return await judgeSigned({ ...ballot, proposalId }, words, context);
    }),
  );
  requireTally(judged, facts, entry, index);
  return judged;
}

/** Judges the ballots of an enactment, to all of which the head commits. @throws QuorateError JOURNAL_ENTRY_FALSE */
export async function judgeEnactment(
  entry: EnactedEntry,
  context: JournalContext,
  index: number,
): Promise<{
  readonly enactment: Enactment;
  readonly ballots: readonly JudgedBallot[];
  readonly electorateVersion: bigint;
  readonly words: readonly Bytes32[];
}> {
  const { journal } = context;
  const facts = decodeProposalRecord(BigInt(entry.record));
  const words = electorateOf(journal, facts.electorateVersion, entry, index);
  const enactment = decode(entry, index);
  const calls = enactment.calls.map((call, place) => ({ ...call, codeHash: codeHashAt(entry, place, index) }));
  const shown = computeProposalId({
    chainId: journal.chainId,
    governor: journal.governor,
    proposer: enactment.proposer,
    ruleVersion: ruleVersionOf(entry.proposalId),
    salt: enactment.salt,
    description: enactment.description,
    calls,
  });
  if (shown !== entry.proposalId) throw falseEntry(entry, index, "its content has another proposal id");
  const skipped = new Set(entry.skipped);
  const compact = await Promise.all(
    decodeCompact(entry, enactment, index)
      .filter(({ seat }) => !skipped.has(seat))
      .map(async ({ seat, support, signature }) => {
        const ballot = { proposalId: entry.proposalId, seat, support, nonce: 0n, deadline: enactment.deadline };
        return await judgeCompact(ballot, signature, words, context);
      }),
  );
  const others = await Promise.all(
    enactment.others
      .filter(({ seat }) => !skipped.has(seat))
      .map(async (ballot) => await judgeSigned(ballot, words, context)),
  );
  const ballots = [...compact, ...others].sort((a, b) => (a.seat < b.seat ? -1 : 1));
  requireTally(ballots, facts, entry, index);
  return { enactment, ballots, electorateVersion: facts.electorateVersion, words };
}

/** Judges a ballot by its signatures; without any, the chain alone vouches for it. */
async function judgeSigned(
  ballot: SignedBallot,
  words: readonly Bytes32[],
  context: JournalContext,
): Promise<JudgedBallot> {
  const digest = hashBallot(placeOf(context.journal), ballot);
  // One key counts once, however often it signed.
  const signatures = [...new Map(ballot.signatures.map((each) => [toKey(each.signer), each])).values()];
  const proofs = await Promise.all(
    signatures.map(async ({ signer, signature }) => ({
      signer,
      proof: await proofOf(signer, ballot.seat, words, context, async (verifiers) => {
        return (await checkSignature({ signer, digest, signature, verifiers })) === "valid";
      }),
    })),
  );
  return judge(ballot, words, context, proofs);
}

async function judgeCompact(
  ballot: Omit<SignedBallot, "signatures">,
  signature: Hex,
  words: readonly Bytes32[],
  context: JournalContext,
): Promise<JudgedBallot> {
  const account = recover(hashBallot(placeOf(context.journal), ballot), signature);
  if (account === undefined) return judge(ballot, words, context, []);
  const signer = parseHex(account);
  const proof = await proofOf(signer, ballot.seat, words, context, async () => true);
  return judge(ballot, words, context, [{ signer, proof }]);
}

interface ProvedKey {
  readonly signer: Hex;
  /** Null where the signature is none of the seat's, for all that is known. */
  readonly proof: KeyProof | null;
}

const EVIDENCE = {
  electorate: "signature verified",
  caller: "signature verified",
  file: "signed by keys that the file alone names",
} as const satisfies Readonly<Record<KeyProof, BallotEvidence>>;

/** The strongest that can be said of a ballot by the keys that signed it. */
function judge(
  { seat, support }: Pick<SignedBallot, "seat" | "support">,
  words: readonly Bytes32[],
  { trusted }: JournalContext,
  keys: readonly ProvedKey[],
): JudgedBallot {
  const weight = weightOf(words, seat);
  // At least one, whatever the caller says, and the largest number that it says.
  const needed = trusted.keys
    .filter((each) => each.seat === seat)
    .reduce((most, { ballotsNeeded }) => (ballotsNeeded > most ? ballotsNeeded : most), 1n);
  const proofs: KeyProof[] = [];
  for (const keyProof of ["electorate", "caller", "file"] as const) {
    proofs.push(keyProof);
    const signers = keys.filter(({ proof }) => proof !== null && proofs.includes(proof)).map(({ signer }) => signer);
    // A snapshot names an account only where it votes alone.
    const isEnough = keyProof === "electorate" ? signers.length > 0 : BigInt(signers.length) >= needed;
    if (isEnough) return { seat, support, weight, evidence: EVIDENCE[keyProof], signers, keyProof };
  }
  return { seat, support, weight, evidence: "attested by the chain", signers: [], keyProof: null };
}

/** Who says that a key is the seat's and that its signature is good. */
async function proofOf(
  signer: Hex,
  seat: bigint,
  words: readonly Bytes32[],
  { journal, trusted }: JournalContext,
  isValid: (verifiers: Verifiers) => Promise<boolean>,
): Promise<KeyProof | null> {
  const elector = accountOf(words, seat);
  if (elector !== null && parseHex(elector) === signer && (await isValid({}))) return "electorate";
  const isTrusted = trusted.keys.some((each) => each.seat === seat && each.signers.includes(signer));
  if (isTrusted && (await isValid(trusted.verifiers))) return "caller";
  const isNamed = isTrusted || journal.keys.some((key) => key.seat === seat && key.signer === signer);
  return isNamed && (await isValid({ ...journal.verifiers, ...trusted.verifiers })) ? "file" : null;
}

function recover(digest: Bytes32, signature: Hex): Address | undefined {
  try {
    return recoverSigner(digest, parseAccountSignature(signature));
  } catch (error) {
    if (error instanceof QuorateError) return undefined;
    throw error;
  }
}

function decode(entry: EnactedEntry, index: number): Enactment {
  try {
    return decodeEnactment(entry.proposalId, entry.enactment);
  } catch (cause) {
    throw falseEntry(entry, index, "its arguments are not those of an enactment", cause);
  }
}

function decodeCompact(
  entry: EnactedEntry,
  enactment: Enactment,
  index: number,
): ReturnType<typeof decodeCompactBallots> {
  try {
    return decodeCompactBallots(enactment.ballots);
  } catch (cause) {
    throw falseEntry(entry, index, "its compact ballots are none", cause);
  }
}

function codeHashAt(entry: EnactedEntry, place: number, index: number): Bytes32 {
  const codeHash = entry.codeHashes[place];
  if (codeHash === undefined) throw falseEntry(entry, index, "it has fewer code hashes than calls");
  return codeHash;
}

function requireTally(
  ballots: readonly JudgedBallot[],
  facts: ReturnType<typeof decodeProposalRecord>,
  entry: JournalEntry,
  index: number,
): void {
  const sum = (support: Support): bigint =>
    ballots.filter((ballot) => ballot.support === support).reduce((total, { weight }) => total + weight, 0n);
  const isSame =
    sum("for") === facts.weightFor && sum("against") === facts.weightAgainst && sum("abstain") === facts.weightAbstain;
  if (!isSame) throw falseEntry(entry, index, "its ballots do not give its tally");
}

function electorateOf(journal: Journal, version: bigint, entry: JournalEntry, index: number): readonly Bytes32[] {
  const electorate = journal.electorates.find((each) => each.version === version);
  if (electorate === undefined) throw falseEntry(entry, index, `electorate ${version} is missing`);
  return electorate.words;
}

function weightOf(words: readonly Bytes32[], seat: bigint): bigint {
  const word = words[Number(seat)];
  return word === undefined ? 0n : decodeElectorateWord(word).weight;
}

function accountOf(words: readonly Bytes32[], seat: bigint): Address | null {
  const word = words[Number(seat)];
  return word === undefined ? null : decodeElectorateWord(word).account;
}

function placeOf({ chainId, governor }: Journal): BallotPlace {
  return { chainId, governor };
}

/** @returns the error that says which entry shows something else than the head commits to */
export function falseEntry(entry: JournalEntry, index: number, why: string, cause?: unknown): QuorateError {
  return new QuorateError({
    code: "JOURNAL_ENTRY_FALSE",
    summary: `Entry ${index} of the journal, "${entry.kind}" of proposal ${entry.proposalId}, is false: ${why}.`,
    remedy: "Do not rely on this file: export the journal again from a node that you trust.",
    facts: { entry: index, kind: entry.kind, proposalId: entry.proposalId },
    ...(cause === undefined ? {} : { cause }),
  });
}
