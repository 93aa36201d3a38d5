import { BatcherError } from "../../../batcher/src/errors.ts";
import type { Chain, MemberKey } from "../../../batcher/src/ports/Chain.ts";
import type { Block, Ledger } from "./Ledger.ts";
import type { Life } from "./Life.ts";
import { PLACE, SEAT_OF_BATCHER } from "./place.ts";
import { encodeCall, parseTransaction } from "./transactions.ts";
import { perform, type World } from "./World.ts";

/** How a node answers at the moment. Shares are of all requests. */
export interface NodeWeather {
  readonly isSilent: boolean;
  /** Answered with an error. */
  readonly errors: number;
  /** Never answered in time, although it was done. */
  readonly timeouts: number;
  /** Something that no node says. */
  readonly garbage: number;
  /** Answered by what held some blocks ago. */
  readonly stale: number;
  /** Receipts that are not indexed yet. */
  readonly unindexed: number;
  readonly slowMs: number;
}

export const FAIR_NODE: NodeWeather = {
  isSilent: false,
  errors: 0,
  timeouts: 0,
  garbage: 0,
  stale: 0,
  unindexed: 0,
  slowMs: 20,
};
const TIMEOUT_MS = 1_500;
const MAX_LAG = 3;

/** What a node knows beside its blocks. */
export interface NodeParameters {
  readonly ledger: Ledger;
  readonly keys: readonly MemberKey[];
  readonly readWeather: () => NodeWeather;
  /** Told of everything that is sent. */
  readonly onSent: (raw: string) => void;
}

/** A node of the simulated chain, as one life of a batcher reaches it. */
export function createNode(world: World, life: Life, parameters: NodeParameters): Chain {
  const { ledger, keys, readWeather, onSent } = parameters;
  const { random, worry, transcript } = world;

  /** The newest block that this answer is made from. */
  function viewpoint(): Block {
    const lag = random.happens(readWeather().stale) ? random.between(1, MAX_LAG) : 0;
    if (lag > 0) worry.note("stale answer", TIMEOUT_MS);
    return ledger.blockAt(Math.max(0, ledger.head.number - lag));
  }

  async function ask<Answer>(what: string, answer: (view: Block) => Answer): Promise<Answer> {
    const { errors, timeouts, garbage, slowMs, isSilent } = readWeather();
    const [before, behind] = [random.fraction() * slowMs, random.fraction() * slowMs];
    if (isSilent || random.happens(errors)) return await refuse(before, `${what} failed`);
    if (random.happens(garbage)) {
      worry.note("garbage");
      return await perform(world, life, {
        before,
        behind,
        task: () => {
          throw new SyntaxError("Unexpected token '<' in JSON");
        },
      });
    }
    const isLost = random.happens(timeouts);
    const got = await perform(world, life, {
      before,
      behind: isLost ? TIMEOUT_MS : behind,
      task: () => answer(viewpoint()),
    });
    if (!isLost) return got;
    worry.note("timeout", TIMEOUT_MS);
    throw silence(`${what} was not answered`);
  }

  async function refuse(ms: number, because: string): Promise<never> {
    worry.note("node error");
    return await perform(world, life, {
      before: ms,
      behind: 0,
      task: () => {
        throw silence(because);
      },
    });
  }

  return {
    chainId: PLACE.chainId,
    contracts: { anchor: PLACE.anchor, registry: PLACE.registry, members: PLACE.registry, executor: PLACE.executor },
    readHead: () => ask("readHead", toHead),
    readBlock: (number) =>
      ask("readBlock", (view) => {
        const block = number <= view.number ? ledger.find(number) : undefined;
        return block === undefined ? undefined : toHead(block);
      }),
    readFinalBlock: () => ask("readFinalBlock", () => undefined),
    readParameters: () =>
      ask("readParameters", ({ state }) => ({ ...ledger.parameters, maxRecords: state.maxRecords })),
    readKeys: (seats) => ask("readKeys", () => keys.filter(({ seat }) => seats === undefined || seats.includes(seat))),
    readChanges: (from) =>
      ask("readChanges", ({ state }) => {
        const parameters = ledger.find(from - 1)?.state.maxRecords !== state.maxRecords;
        return { seats: [], parameters, anchor: false };
      }),
    readDuty: () => ask("readDuty", () => ({ seat: SEAT_OF_BATCHER, isOnDuty: true, suspendedSince: 0 })),
    readLog: (logId) =>
      ask("readLog", ({ state }) => {
        const log = state.logs.get(logId);
        if (log === undefined) return undefined;
        const { seat, nextSequence, batches } = log;
        return { seat, nextSequence, nextNumber: batches.length };
      }),
    readTerm: (logId, account) =>
      ask("readTerm", ({ state }) => {
        const from = state.logs.get(logId)?.signers.get(account);
        return from === undefined ? undefined : { from, until: 0 };
      }),
    findAnchored: (logId, number) => ask("findAnchored", ({ state }) => state.logs.get(logId)?.batches[number]),
    readChallenges: () => ask("readChallenges", () => []),
    readNonce: (account) => ask("readNonce", ({ state }) => state.nonces.get(account) ?? 0),
    send: (raw) =>
      ask("send", () => {
        onSent(raw);
        const refusal = ledger.offer(raw);
        transcript.say(life.name, `sent ${parseTransaction(raw).hash.slice(0, 8)} ${refusal ?? ""}`);
        if (refusal !== undefined) throw refusalOf(refusal);
      }),
    readOutcome: (hash) =>
      ask("readOutcome", (view) => {
        const outcome = ledger.findOutcome(hash);
        if (random.happens(readWeather().unindexed)) return undefined;
        return outcome === undefined || outcome.blockNumber > view.number ? undefined : outcome;
      }),
    encodeOpenLog: (salt) => encodeCall({ verb: "openLog", salt }),
    encodeJoinLog: (logId) => encodeCall({ verb: "joinLog", logId }),
    encodeAnchor: ({ logId, firstSequence, count, root }) =>
      encodeCall({ verb: "anchor", logId, firstSequence, count, root }),
    encodeExecute: (calls) =>
      encodeCall({ verb: "execute", calls: calls.map((bytes) => Buffer.from(bytes).toString("hex")) }),
    encodeAnswer: (challengeId) => encodeCall({ verb: "answer", challengeId }),
  };
}

function toHead({ number, hash, parentHash, timestamp, baseFee }: Block) {
  return { number, hash, parentHash, timestamp, baseFee };
}

function silence(summary: string): BatcherError {
  return new BatcherError({ code: "CHAIN_UNAVAILABLE", summary, remedy: "Ask again." });
}

function refusalOf(because: string): BatcherError {
  return new BatcherError({ code: "CHAIN_REFUSED", summary: `The node said: ${because}.`, remedy: "Look why." });
}
