import { send } from "../../internal/send.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** What {@link setBallotsNeeded} takes. */
export interface SetBallotsNeededParameters extends WaitLimits {
  readonly seat: bigint;
  /** How many of the seat's keys must agree on a ballot. */
  readonly ballotsNeeded: bigint;
}

/** The transaction. */
export interface SetBallotsNeededReturnType {
  readonly receipt: Receipt;
}

/**
 * Sets how many of a seat's keys must agree on a ballot; sent by its cold account.
 *
 * @throws QuorateError SIGNER_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as MemberNotCold, MemberBadBallotsNeeded, MemberUnchanged
 * @example
 * ```ts
 * await setBallotsNeeded(client, { seat: 3n, ballotsNeeded: 2n });
 * ```
 */
export async function setBallotsNeeded(
  client: Client,
  parameters: SetBallotsNeededParameters,
): Promise<SetBallotsNeededReturnType> {
  const { receipt } = await send(client, parameters, "setting how many keys must agree", async () =>
    client.contracts.memberRegistry.setBallotsNeeded.populateTransaction(parameters.seat, parameters.ballotsNeeded),
  );
  return { receipt };
}
