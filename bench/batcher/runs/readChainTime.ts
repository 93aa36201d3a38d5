/** The time of a node's newest block, in unix seconds. */
export async function readChainTime(url: string): Promise<number> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_getBlockByNumber", params: ["latest", false] });
  const headers = { "content-type": "application/json" };
  const answer: unknown = await (await fetch(url, { method: "POST", headers, body })).json();
  const result = typeof answer === "object" && answer !== null && "result" in answer ? answer.result : null;
  const time = typeof result === "object" && result !== null && "timestamp" in result ? Number(result.timestamp) : NaN;
  if (Number.isNaN(time)) throw new Error("the node told no block");
  return time;
}
