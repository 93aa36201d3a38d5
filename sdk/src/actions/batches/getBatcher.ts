import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Address, Bytes32 } from "../../types/Hex.ts";
import { parseBytes32 } from "../../types/parseHex.ts";

/** Whose batcher. */
export interface GetBatcherParameters extends WaitLimits {
  readonly seat: bigint;
  /** A key of it, to know whether its promises count now. */
  readonly key?: Address | undefined;
}

/** What the chain says of a member's batcher. */
export interface GetBatcherReturnType {
  /** Since when it is suspended, in unix seconds; 0 where it is not. */
  readonly suspendedSince: bigint;
  /** Nothing follows from promises of blocks before this one; 0 where none are settled. */
  readonly settledUntil: bigint;
  /** Whether the key's promises count now; null where none was named. */
  readonly isOnDuty: boolean | null;
  /** The log in which the member anchors by itself. */
  readonly ownLog: Bytes32;
}

/**
 * Whether a member's batcher is suspended and whether a key is on duty.
 *
 * @throws QuorateError ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const { suspendedSince, isOnDuty } = await getBatcher(client, { seat: 3n, key: cold });
 * ```
 */
export async function getBatcher(client: Client, parameters: GetBatcherParameters): Promise<GetBatcherReturnType> {
  const { seat, key } = parameters;
  return await withLimits(parameters, client, "reading a batcher", async () => {
    const anchor = client.contracts.batchAnchor;
    const blockTag = await client.provider.getBlockNumber();
    const [suspendedSince, settledUntil, isOnDuty, ownLog] = await Promise.all([
      anchor.suspendedSince(seat, { blockTag }),
      anchor.settledUntil(seat, { blockTag }),
      key === undefined ? null : anchor.isOnDuty(key, { blockTag }),
      anchor.ownLogOf(seat, { blockTag }),
    ]);
    return { suspendedSince, settledUntil, isOnDuty, ownLog: parseBytes32(ownLog) };
  });
}
