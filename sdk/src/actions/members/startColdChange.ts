import { send } from "../../internal/send.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Address } from "../../types/Hex.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** What {@link startColdChange} takes. */
export interface StartColdChangeParameters extends WaitLimits {
  readonly seat: bigint;
  /** The account that is going to manage the seat's keys. */
  readonly cold: Address;
}

/** The transaction. */
export interface StartColdChangeReturnType {
  readonly receipt: Receipt;
}

/**
 * Starts handing a seat to another cold account; sent by the current one, which may cancel until the cool-down is over.
 *
 * @throws QuorateError SIGNER_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as MemberNotCold, MemberBadCold
 * @example
 * ```ts
 * await startColdChange(client, { seat: 3n, cold });
 * ```
 */
export async function startColdChange(
  client: Client,
  parameters: StartColdChangeParameters,
): Promise<StartColdChangeReturnType> {
  const { receipt } = await send(client, parameters, "starting a change of the cold account", async () =>
    client.contracts.memberRegistry.startColdChange.populateTransaction(parameters.seat, parameters.cold),
  );
  return { receipt };
}
