import { send } from "../../internal/send.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** Which record. */
export interface SettleParameters extends WaitLimits {
  readonly recordId: Bytes32;
}

/** The transaction that wrote it down. */
export interface SettleReturnType {
  readonly receipt: Receipt;
}

/**
 * Writes down that a record is final where only members were missing that have left the consortium and are waived; anybody may.
 *
 * @throws QuorateError SIGNER_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as RecordNothingToSettle, RecordWrongState
 * @example
 * ```ts
 * await settle(client, { recordId });
 * ```
 */
export async function settle(client: Client, parameters: SettleParameters): Promise<SettleReturnType> {
  const sent = await send(client, parameters, "settling a record", async () =>
    client.contracts.confidentialRegistry.settle.populateTransaction(parameters.recordId),
  );
  return { receipt: sent.receipt };
}
