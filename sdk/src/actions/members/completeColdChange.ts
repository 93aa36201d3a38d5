import { send } from "../../internal/send.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** What {@link completeColdChange} takes. */
export interface CompleteColdChangeParameters extends WaitLimits {
  readonly seat: bigint;
}

/** The transaction. */
export interface CompleteColdChangeReturnType {
  readonly receipt: Receipt;
}

/**
 * Completes handing a seat over, after the cool-down; sent by the new cold account, which proves that it exists.
 *
 * @throws QuorateError SIGNER_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as MemberNotCold, MemberNothingPending, MemberCoolingDown
 * @example
 * ```ts
 * await completeColdChange(client, { seat: 3n });
 * ```
 */
export async function completeColdChange(
  client: Client,
  parameters: CompleteColdChangeParameters,
): Promise<CompleteColdChangeReturnType> {
  const { receipt } = await send(client, parameters, "completing a change of the cold account", async () =>
    client.contracts.memberRegistry.completeColdChange.populateTransaction(parameters.seat),
  );
  return { receipt };
}
