import type { Client } from "../types/Client.ts";
import type { Address } from "../types/Hex.ts";
import { createLogFollower } from "./createLogFollower.ts";
import type { ModuleEvent } from "./decodeEvent.ts";
import { decodeLogs } from "./send.ts";
import { sleep } from "./sleep.ts";
import type { WaitLimits } from "./WaitLimits.ts";
import { withLimits } from "./withLimits.ts";

/** Where to begin, and how sure to be. `timeoutMs` limits each question to the node, not the watching. */
export interface WatchLimits extends WaitLimits {
  /** First block; without it, the one after the newest. */
  readonly fromBlock?: bigint;
  /** How many blocks must lie above an event before it is shown; without it, 0. */
  readonly confirmations?: number;
}

/** An event that is there, or that is there no more. */
export interface EventChange {
  /** `removed`: the chain took another course, and what was shown before is not so. */
  readonly type: "added" | "removed";
  readonly event: ModuleEvent;
}

/** The events of one module, one after the other, until the signal aborts; changes of the chain's course are rolled back. */
export async function* watchEvents(
  client: Client,
  { limits, address, doing }: { readonly limits: WatchLimits; readonly address: Address; readonly doing: string },
): AsyncGenerator<EventChange, void> {
  const { fromBlock, confirmations = 0, timeoutMs } = limits;
  const signals = [limits.signal, client.signal].flatMap((signal) => (signal ? [signal] : []));
  const signal = AbortSignal.any(signals);
  const perQuestion = { signal, timeoutMs };
  try {
    const from = await withLimits(perQuestion, client, "looking for the newest block", async () =>
      fromBlock === undefined ? (await client.provider.getBlockNumber()) + 1 : Number(fromBlock),
    );
    const follower = createLogFollower(client.provider, { address, topics: [], from, confirmations });
    while (!signal.aborted) {
      const changes = await withLimits(perQuestion, client, doing, (inner) => follower.advance(inner));
      for (const { type, log } of changes) for (const event of decodeLogs(client, [log])) yield { type, event };
      await sleep(client.pollingIntervalMs, signal);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
