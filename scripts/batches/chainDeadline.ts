import { type Client, getParameter } from "#sdk";

/**
 * The deadline of a record that is signed now: by the chain's time, as batchers judge it. A part of the time that they take is left over, for nodes whose
 * newest block is another one.
 */
export async function chainDeadline(client: Client): Promise<bigint> {
  const [block, ahead] = await Promise.all([
    client.provider.getBlock("latest"),
    getParameter(client, { key: "batch.maxDeadlineAhead" }),
  ]);
  return BigInt(block?.timestamp ?? 0) + (ahead.value * 9n) / 10n;
}
