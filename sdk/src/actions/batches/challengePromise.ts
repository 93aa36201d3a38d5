import { eventNamed, send } from "../../internal/send.ts";
import { toChainPromise } from "../../internal/toChainInclusion.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { BatchReceipt } from "../../types/BatchReceipt.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** Which record is missed. */
export interface ChallengePromiseParameters extends WaitLimits {
  /** Its receipt of the level durable. */
  readonly batchReceipt: BatchReceipt;
}

/** The challenge, and until which block it waits for its answer. */
export interface ChallengePromiseReturnType {
  readonly challengeId: Bytes32;
  readonly answerBy: bigint;
  readonly receipt: Receipt;
}

/**
 * Asks a batcher for a record that it promised and did not anchor in time. The client's signer is a member's key for records, which has one challenge to a
 * log open at a time.
 *
 * @throws QuorateError RECEIPT_PROMISE_WRONG, SIGNER_MISSING, EVENT_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as PromiseNotDue, PromiseNotSigned, PromiseNotOf, ChallengeWaits, ChallengeKnown
 * @example
 * ```ts
 * const { challengeId, answerBy } = await challengePromise(client, { batchReceipt: receipt });
 * ```
 */
export async function challengePromise(
  client: Client,
  parameters: ChallengePromiseParameters,
): Promise<ChallengePromiseReturnType> {
  const { sequence, digest } = parameters.batchReceipt;
  const { promised, signature, proof } = toChainPromise(parameters.batchReceipt);
  const sent = await send(client, parameters, "challenging a promise", async () =>
    client.contracts.batchAnchor.challenge.populateTransaction(promised, signature, sequence, digest, proof),
  );
  const { challengeId, answerBy } = eventNamed(sent, "BatchAnchor.PromiseChallenged").facts;
  return { challengeId, answerBy, receipt: sent.receipt };
}
