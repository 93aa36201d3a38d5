import { send } from "../../internal/send.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** What {@link cancelColdChange} takes. */
export interface CancelColdChangeParameters extends WaitLimits {
  readonly seat: bigint;
}

/** The transaction. */
export interface CancelColdChangeReturnType {
  readonly receipt: Receipt;
}

/**
 * Stops handing a seat to another cold account; sent by the current one.
 *
 * @throws QuorateError SIGNER_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as MemberNotCold, MemberNothingPending
 * @example
 * ```ts
 * await cancelColdChange(client, { seat: 3n });
 * ```
 */
export async function cancelColdChange(
  client: Client,
  parameters: CancelColdChangeParameters,
): Promise<CancelColdChangeReturnType> {
  const { receipt } = await send(client, parameters, "cancelling a change of the cold account", async () =>
    client.contracts.memberRegistry.cancelColdChange.populateTransaction(parameters.seat),
  );
  return { receipt };
}
