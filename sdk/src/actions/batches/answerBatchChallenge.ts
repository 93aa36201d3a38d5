import { send } from "../../internal/send.ts";
import { toChainInclusion } from "../../internal/toChainInclusion.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { BatchReceipt } from "../../types/BatchReceipt.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** Which challenge, and what answers it. */
export interface AnswerBatchChallengeParameters extends WaitLimits {
  readonly challengeId: Bytes32;
  /** The receipt of the record that is missed, of the level anchored. */
  readonly batchReceipt: BatchReceipt;
}

/** The transaction. */
export interface AnswerBatchChallengeReturnType {
  readonly receipt: Receipt;
}

/**
 * Shows that a record that is missed is anchored, which ends the challenge for ever. Anybody may.
 *
 * @throws QuorateError RECEIPT_NOT_ANCHORED, SIGNER_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as ChallengeNotOpen, ChallengeNotAnswered
 * @example
 * ```ts
 * await answerBatchChallenge(client, { challengeId, batchReceipt: receipt });
 * ```
 */
export async function answerBatchChallenge(
  client: Client,
  parameters: AnswerBatchChallengeParameters,
): Promise<AnswerBatchChallengeReturnType> {
  const { challengeId, batchReceipt } = parameters;
  const inclusion = toChainInclusion(batchReceipt);
  const sent = await send(client, parameters, "answering a batch's challenge", async () =>
    client.contracts.batchAnchor.answer.populateTransaction(challengeId, inclusion),
  );
  return { receipt: sent.receipt };
}
