import { send } from "../../internal/send.ts";
import { type ActingMember, toChainConsent } from "../../internal/toChainConsent.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** Which record is replaced, and by which. */
export interface SupersedeParameters extends WaitLimits, ActingMember {
  readonly recordId: Bytes32;
  /** A final record of the same sender that was registered with this one as its `previous`. */
  readonly newId: Bytes32;
}

/** The transaction that said so. */
export interface SupersedeReturnType {
  readonly receipt: Receipt;
}

/**
 * The sender says that a later final record takes the place of a final one.
 *
 * @throws QuorateError SIGNER_MISSING, OBJECT_MALFORMED, INTEGER_MALFORMED, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as RecordWrongState, RecordNotSender, RecordNoSuccessor
 * @example
 * ```ts
 * await supersede(client, { recordId, newId, seat: 2n });
 * ```
 */
export async function supersede(client: Client, parameters: SupersedeParameters): Promise<SupersedeReturnType> {
  const { recordId, newId } = parameters;
  const sent = await send(client, parameters, "superseding a record", async () =>
    client.contracts.confidentialRegistry.supersede.populateTransaction(
      recordId,
      newId,
      await toChainConsent(client, parameters),
    ),
  );
  return { receipt: sent.receipt };
}
