import type { Log, Provider } from "ethers";

import { QuorateError } from "../errors/QuorateError.ts";
import { type LogRange, scanLogs } from "./scanLogs.ts";

/** A log that became part of the chain, or was part of it until the chain took another course. */
export interface LogChange {
  readonly type: "added" | "removed";
  readonly log: Log;
}

/** Which logs to follow, from where, and how sure to be of them. */
export interface LogFollowerParameters extends Pick<LogRange, "address" | "topics"> {
  readonly from: number;
  /** How many blocks must lie above a log before it is shown. */
  readonly confirmations: number;
}

/** Follows logs as blocks come. */
export interface LogFollower {
  /**
   * What changed since it was asked last. When the chain took another course, the logs of the blocks that are gone come first, the
   * newest first, and then those of the new course.
   *
   * @throws QuorateError CHAIN_REORGANISED where the change of course goes deeper than what is remembered
   */
  advance(signal: AbortSignal): Promise<readonly LogChange[]>;
}

/** What was read of a chain: from which block to which, and the hashes of some of them. */
interface Course {
  readonly marks: readonly Mark[];
  readonly first: number;
  readonly last: number;
}

interface Mark {
  readonly number: number;
  readonly hash: string;
}

/** How many blocks back a change of course is followed. */
const REMEMBERED_BLOCKS = 256;
/** Of the blocks read at once, the last few are all remembered, and of those before them some. */
const DENSE_MARKS = 16;

/** Makes a follower that has seen nothing yet. */
export function createLogFollower(provider: Provider, parameters: LogFollowerParameters): LogFollower {
  let next = parameters.from;
  let marks: readonly Mark[] = [];
  let shown: readonly Log[] = [];
  return {
    async advance(signal) {
      const head = (await provider.getBlockNumber()) - parameters.confirmations;
      // A node that lags behind is not a chain that changed its course.
      if (head < (marks.at(-1)?.number ?? parameters.from)) return [];
      const common = await findCommonBlock(provider, { marks, first: parameters.from, last: next - 1 }, signal);
      const gone = shown.filter((log) => log.blockNumber > common).toReversed();
      const kept = shown.filter((log) => log.blockNumber <= common);
      const range = { address: parameters.address, topics: parameters.topics, from: common + 1, to: head };
      const fresh: Log[] = [];
      for await (const page of scanLogs(provider, range, signal)) fresh.push(...page.logs);
      const reached = await markBlocks(provider, common + 1, head, fresh, signal);
      // A block that changed while it was read is read again in the next round, and nothing is shown of this one.
      if (reached === undefined) return [];
      next = head + 1;
      shown = [...kept, ...fresh].filter((log) => log.blockNumber > head - REMEMBERED_BLOCKS);
      marks = [...marks.filter((mark) => mark.number <= common), ...reached].slice(-REMEMBERED_BLOCKS);
      return [
        ...gone.map((log): LogChange => ({ type: "removed", log })),
        ...fresh.map((log): LogChange => ({ type: "added", log })),
      ];
    },
  };
}

/** The highest block that was read and is still part of the chain, or the one below the first: of that one nothing was shown. */
async function findCommonBlock(
  provider: Provider,
  { marks, first, last }: Course,
  signal: AbortSignal,
): Promise<number> {
  const deepest = last - REMEMBERED_BLOCKS;
  for (const mark of marks.toReversed()) {
    if (mark.number < deepest) break;
    signal.throwIfAborted();
    if ((await provider.getBlock(mark.number))?.hash === mark.hash) return mark.number;
  }
  if (first - 1 >= deepest) return first - 1;
  throw new QuorateError({
    code: "CHAIN_REORGANISED",
    summary: `The chain changed its course below block ${deepest}, deeper than is remembered.`,
    remedy: "Start watching again from an earlier block, with more confirmations.",
    facts: { block: deepest },
  });
}

/** The hashes of the blocks that were just read; undefined where one of them is not the block that its logs came from. */
async function markBlocks(
  provider: Provider,
  from: number,
  to: number,
  logs: readonly Log[],
  signal: AbortSignal,
): Promise<readonly Mark[] | undefined> {
  const hashes = new Map(logs.map((log) => [log.blockNumber, log.blockHash]));
  const marks: Mark[] = [];
  for (const number of listMarks(from, to)) {
    signal.throwIfAborted();
    const hash = (await provider.getBlock(number))?.hash;
    if (typeof hash !== "string" || (hashes.get(number) ?? hash) !== hash) return undefined;
    marks.push({ number, hash });
  }
  return marks;
}

function listMarks(from: number, to: number): readonly number[] {
  const distances = Array.from({ length: DENSE_MARKS }, (_, distance) => distance);
  for (let distance = DENSE_MARKS * 2; distance < REMEMBERED_BLOCKS; distance *= 2) distances.push(distance);
  return distances
    .map((distance) => to - distance)
    .filter((number) => number >= from)
    .reverse();
}
