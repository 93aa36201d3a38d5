import { send } from "../../internal/send.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** Which log. */
export interface JoinLogParameters extends WaitLimits {
  readonly logId: Bytes32;
}

/** The transaction. */
export interface JoinLogReturnType {
  readonly receipt: Receipt;
}

/**
 * Another machine of the same batcher signs for a log from this block on: it promises and anchors.
 *
 * @throws QuorateError SIGNER_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as GovernedNotOnDuty, BatchLogUnknown, BatchLogNotOf, BatchSignerKnown
 * @example
 * ```ts
 * await joinLog(client, { logId: batchHash });
 * ```
 */
export async function joinLog(client: Client, parameters: JoinLogParameters): Promise<JoinLogReturnType> {
  const sent = await send(client, parameters, "joining a log", async () =>
    client.contracts.batchAnchor.joinLog.populateTransaction(parameters.logId),
  );
  return { receipt: sent.receipt };
}
