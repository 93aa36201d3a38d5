import { send } from "../../internal/send.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** What {@link suspendKey} takes. */
export interface SuspendKeyParameters extends WaitLimits {
  /** As {@link listKeys} names it. */
  readonly key: Bytes32;
  /** A code or a hash of the reason; public. */
  readonly reason: Bytes32;
}

/** The transaction. */
export interface SuspendKeyReturnType {
  readonly receipt: Receipt;
}

/**
 * Break-glass: a guardian suspends another member's key now. Without ratification by vote the act lapses.
 *
 * @throws QuorateError SIGNER_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as GovernedNotOnDuty, GuardiansOwnKey, GuardiansCoolingDown, GuardiansActPending
 * @example
 * ```ts
 * await suspendKey(client, { key, reason });
 * ```
 */
export async function suspendKey(client: Client, parameters: SuspendKeyParameters): Promise<SuspendKeyReturnType> {
  const { receipt } = await send(client, parameters, "suspending a key", async () =>
    client.contracts.guardians.suspendKey.populateTransaction(parameters.key, parameters.reason),
  );
  return { receipt };
}
