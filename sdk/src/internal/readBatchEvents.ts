import { computeHeaderHash } from "../crypto/batch/computeHeaderHash.ts";
import { fromHex, toBytes32 } from "../crypto/commitment/toBytes32.ts";
import { QuorateError } from "../errors/QuorateError.ts";
import type { AnchoredHeader } from "../types/AnchoredHeader.ts";
import type { Client } from "../types/Client.ts";
import { parseBytes32 } from "../types/parseHex.ts";
import type { ModuleEvent } from "./decodeEvent.ts";

/** What an event says of a batch, with the time of its block. @throws QuorateError CHAIN_REORGANISED where the block is gone */
export async function readAnchored(
  client: Pick<Client, "provider">,
  { facts, log }: ModuleEvent<"BatchAnchor.BatchAnchored">,
): Promise<AnchoredHeader> {
  const block = await client.provider.getBlock(log.blockHash);
  if (block === null) {
    throw new QuorateError({
      code: "CHAIN_REORGANISED",
      summary: `The block ${log.blockNumber} that anchored a batch is gone.`,
      remedy: "Ask again.",
      facts: { block: log.blockNumber },
    });
  }
  const { logId, number, root, firstSequence, count, previous } = facts;
  const anchoredAt = BigInt(block.timestamp);
  const header = {
    root: fromHex(root),
    firstSequence: Number(firstSequence),
    count: Number(count),
    anchoredAt: block.timestamp,
    previous: fromHex(previous),
  };
  return {
    logId,
    number,
    root,
    firstSequence,
    count,
    anchoredAt,
    previous,
    batchHash: toBytes32(computeHeaderHash(header)),
    blockNumber: BigInt(log.blockNumber),
    transactionHash: parseBytes32(log.transactionHash),
  };
}
