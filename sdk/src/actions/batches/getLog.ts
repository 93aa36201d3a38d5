import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";

/** Which log. */
export interface GetLogParameters extends WaitLimits {
  readonly logId: Bytes32;
}

/** What the chain keeps of a log; null where there is none. */
export type GetLogReturnType = {
  /** Whose it is. */
  readonly seat: bigint;
  /** Whether a member anchors in it by itself, and no batcher. */
  readonly isOwn: boolean;
  /** Unix seconds. */
  readonly openedAt: bigint;
  /** The numbers of the record and the batch that come next. */
  readonly nextSequence: bigint;
  readonly nextNumber: bigint;
} | null;

/**
 * Whose a log is, and how much is anchored in it.
 *
 * @throws QuorateError ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const log = await getLog(client, { logId: batchHash });
 * console.log(log?.nextSequence);
 * ```
 */
export async function getLog(client: Client, parameters: GetLogParameters): Promise<GetLogReturnType> {
  return await withLimits(parameters, client, "reading a log", async () => {
    const { seat, isOwn, openedAt, nextSequence, nextNumber } = await client.contracts.batchAnchor.logOf(
      parameters.logId,
    );
    return openedAt === 0n ? null : { seat, isOwn, openedAt, nextSequence, nextNumber };
  });
}
