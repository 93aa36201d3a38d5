import { send } from "../../internal/send.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** What {@link cancelRotation} takes. */
export interface CancelRotationParameters extends WaitLimits {
  readonly seat: bigint;
  /** The key that would have been replaced. */
  readonly key: Bytes32;
}

/** The transaction. */
export interface CancelRotationReturnType {
  readonly receipt: Receipt;
}

/**
 * Stops a rotation that the member did not want; sent by the seat's cold account.
 *
 * @throws QuorateError SIGNER_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as MemberNotCold, MemberNothingPending
 * @example
 * ```ts
 * await cancelRotation(client, { seat: 3n, key });
 * ```
 */
export async function cancelRotation(
  client: Client,
  parameters: CancelRotationParameters,
): Promise<CancelRotationReturnType> {
  const { receipt } = await send(client, parameters, "cancelling a rotation", async () =>
    client.contracts.memberRegistry.cancelRotation.populateTransaction(parameters.seat, parameters.key),
  );
  return { receipt };
}
