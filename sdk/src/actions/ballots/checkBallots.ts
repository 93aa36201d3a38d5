import { hashBallot } from "../../crypto/ballotTypedData.ts";
import { toKey } from "../../crypto/toKey.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { SignedBallot } from "../../types/Ballot.ts";
import type { Client } from "../../types/Client.ts";
import { mergeBallots } from "./mergeBallots.ts";

/** Ballots before they are submitted. */
export interface CheckBallotsParameters extends WaitLimits {
  readonly ballots: readonly SignedBallot[];
}

/** The ballots that the chain would take, merged, and what is wrong with the others. */
export interface CheckBallotsReturnType {
  readonly sound: readonly SignedBallot[];
  readonly faults: readonly { readonly seat: bigint; readonly error: QuorateError }[];
}

/**
 * Asks the chain about ballots before anything is sent: deadlines, whose keys signed, and each signature, contract accounts'
 * and verified keys' among them.
 *
 * @throws QuorateError BALLOTS_CONTRADICT, SIGNATURE_MALFORMED, SIGNATURE_MALLEABLE, ABORTED, TIMED_OUT; in `faults`:
 * BALLOT_EXPIRED, BALLOT_FILE_UNSIGNED, SIGNATURE_FOREIGN
 * @example
 * ```ts
 * const { sound, faults } = await checkBallots(client, { ballots });
 * for (const { seat, error } of faults) console.log(seat, error.summary, error.remedy);
 * ```
 */
export async function checkBallots(
  client: Client,
  parameters: CheckBallotsParameters,
): Promise<CheckBallotsReturnType> {
  const place = { chainId: client.chainId, governor: client.modules.governor };
  const ballots = mergeBallots({ ...place, ballots: parameters.ballots });
  return await withLimits(parameters, client, "checking ballots", async (signal) => {
    const block = await client.provider.getBlock("latest");
    const now = BigInt(block?.timestamp ?? 0);
    const sound: SignedBallot[] = [];
    const faults: { seat: bigint; error: QuorateError }[] = [];
    for (const ballot of ballots) {
      signal.throwIfAborted();
      const error = await findFault(client, ballot, now);
      if (error === undefined) sound.push(ballot);
      else faults.push({ seat: ballot.seat, error });
    }
    return { sound, faults };
  });
}

async function findFault(client: Client, ballot: SignedBallot, now: bigint): Promise<QuorateError | undefined> {
  const { seat, deadline, signatures } = ballot;
  const { memberRegistry } = client.contracts;
  if (deadline < now) {
    return new QuorateError({
      code: "BALLOT_EXPIRED",
      summary: `The deadline of seat ${seat}'s ballot has passed.`,
      remedy: "Let the member sign again with a later deadline.",
      facts: { seat, deadline, now },
    });
  }
  if (signatures.length === 0) {
    return new QuorateError({
      code: "BALLOT_FILE_UNSIGNED",
      summary: `Seat ${seat}'s ballot carries no signature.`,
      remedy: "Let the seat's keys sign it.",
      facts: { seat },
    });
  }
  const digest = hashBallot({ chainId: client.chainId, governor: client.modules.governor }, ballot);
  for (const { signer, signature } of signatures) {
    const [facts, isSigned] = await Promise.all([
      memberRegistry.keyFacts(toKey(signer)),
      memberRegistry.isSignedBy(signer, digest, signature),
    ]);
    const isKey = facts !== 0n && (facts & 0xffffn) === seat;
    if (isKey && isSigned) continue;
    return new QuorateError({
      code: "SIGNATURE_FOREIGN",
      summary: isKey
        ? `A signature on seat ${seat}'s ballot is not ${signer}'s over this ballot, on this chain, for this governor.`
        : `${signer} is no key of seat ${seat}.`,
      remedy: isKey ? "Let that key sign the ballot again for this chain." : "Sign with a key of that seat.",
      facts: { seat, signer },
    });
  }
  return undefined;
}
