import { send } from "../../internal/send.ts";
import { type ActingMember, toChainConsent } from "../../internal/toChainConsent.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** Which rejection of which record the sender answers. */
export interface AnswerParameters extends WaitLimits, ActingMember {
  readonly recordId: Bytes32;
  /** The seat whose rejection is answered. */
  readonly rejecter: bigint;
  /** Hash of what makes the rejecter's slot again, which is shown off chain. */
  readonly revealHash: Bytes32;
}

/** The transaction that answered it. */
export interface AnswerReturnType {
  readonly receipt: Receipt;
}

/**
 * The sender answers a member's rejection of its record; with every rejection answered, acknowledgements are taken again.
 *
 * @throws QuorateError SIGNER_MISSING, OBJECT_MALFORMED, INTEGER_MALFORMED, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as RecordWrongState, RecordNotSender, RecordNotRejectedBy
 * @example
 * ```ts
 * await answer(client, { recordId, seat: 2n, rejecter: 3n, revealHash: digest });
 * ```
 */
export async function answer(client: Client, parameters: AnswerParameters): Promise<AnswerReturnType> {
  const { recordId, rejecter, revealHash } = parameters;
  const sent = await send(client, parameters, "answering a rejection", async () =>
    client.contracts.confidentialRegistry.answer.populateTransaction(
      recordId,
      rejecter,
      revealHash,
      await toChainConsent(client, parameters),
    ),
  );
  return { receipt: sent.receipt };
}
