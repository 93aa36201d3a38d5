import type { Log, Provider } from "ethers";

import { QuorateError } from "../errors/QuorateError.ts";
import { toQuorateError } from "../errors/toQuorateError.ts";
import type { Address } from "../types/Hex.ts";

const FIRST_PAGE = 2_000;
const LARGEST_PAGE = 100_000;
const ANSWERS_BEFORE_TRYING = 16;

/** Which logs, from which blocks. */
export interface LogRange {
  readonly address: Address | readonly Address[];
  /** As in `eth_getLogs`: a topic, any of several, or null for every one, by place. */
  readonly topics: readonly (string | readonly string[] | null)[];
  /** First block. */
  readonly from: number;
  /** Last block. */
  readonly to: number;
  /** How many blocks to ask for first; without it, 2,000. */
  readonly firstPage?: number;
}

/** The logs of some blocks, in order. */
export interface LogPage {
  readonly from: number;
  readonly to: number;
  readonly logs: readonly Log[];
}

/**
 * Reads logs page by page. Nodes limit blocks, results or time, and say so in no common way: after a refusal the page is
 * halved, after an answer it grows, towards the size that was refused in ever smaller steps. Behind a crowded stretch it may
 * grow again without that bound.
 *
 * @throws QuorateError LOGS_REFUSED where not even one block is answered
 */
export async function* scanLogs(provider: Provider, range: LogRange, signal: AbortSignal): AsyncGenerator<LogPage> {
  let size = Math.max(1, range.firstPage ?? FIRST_PAGE);
  let ceiling = LARGEST_PAGE + 1;
  let answers = 0;
  for (let from = range.from; from <= range.to; ) {
    signal.throwIfAborted();
    const to = Math.min(from + size - 1, range.to);
    let logs: readonly Log[];
    try {
      logs = await provider.getLogs({
        address: typeof range.address === "string" ? range.address : [...range.address],
        topics: range.topics.map((topic) => (topic === null || typeof topic === "string" ? topic : [...topic])),
        fromBlock: from,
        toBlock: to,
      });
    } catch (error) {
      signal.throwIfAborted();
      const asked = to - from + 1;
      if (asked === 1) throw refused(from, error);
      ceiling = asked;
      answers = 0;
      size = Math.max(1, Math.floor(asked / 2));
      continue;
    }
    yield { from, to, logs };
    from = to + 1;
    answers += 1;
    if (answers % ANSWERS_BEFORE_TRYING === 0) ceiling = LARGEST_PAGE + 1;
    size = grow(size, ceiling);
  }
}

/** Twice the size, or half the way to what was refused; nothing where that is near. */
function grow(size: number, ceiling: number): number {
  const next = Math.min(size * 2, ceiling > LARGEST_PAGE ? LARGEST_PAGE : Math.floor((size + ceiling) / 2));
  return ceiling > LARGEST_PAGE || next - size > size / 8 ? Math.max(1, next) : size;
}

function refused(block: number, error: unknown): QuorateError {
  return new QuorateError({
    code: "LOGS_REFUSED",
    summary: `The node does not give the events of block ${block}.`,
    remedy: "Use a node that keeps events (eth_getLogs) for the whole life of the consortium.",
    facts: { block },
    cause: toQuorateError(error, "reading events"),
  });
}
