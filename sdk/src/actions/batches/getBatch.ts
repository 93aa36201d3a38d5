import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import { parseBytes32 } from "../../types/parseHex.ts";

/** Which batch. */
export interface GetBatchParameters extends WaitLimits {
  readonly logId: Bytes32;
  /** From 0. */
  readonly number: bigint;
}

/** What the chain keeps of a batch, as `verifyReceipt` takes it; null where it is not anchored. */
export type GetBatchReturnType = { readonly batchHash: Bytes32 } | null;

const NOTHING = `0x${"0".repeat(64)}`;

/**
 * The one word that the chain keeps of a batch. Receipts carry the header that it is the hash of.
 *
 * @throws QuorateError ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const batch = await getBatch(client, { logId: batchHash, number: 0n });
 * if (batch !== null) verifyReceipt(receipt, { ...recordPlace, batchHash: batch.batchHash });
 * ```
 */
export async function getBatch(client: Client, parameters: GetBatchParameters): Promise<GetBatchReturnType> {
  const { logId, number } = parameters;
  return await withLimits(parameters, client, "reading a batch", async () => {
    const batchHash = parseBytes32(await client.contracts.batchAnchor.batchHash(logId, number));
    return batchHash === NOTHING ? null : { batchHash };
  });
}
