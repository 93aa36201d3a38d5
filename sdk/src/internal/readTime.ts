import { QuorateError } from "../errors/QuorateError.ts";
import type { Client } from "../types/Client.ts";

/** The time of the newest block, in unix seconds: what contracts call now may be a little later. */
export async function readTime(client: Pick<Client, "provider">): Promise<bigint> {
  const block = await client.provider.getBlock("latest");
  if (block !== null) return BigInt(block.timestamp);
  throw new QuorateError({
    code: "CHAIN_REORGANISED",
    summary: "The newest block is gone.",
    remedy: "Ask again.",
    facts: { block: "latest" },
  });
}
