import { send } from "../../internal/send.ts";
import { type ActingMember, toChainConsent } from "../../internal/toChainConsent.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** Which record its sender takes back. */
export interface CancelRecordParameters extends WaitLimits, ActingMember {
  readonly recordId: Bytes32;
}

/** The transaction that took it back. */
export interface CancelRecordReturnType {
  readonly receipt: Receipt;
}

/**
 * The sender takes a record back before anybody has acknowledged it.
 *
 * @throws QuorateError SIGNER_MISSING, OBJECT_MALFORMED, INTEGER_MALFORMED, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as RecordWrongState, RecordNotSender
 * @example
 * ```ts
 * await cancelRecord(client, { recordId, seat: 2n });
 * ```
 */
export async function cancelRecord(
  client: Client,
  parameters: CancelRecordParameters,
): Promise<CancelRecordReturnType> {
  const { recordId } = parameters;
  const sent = await send(client, parameters, "cancelling a record", async () =>
    client.contracts.confidentialRegistry.cancel.populateTransaction(
      recordId,
      await toChainConsent(client, parameters),
    ),
  );
  return { receipt: sent.receipt };
}
