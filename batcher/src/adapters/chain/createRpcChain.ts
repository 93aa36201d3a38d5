import { encodeBytes32String, type Interface, type Result } from "ethers";

import { BatcherError, isFault } from "../../errors.ts";
import type {
  AnchoredFacts,
  Chain,
  ChainChanges,
  ChainContracts,
  Head,
  MemberKey,
  Outcome,
} from "../../ports/Chain.ts";
import { fromHex } from "../../records.ts";
import { anchorFace, constitutionFace, executorFace, membersFace } from "./contractFaces.ts";
import { encodeExecute } from "./encodeExecute.ts";
import type { JsonRpc } from "./JsonRpc.ts";
import { readFields, toNumber } from "./readFields.ts";

/** Which chain, and which of its contracts. */
export interface RpcChainParameters {
  readonly rpc: JsonRpc;
  readonly chainId: bigint;
  readonly constitution: string;
  readonly contracts: ChainContracts;
}

const BATCHER_DUTY = 1;
const READS_AT_ONCE = 16;
const OPEN_CHALLENGE = 1n;
const CALLS_PER_WORD = 128;
/** What a node says of a transaction that it has, or that is in a block already. */
const KNOWN = /already known|known transaction|already imported|nonce too low|nonce is too low|ALREADY_EXISTS/i;
/** Parameters that a consortium founded before there were batches has not decided on. */
const DEFAULTS = {
  "batch.maxRecords": 4_096,
  "batch.promiseTime": 30,
  "batch.maxDeadlineAhead": 300,
  "batch.confirmations": 1,
  "batch.callGas": 1_000_000,
} as const;

