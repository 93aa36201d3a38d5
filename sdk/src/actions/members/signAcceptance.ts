import { type Acceptance, toAcceptanceTypedData } from "../../crypto/acceptanceTypedData.ts";
import { askSigner } from "../../internal/askSigner.ts";
import { parseInteger } from "../../internal/parseInteger.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { OFF_LINE, withLimits } from "../../internal/withLimits.ts";
import type { KeySignature } from "../../types/Ballot.ts";
import type { BallotSigner } from "../../types/BallotSigner.ts";
import type { Address } from "../../types/Hex.ts";

/** What is accepted, where, and who signs. */
export interface SignAcceptanceParameters extends Acceptance, WaitLimits {
  readonly chainId: bigint;
  readonly accession: Address;
  /** The seat's cold account, or one of its voting keys. */
  readonly signer: BallotSigner;
}

/** What {@link accept} takes, signed; it can be sent by anybody. */
export interface SignAcceptanceReturnType extends Acceptance, KeySignature {}

/**
 * Signs the acceptance of the state that a member joins, without a chain.
 *
 * @throws QuorateError INTEGER_MALFORMED, SIGNER_REFUSED, SIGNATURE_MALFORMED, SIGNATURE_MALLEABLE, ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const acceptance = await signAcceptance({ chainId, accession, seat: 3n, state, deadline, signer });
 * await accept(client, acceptance);
 * ```
 */
export async function signAcceptance(parameters: SignAcceptanceParameters): Promise<SignAcceptanceReturnType> {
  const { chainId, accession, state, signer } = parameters;
  const [seat, deadline] = [parseInteger(parameters.seat, 16), parseInteger(parameters.deadline, 48)];
  const data = toAcceptanceTypedData({ chainId, accession }, { seat, state, deadline });
  return await withLimits(parameters, OFF_LINE, "signing an acceptance", async (signal) => {
    const { signature } = await askSigner(signer, data, signal);
    return { seat, state, deadline, signer: signer.signer, signature };
  });
}
