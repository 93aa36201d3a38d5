import { send } from "../../internal/send.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** Which challenge is answered. */
export interface AnswerChallengeParameters extends WaitLimits {
  readonly keyId: Bytes32;
  /** The seat of the member that gave the challenge. */
  readonly challenger: bigint;
  /** The 32 bytes that were sealed to the key. */
  readonly answer: Bytes32;
}

/** The transaction that answered it. */
export interface AnswerChallengeReturnType {
  readonly receipt: Receipt;
}

/**
 * Proves to a challenger that what is sealed to a key can be opened; anybody may send the answer.
 *
 * @throws QuorateError SIGNER_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError PossessionNotProved
 * @example
 * ```ts
 * await answerChallenge(client, { keyId, challenger: 2n, answer: digest });
 * ```
 */
export async function answerChallenge(
  client: Client,
  parameters: AnswerChallengeParameters,
): Promise<AnswerChallengeReturnType> {
  const { keyId, challenger, answer } = parameters;
  const sent = await send(client, parameters, "answering a challenge", async () =>
    client.contracts.keyDirectory.answerChallenge.populateTransaction(keyId, challenger, answer),
  );
  return { receipt: sent.receipt };
}