/** The chain behind a node. */
export function createRpcChain({ rpc, chainId, constitution, contracts }: RpcChainParameters): Chain {
  const { anchor, members, executor } = contracts;

  async function call(to: string, face: Interface, name: string, values: readonly unknown[]): Promise<Result> {
    const input = face.encodeFunctionData(name, values);
    const answer = await rpc.ask("eth_call", [{ to, data: input }, "latest"]);
    try {
      return face.decodeFunctionResult(name, typeof answer === "string" ? answer : "0x");
    } catch (cause) {
      throw new BatcherError({
        code: "CHAIN_UNAVAILABLE",
        summary: `The node's answer to ${name} cannot be read.`,
        remedy: "Check the contract's address, and what answers at the URL.",
        facts: { to, name },
        cause,
      });
    }
  }

  async function readBlockBy(method: string, block: string): Promise<Head | undefined> {
    const answer = await rpc.ask(method, [block, false]);
    if (answer === null || answer === undefined) return undefined;
    const fields = readFields(answer, method);
    return {
      number: fields.number("number"),
      hash: fields.text("hash"),
      parentHash: fields.text("parentHash"),
      timestamp: fields.number("timestamp"),
      baseFee: fields.quantity("baseFeePerGas"),
    };
  }

  async function readLogs(filter: object): Promise<readonly ChainEvent[]> {
    const answer = await rpc.ask("eth_getLogs", [filter]);
    return Array.isArray(answer) ? answer.map(toEvent) : raise("The node answered eth_getLogs with no list");
  }

  async function readParameter(name: keyof typeof DEFAULTS): Promise<number> {
    try {
      const [parameter] = await call(constitution, constitutionFace, "parameter", [encodeBytes32String(name)]);
      return Number(parameter.value);
    } catch (error) {
      if (isFault(error, "CHAIN_REFUSED")) return DEFAULTS[name];
      throw error;
    }
  }

  async function readKeysOf(seat: number): Promise<readonly MemberKey[]> {
    const [keys] = await call(members, membersFace, "keysOf", [seat]);
    const accounts = [...keys].map(String).filter((key) => /^0x0{24}/.test(key));
    return await mapSome(accounts, async (key) => {
      const [facts] = await call(members, membersFace, "keyFacts", [key]);
      return toMemberKey(`0x${key.slice(26)}`, BigInt(facts));
    });
  }

  async function toAnchored(event: ChainEvent): Promise<AnchoredEvent | undefined> {
    const parsed = anchorFace.parseLog({ topics: [...event.topics], data: event.data });
    if (parsed?.name !== "BatchAnchored") return undefined;
    const block = await readBlockBy("eth_getBlockByHash", event.blockHash);
    if (block === undefined) return undefined;
    const { logId, number, root, firstSequence, count, previous } = parsed.args;
    return {
      logId: String(logId),
      number: Number(number),
      root: String(root),
      firstSequence: Number(firstSequence),
      count: Number(count),
      previous: String(previous),
      transactionHash: event.transactionHash,
      blockNumber: event.blockNumber,
      blockHash: event.blockHash,
      anchoredAt: block.timestamp,
    };
  }

  async function toOutcome(answer: unknown): Promise<Outcome> {
    const fields = readFields(answer, "eth_getTransactionReceipt");
    const events = fields.list("logs").map(toEvent);
    const ofAnchor = events.filter(({ address }) => address === anchor);
    const anchored = await Promise.all(ofAnchor.map(toAnchored));
    return {
      hash: fields.text("transactionHash"),
      blockNumber: fields.number("blockNumber"),
      blockHash: fields.text("blockHash"),
      succeeded: fields.number("status") === 1,
      anchored: anchored.filter((each) => each !== undefined),
      outcomes: readOutcomes(events.filter(({ address }) => address === executor)),
    };
  }

  return {
    chainId,
    contracts,
    readHead: async () =>
      (await readBlockBy("eth_getBlockByNumber", "latest")) ?? raise("The node has no newest block"),
    readBlock: (number) => readBlockBy("eth_getBlockByNumber", toQuantity(number)),
    readFinalBlock: async () => (await readBlockBy("eth_getBlockByNumber", "finalized"))?.number,
    async readParameters() {
      return {
        maxRecords: await readParameter("batch.maxRecords"),
        promiseTime: await readParameter("batch.promiseTime"),
        maxDeadlineAhead: await readParameter("batch.maxDeadlineAhead"),
        confirmations: await readParameter("batch.confirmations"),
        callGas: await readParameter("batch.callGas"),
      };
    },
    async readKeys(seats) {
      const [count] = seats === undefined ? await call(members, membersFace, "seatCount", []) : [0];
      const asked = seats ?? Array.from({ length: Number(count) }, (_, seat) => seat);
      return (await mapSome(asked, readKeysOf)).flat();
    },
    async readChanges(from, to) {
      const address = [members, constitution, anchor];
      const events = await readLogs({ address, fromBlock: toQuantity(from), toBlock: toQuantity(to) });
      return toChanges(events, { members, constitution, anchor });
    },
    async readDuty(account) {
      const [facts] = await call(members, membersFace, "keyFacts", [`0x${account.slice(2).padStart(64, "0")}`]);
      const key = toMemberKey(account, BigInt(facts));
      const [isOnDuty] = await call(members, membersFace, "holdsDuty", [account, BATCHER_DUTY]);
      if (key.scopes === 0) return { seat: undefined, isOnDuty: false, suspendedSince: 0 };
      const [suspendedSince] = await call(anchor, anchorFace, "suspendedSince", [key.seat]);
      return { seat: key.seat, isOnDuty: isOnDuty === true, suspendedSince: Number(suspendedSince) };
    },
    async readLog(logId) {
      const [log] = await call(anchor, anchorFace, "logOf", [logId]);
      if (Number(log.openedAt) === 0) return undefined;
      return { seat: Number(log.seat), nextSequence: Number(log.nextSequence), nextNumber: Number(log.nextNumber) };
    },
    async readTerm(logId, account) {
      const [term] = await call(anchor, anchorFace, "termOf", [logId, account]);
      const from = Number(term.fromBlock);
      return from === 0 ? undefined : { from, until: Number(term.untilBlock) };
    },
    async findAnchored(logId, number) {
      const [hash] = await call(anchor, anchorFace, "batchHash", [logId, number]);
      if (BigInt(hash) === 0n) return undefined;
      const topics = anchorFace.encodeFilterTopics("BatchAnchored", [logId, number]);
      const [event] = await readLogs({ address: anchor, topics, fromBlock: "0x0", toBlock: "latest" });
      return event === undefined ? undefined : await toAnchored(event);
    },
    async readChallenges(logId) {
      const topics = anchorFace.encodeFilterTopics("PromiseChallenged", [null, logId]);
      const events = await readLogs({ address: anchor, topics, fromBlock: "0x0", toBlock: "latest" });
      const challenges = await mapSome(events, async ({ topics: [, challengeId = "0x"] }) => {
        const [facts] = await call(anchor, anchorFace, "challengeOf", [challengeId]);
        const { sequence, digest, answerBy, state } = facts;
        return {
          challengeId,
          sequence: Number(sequence),
          digest: String(digest),
          answerBy: Number(answerBy),
          state: BigInt(state),
        };
      });
      return challenges.filter(({ state }) => state === OPEN_CHALLENGE);
    },
    readNonce: async (account) =>
      toNumber(await rpc.ask("eth_getTransactionCount", [account, "latest"]), "eth_getTransactionCount"),
    async send(raw) {
      try {
        await rpc.ask("eth_sendRawTransaction", [raw]);
      } catch (error) {
        if (!isFault(error, "CHAIN_REFUSED") || !KNOWN.test(error.summary)) throw error;
      }
    },
    async readOutcome(hash) {
      const answer = await rpc.ask("eth_getTransactionReceipt", [hash]);
      return answer === null || answer === undefined ? undefined : await toOutcome(answer);
    },
    encodeOpenLog: (salt) => anchorFace.encodeFunctionData("openLog", [salt]),
    encodeJoinLog: (logId) => anchorFace.encodeFunctionData("joinLog", [logId]),
    encodeAnchor: ({ logId, firstSequence, count, root }) =>
      anchorFace.encodeFunctionData("anchor", [logId, firstSequence, count, root]),
    encodeExecute,
    encodeAnswer: (challengeId, inclusion) => anchorFace.encodeFunctionData("answer", [challengeId, inclusion]),
  };
}

