import { eventsNamed, send } from "../../internal/send.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** Which challenge. */
export interface ConcludeChallengeParameters extends WaitLimits {
  readonly challengeId: Bytes32;
}

/** What came of it. */
export interface ConcludeChallengeReturnType {
  /** Whether this is what suspended the batcher; false where it was suspended before. */
  readonly isSuspended: boolean;
  readonly receipt: Receipt;
}

/**
 * Says that a challenge was not answered in time: the batcher is suspended until the members decide. Anybody may.
 *
 * @throws QuorateError SIGNER_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as ChallengeNotOpen, ChallengeRunning
 * @example
 * ```ts
 * const { isSuspended } = await concludeChallenge(client, { challengeId });
 * ```
 */
export async function concludeChallenge(
  client: Client,
  parameters: ConcludeChallengeParameters,
): Promise<ConcludeChallengeReturnType> {
  const sent = await send(client, parameters, "concluding a challenge", async () =>
    client.contracts.batchAnchor.conclude.populateTransaction(parameters.challengeId),
  );
  return {
    isSuspended: eventsNamed(sent.events, "BatchAnchor.BatcherSuspended").length > 0,
    receipt: sent.receipt,
  };
}
