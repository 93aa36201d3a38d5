import { toBytes32 } from "../../crypto/commitment/toBytes32.ts";
import { eventNamed, send } from "../../internal/send.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import { parseBytes32 } from "../../types/parseHex.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** Under which salt. */
export interface OpenLogParameters extends WaitLimits {
  /** Once for each member, 2^48 or more; random unless given. */
  readonly salt?: Bytes32 | undefined;
}

/** The log, and the transaction that opened it. */
export interface OpenLogReturnType {
  readonly logId: Bytes32;
  readonly seat: bigint;
  readonly salt: Bytes32;
  readonly receipt: Receipt;
}

/**
 * Opens a log for the store of a batcher. The client's signer is a key with the batcher's duty, and the first that promises for the log. A store that was
 * restored from a copy opens another one.
 *
 * @throws QuorateError SIGNER_MISSING, EVENT_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as GovernedNotOnDuty, BatcherIsSuspended, BatchLogExists, BatchSaltReserved
 * @example
 * ```ts
 * const log = await openLog(client);
 * console.log(log.logId, log.seat);
 * ```
 */
export async function openLog(client: Client, parameters: OpenLogParameters = {}): Promise<OpenLogReturnType> {
  const salt = parseBytes32(parameters.salt ?? toBytes32(crypto.getRandomValues(new Uint8Array(32))));
  const sent = await send(client, parameters, "opening a log", async () =>
    client.contracts.batchAnchor.openLog.populateTransaction(salt),
  );
  const { logId, seat } = eventNamed(sent, "BatchAnchor.LogOpened").facts;
  return { logId, seat, salt, receipt: sent.receipt };
}
