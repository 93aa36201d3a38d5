import { send } from "../../internal/send.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** What {@link lift} takes. */
export interface LiftParameters extends WaitLimits {
  /** The suspended key. */
  readonly key: Bytes32;
}

/** The transaction. */
export interface LiftReturnType {
  readonly receipt: Receipt;
}

/**
 * The guardian who suspended a key takes the act back.
 *
 * @throws QuorateError SIGNER_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as GovernedNotOnDuty, GuardiansNothingToDo
 * @example
 * ```ts
 * await lift(client, { key });
 * ```
 */
export async function lift(client: Client, parameters: LiftParameters): Promise<LiftReturnType> {
  const { receipt } = await send(client, parameters, "lifting a suspension", async () =>
    client.contracts.guardians.lift.populateTransaction(parameters.key),
  );
  return { receipt };
}
