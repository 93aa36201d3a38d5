import { eventNamed, send } from "../../internal/send.ts";
import { toPromotion } from "../../internal/toPromotion.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { KeySignature } from "../../types/Ballot.ts";
import type { BatchReceipt } from "../../types/BatchReceipt.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** Which record. */
export interface PromoteParameters extends WaitLimits {
  /** Its receipt of the level anchored; of a bundle's record the item's receipt, with the item's own `record`. */
  readonly batchReceipt: BatchReceipt;
  /** Another key of the sender that signed the same digest, where the one that signed is gone. */
  readonly by?: KeySignature | undefined;
}

/** What came of it. */
export interface PromoteReturnType {
  readonly recordId: Bytes32;
  readonly receipt: Receipt;
}

/**
 * Brings a record out of its batch into the registry, as of the time at which it was anchored. Anybody may; the first to acknowledge, reject or grant
 * does it.
 *
 * @throws QuorateError RECEIPT_MALFORMED, RECEIPT_FOREIGN, RECEIPT_ALTERED, RECEIPT_NOT_ANCHORED, SIGNER_MISSING, EVENT_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as RecordNotAnchored, RecordAnchoredLate, RecordEpochEnded, RecordNonceUsed, MemberActionNotAllowed
 * @example
 * ```ts
 * const { recordId } = await promote(client, { batchReceipt: receipt });
 * await acknowledge(client, { recordId, seat: 3n });
 * ```
 */
export async function promote(client: Client, parameters: PromoteParameters): Promise<PromoteReturnType> {
  const promotion = toPromotion(client, parameters.batchReceipt, parameters.by);
  const { registration, record, by, inclusion } = promotion;
  const registry = client.contracts.confidentialRegistry;
  const sent = await send(client, parameters, "promoting a record", async () => {
    if (promotion.kind === "alone") {
      const consent = { seat: record.seat, deadline: record.deadline, by };
      return registry.promote.populateTransaction(registration, consent, inclusion);
    }
    const { bundle, index, proof } = promotion;
    return registry.promoteBundled.populateTransaction(registration, bundle, by, index, [...proof], inclusion);
  });
  const { facts } = eventNamed(sent, "ConfidentialRegistry.RecordRegistered");
  return { recordId: facts.recordId, receipt: sent.receipt };
}
