import { send } from "../../internal/send.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** What {@link completeRotation} takes. */
export interface CompleteRotationParameters extends WaitLimits {
  readonly seat: bigint;
  /** The key that is replaced. */
  readonly key: Bytes32;
}

/** The transaction. */
export interface CompleteRotationReturnType {
  readonly receipt: Receipt;
}

/**
 * Completes a rotation whose cool-down is over; anybody may.
 *
 * @throws QuorateError SIGNER_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as MemberNothingPending, MemberCoolingDown
 * @example
 * ```ts
 * await completeRotation(client, { seat: 3n, key });
 * ```
 */
export async function completeRotation(
  client: Client,
  parameters: CompleteRotationParameters,
): Promise<CompleteRotationReturnType> {
  const { receipt } = await send(client, parameters, "completing a rotation", async () =>
    client.contracts.memberRegistry.completeRotation.populateTransaction(parameters.seat, parameters.key),
  );
  return { receipt };
}
