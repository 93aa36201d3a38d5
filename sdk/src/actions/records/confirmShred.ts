import { send } from "../../internal/send.ts";
import { type ActingMember, toChainConsent } from "../../internal/toChainConsent.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** Which record, and who has destroyed it. */
export interface ConfirmShredParameters extends WaitLimits, ActingMember {
  readonly recordId: Bytes32;
}

/** The transaction that said so. */
export interface ConfirmShredReturnType {
  readonly receipt: Receipt;
}

/**
 * A member says that it has destroyed key, text and copies of a record. Do that first: `forgetRecord` and the stores' `delete`.
 *
 * @throws QuorateError SIGNER_MISSING, OBJECT_MALFORMED, INTEGER_MALFORMED, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as RecordWrongState, RecordNotParty, RecordSaidAlready
 * @example
 * ```ts
 * await confirmShred(client, { recordId, seat: 3n });
 * ```
 */
export async function confirmShred(
  client: Client,
  parameters: ConfirmShredParameters,
): Promise<ConfirmShredReturnType> {
  const { recordId } = parameters;
  const sent = await send(client, parameters, "confirming that a record is shredded", async () =>
    client.contracts.confidentialRegistry.confirmShred.populateTransaction(
      recordId,
      await toChainConsent(client, parameters),
    ),
  );
  return { receipt: sent.receipt };
}
