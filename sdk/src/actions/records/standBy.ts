import { send } from "../../internal/send.ts";
import { type ActingMember, toChainConsent } from "../../internal/toChainConsent.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** Which record, and who stands by its rejection. */
export interface StandByParameters extends WaitLimits, ActingMember {
  readonly recordId: Bytes32;
}

/** The transaction that said so. */
export interface StandByReturnType {
  readonly receipt: Receipt;
}

/**
 * A member whose rejection was answered stands by it. That ends the record where the member is a mandatory one, or where too few are left
 * that could acknowledge it.
 *
 * @throws QuorateError SIGNER_MISSING, OBJECT_MALFORMED, INTEGER_MALFORMED, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as RecordWrongState, RecordNotRejectedBy, RecordSaidAlready
 * @example
 * ```ts
 * await standBy(client, { recordId, seat: 3n });
 * ```
 */
export async function standBy(client: Client, parameters: StandByParameters): Promise<StandByReturnType> {
  const { recordId } = parameters;
  const sent = await send(client, parameters, "standing by a rejection", async () =>
    client.contracts.confidentialRegistry.standBy.populateTransaction(
      recordId,
      await toChainConsent(client, parameters),
    ),
  );
  return { receipt: sent.receipt };
}
