import { send } from "../../internal/send.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Address, Bytes32 } from "../../types/Hex.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** Which key leaves which log. */
export interface LeaveLogParameters extends WaitLimits {
  readonly logId: Bytes32;
  readonly key: Address;
}

/** The transaction. */
export interface LeaveLogReturnType {
  readonly receipt: Receipt;
}

/**
 * Ends a key's part in a log for ever: what it signs as promised in this block or later is worth nothing. Its batcher does that, or anybody once the key is none
 * for the duty any more.
 *
 * @throws QuorateError SIGNER_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as BatchLogUnknown, BatchSignerUnknown, BatchSignerServes
 * @example
 * ```ts
 * await leaveLog(client, { logId: batchHash, key: cold });
 * ```
 */
export async function leaveLog(client: Client, parameters: LeaveLogParameters): Promise<LeaveLogReturnType> {
  const { logId, key } = parameters;
  const sent = await send(client, parameters, "leaving a log", async () =>
    client.contracts.batchAnchor.leaveLog.populateTransaction(logId, key),
  );
  return { receipt: sent.receipt };
}
