import { type BallotPlace, hashBallot } from "../../crypto/ballotTypedData.ts";
import { encodeCompactBallots } from "../../crypto/compactBallots.ts";
import { isAccountSignature } from "../../crypto/isAccountSignature.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import { readSkipped, type SkippedBallot, toChainBallots } from "../../internal/chainBallots.ts";
import { saltOrZero } from "../../internal/saltOrZero.ts";
import { eventNamed, send } from "../../internal/send.ts";
import { sumValues, toChainCalls } from "../../internal/toChainCalls.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { SignedBallot } from "../../types/Ballot.ts";
import type { Call } from "../../types/BuiltCall.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32, Hex } from "../../types/Hex.ts";
import type { ProposalId } from "../../types/ProposalId.ts";
import { parseAddress } from "../../types/parseAddress.ts";
import { sizeOf } from "../../types/parseHex.ts";
import { parseProposalId } from "../../types/parseProposalId.ts";
import type { Receipt } from "../../types/Receipt.ts";
import { mergeBallots } from "../ballots/mergeBallots.ts";

const MAX_COMPACT_SEAT = 2n ** 14n - 1n;

/** What to propose, with the ballots that decide it. */
export interface EnactParameters extends WaitLimits {
  readonly calls: readonly Call[];
  readonly description: string;
  readonly salt?: Bytes32;
  /** The seat that proposes; its own ballot in favour is its consent. */
  readonly proposer: bigint;
  /** Signed on the id that {@link getProposalId} gives. */
  readonly ballots: readonly SignedBallot[];
}

/** A proposal that was opened, voted and executed in one transaction. */
export interface EnactReturnType {
  readonly proposalId: ProposalId;
  /** The ballots that were not counted, and why. */
  readonly skipped: readonly SkippedBallot[];
  /** How many ballots went in the compact form. */
  readonly compactCount: number;
  readonly receipt: Receipt;
}

/**
 * Proposes, counts ballots and executes, in one transaction; anybody may send it. Only for proposals whose rule has no delay, no
 * veto and no late extension, and only if the ballots decide the outcome.
 *
 * @throws QuorateError CALLS_EMPTY, BALLOTS_EMPTY, BALLOTS_CONTRADICT, SIGNATURE_MALFORMED, SIGNATURE_MALLEABLE, SIGNER_MISSING,
 * ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as GovernorNeedsTime, GovernorNotDecided, GovernorProposerMissing, GovernorCallReverted
 * @example
 * ```ts
 * const proposalId = await getProposalId(client, { calls, description, proposer: 3n });
 * const ballots = await Promise.all(signers.map((signer) => signBallot(client, { proposalId, support: "for", signer, deadline })));
 * await enact(client, { calls, description, proposer: 3n, ballots });
 * ```
 */
export async function enact(client: Client, parameters: EnactParameters): Promise<EnactReturnType> {
  const { calls, description, salt, proposer } = parameters;
  const place = { chainId: client.chainId, governor: client.modules.governor };
  const ballots = mergeBallots({ ...place, ballots: parameters.ballots });
  if (ballots.length === 0) {
    throw new QuorateError({
      code: "BALLOTS_EMPTY",
      summary: "There is no ballot that could decide the proposal.",
      remedy: "Collect signed ballots first, the proposing seat's own among them.",
    });
  }
  const { deadline, compact, others } = separate(place, ballots);
  const sent = await send(client, parameters, "enacting a proposal", async () =>
    client.contracts.governor.enact.populateTransaction(
      toChainCalls(calls),
      description,
      saltOrZero(salt),
      proposer,
      deadline,
      encodeCompactBallots(compact),
      toChainBallots(others),
      { value: sumValues(calls) },
    ),
  );
  const { facts } = eventNamed(sent, "Governor.ProposalEnacted");
  return {
    proposalId: parseProposalId(facts.proposalId),
    skipped: readSkipped(sent),
    compactCount: compact.length,
    receipt: sent.receipt,
  };
}

interface Separated {
  /** The deadline that all compact ballots share. */
  readonly deadline: bigint;
  readonly compact: readonly {
    readonly seat: bigint;
    readonly support: SignedBallot["support"];
    readonly signature: Hex;
  }[];
  readonly others: readonly SignedBallot[];
}

/** The compact form is for a seat's first ballot with one account's signature; all of them share one deadline. */
function separate(place: BallotPlace, ballots: readonly SignedBallot[]): Separated {
  const candidates = ballots.filter((ballot) => isCompact(place, ballot));
  const byDeadline = [...Map.groupBy(candidates, (ballot) => ballot.deadline)];
  const [deadline, chosen] = byDeadline.reduce<readonly [bigint, readonly SignedBallot[]]>(
    (most, each) => (each[1].length > most[1].length ? each : most),
    [0n, []],
  );
  const compact = chosen.flatMap(({ seat, support, signatures }) =>
    signatures.map(({ signature }) => ({ seat, support, signature })),
  );
  const compactSeats = new Set(compact.map(({ seat }) => seat));
  return { deadline, compact, others: ballots.filter(({ seat }) => !compactSeats.has(seat)) };
}

function isCompact(place: BallotPlace, ballot: SignedBallot): boolean {
  const [only, second] = ballot.signatures;
  if (only === undefined || second !== undefined || sizeOf(only.signer) !== 20) return false;
  if (ballot.nonce !== 0n || ballot.seat > MAX_COMPACT_SEAT || sizeOf(only.signature) !== 65) return false;
  const digest = hashBallot(place, ballot);
  // A contract account's signature may have the same length: it does not recover to the account.
  return isAccountSignature(parseAddress(only.signer), digest, only.signature);
}