type AnchoredEvent = AnchoredFacts & { readonly logId: string; readonly number: number };

interface ChainEvent {
  /** Lower case. */
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
  readonly transactionHash: string;
  readonly blockNumber: number;
  readonly blockHash: string;
}

function toEvent(value: unknown): ChainEvent {
  const fields = readFields(value, "eth_getLogs");
  return {
    address: fields.text("address").toLowerCase(),
    topics: fields.list("topics").map(String),
    data: fields.text("data"),
    transactionHash: fields.text("transactionHash"),
    blockNumber: fields.number("blockNumber"),
    blockHash: fields.text("blockHash"),
  };
}

/** Two bits a call, 128 calls a word, the first in the lowest; one byte a call for the store. */
function readOutcomes(events: readonly ChainEvent[]): Uint8Array | undefined {
  for (const { topics, data } of events) {
    const parsed = executorFace.parseLog({ topics: [...topics], data });
    if (parsed?.name !== "CallsExecuted") continue;
    const words = [...parsed.args.outcomes].map(BigInt);
    return Uint8Array.from({ length: Number(parsed.args.count) }, (_, index) => {
      const word = words[Math.floor(index / CALLS_PER_WORD)] ?? 0n;
      return Number((word >> BigInt(2 * (index % CALLS_PER_WORD))) & 3n);
    });
  }
  return undefined;
}

/** Events of the registry that name a seat have it as their first topic. */
function toChanges(
  events: readonly ChainEvent[],
  places: { readonly members: string; readonly constitution: string; readonly anchor: string },
): ChainChanges {
  const seats = new Set<number>();
  for (const { address, topics, data } of events) {
    if (address !== places.members) continue;
    const parsed = membersFace.parseLog({ topics: [...topics], data });
    if (parsed?.fragment.inputs[0]?.name === "seat") seats.add(Number(parsed.args[0]));
  }
  return {
    seats: [...seats],
    parameters: events.some(({ address }) => address === places.constitution),
    anchor: events.some(({ address }) => address === places.anchor),
  };
}

/** The registry's word of a key's facts. */
function toMemberKey(account: string, facts: bigint): MemberKey {
  const field = (shift: number, bits: number): number => Number((facts >> BigInt(shift)) & ((1n << BigInt(bits)) - 1n));
  return {
    account: fromHex(account),
    seat: field(0, 16),
    scopes: field(16, 8),
    activeFrom: field(32, 40),
    expiresAt: field(72, 40),
    suspendedUntil: field(112, 40),
    eligibleSince: field(176, 40),
    blockedUntil: field(216, 40),
  };
}

async function mapSome<Item, Answer>(
  items: readonly Item[],
  read: (item: Item) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (let start = 0; start < items.length; start += READS_AT_ONCE) {
    answers.push(...(await Promise.all(items.slice(start, start + READS_AT_ONCE).map(read))));
  }
  return answers;
}

function toQuantity(number: number): string {
  return `0x${number.toString(16)}`;
}

function raise(why: string): never {
  throw new BatcherError({ code: "CHAIN_UNAVAILABLE", summary: `${why}.`, remedy: "Check the node.", facts: { why } });
}
