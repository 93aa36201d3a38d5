import { eventsNamed, send } from "../../internal/send.ts";
import { type ActingMember, toChainConsent } from "../../internal/toChainConsent.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** Which record, and who acknowledges it. */
export interface AcknowledgeParameters extends WaitLimits, ActingMember {
  readonly recordId: Bytes32;
}

/** What came of it. */
export interface AcknowledgeReturnType {
  /** Whether this acknowledgement made the record final. */
  readonly isFinal: boolean;
  readonly receipt: Receipt;
}

/**
 * A member says that it decrypted a record, that every commitment and every slot matches, and that it keeps the bytes. Open and check the
 * record first: this cannot be taken back.
 *
 * @throws QuorateError SIGNER_MISSING, OBJECT_MALFORMED, INTEGER_MALFORMED, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as RecordWrongState, RecordNotParty, RecordSaidAlready
 * @example
 * ```ts
 * const { isFinal } = await acknowledge(client, { recordId, seat: 3n });
 * ```
 */
export async function acknowledge(client: Client, parameters: AcknowledgeParameters): Promise<AcknowledgeReturnType> {
  const sent = await send(client, parameters, "acknowledging a record", async () =>
    client.contracts.confidentialRegistry.acknowledge.populateTransaction(
      parameters.recordId,
      await toChainConsent(client, parameters),
    ),
  );
  return {
    isFinal: eventsNamed(sent.events, "ConfidentialRegistry.RecordFinal").length > 0,
    receipt: sent.receipt,
  };
}
