import { type RejectionReason, rejectionReasons } from "../../crypto/rejectionReasonOf.ts";
import { send } from "../../internal/send.ts";
import { type ActingMember, toChainConsent } from "../../internal/toChainConsent.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** Which record, who rejects it, and why. */
export interface RejectParameters extends WaitLimits, ActingMember {
  readonly recordId: Bytes32;
  readonly reason: RejectionReason;
  /** Hash of what the member shows the panel off chain, salted: everybody sees it. */
  readonly evidenceHash: Bytes32;
}

/** The transaction that rejected it. */
export interface RejectReturnType {
  readonly receipt: Receipt;
}

/**
 * A party rejects a record, which opens a time in which the sender can answer. Nobody rejects a record twice, or one that it acknowledged.
 *
 * @throws QuorateError SIGNER_MISSING, OBJECT_MALFORMED, INTEGER_MALFORMED, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as RecordWrongState, RecordNotParty, RecordSaidAlready, RecordOwn
 * @example
 * ```ts
 * await reject(client, { recordId, seat: 3n, reason: "KEY_COMMIT_MISMATCH", evidenceHash: digest });
 * ```
 */
export async function reject(client: Client, parameters: RejectParameters): Promise<RejectReturnType> {
  const { recordId, reason, evidenceHash } = parameters;
  const sent = await send(client, parameters, "rejecting a record", async () =>
    client.contracts.confidentialRegistry.reject.populateTransaction(
      recordId,
      rejectionReasons.indexOf(reason),
      evidenceHash,
      await toChainConsent(client, parameters),
    ),
  );
  return { receipt: sent.receipt };
}
