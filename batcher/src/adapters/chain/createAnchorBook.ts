import { BatcherError } from "../../errors.ts";
import type { AnchorBook } from "../../ports/AnchorBook.ts";
import { anchorFace } from "./contractFaces.ts";
import type { JsonRpc } from "./JsonRpc.ts";
import { readFields } from "./readFields.ts";

/** The anchoring contract behind a node, for whoever checks a store against it. */
export function createAnchorBook(rpc: JsonRpc, anchor: string): AnchorBook {
  async function call(name: "logOf" | "batchHash", values: readonly unknown[]) {
    const input = anchorFace.encodeFunctionData(name, values);
    const answer = await rpc.ask("eth_call", [{ to: anchor, data: input }, "latest"]);
    try {
      return anchorFace.decodeFunctionResult(name, typeof answer === "string" ? answer : "0x")[0];
    } catch (cause) {
      throw new BatcherError({
        code: "CHAIN_UNAVAILABLE",
        summary: `The node's answer to ${name} cannot be read.`,
        remedy: "Check the contract's address, and what answers at the URL.",
        facts: { anchor, name },
        cause,
      });
    }
  }
  return {
    readTime: async () =>
      readFields(await rpc.ask("eth_getBlockByNumber", ["latest", false]), "eth_getBlockByNumber").number("timestamp"),
    readAnchored: async (logId) => {
      const { openedAt, nextSequence, nextNumber } = await call("logOf", [logId]);
      if (Number(openedAt) === 0) return undefined;
      return { nextSequence: Number(nextSequence), nextNumber: Number(nextNumber) };
    },
    readBatchHash: async (logId, number) => {
      const hash = String(await call("batchHash", [logId, number]));
      return BigInt(hash) === 0n ? undefined : hash;
    },
  };
}
