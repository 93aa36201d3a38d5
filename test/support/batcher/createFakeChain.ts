import { id } from "ethers";

import { computeLogId, parseAddress } from "#sdk/receipts";

import type {
  AnchoredFacts,
  BatchParameters,
  Chain,
  Head,
  LogFacts,
  MemberKey,
  OpenChallenge,
  Outcome,
} from "../../../batcher/src/ports/Chain.ts";
import type { SignedTransaction, Signer, UnsignedTransaction } from "../../../batcher/src/ports/Signer.ts";
import { toHex } from "../../../batcher/src/records.ts";

/** What a transaction of the fake chain does. */
type Deed =
  | { readonly kind: "openLog"; readonly logId: string }
  | {
      readonly kind: "anchor";
      readonly logId: string;
      readonly firstSequence: number;
      readonly count: number;
      readonly root: string;
    }
  | { readonly kind: "answer"; readonly challengeId: string; readonly sequence: number }
  | { readonly kind: "execute"; readonly calls: readonly string[] }
  | { readonly kind: "nothing" };

interface Sent {
  readonly account: string;
  readonly nonce: number;
  readonly hash: string;
  readonly deed: Deed;
  readonly fee: number;
}

interface Block extends Head {
  readonly transactions: readonly Sent[];
}

/** A chain in memory that does what a test tells it: a block is made only when it says so. */
export interface FakeChain extends Chain {
  parameters: BatchParameters;
  keys: readonly MemberKey[];
  challenges: OpenChallenge[];
  isOnDuty: boolean;
  suspendedSince: number;
  /** Thrown by the next so many requests to send. */
  failures: Error[];
  /** Packed calls that make the transaction revert as a whole which executes them. */
  poison: readonly string[];
  /** Calls that fail, each by itself. */
  failing: readonly string[];
  /** What every request answers with an error. */
  outage: Error | undefined;
  readonly pool: readonly Sent[];
  readonly blocks: readonly Block[];
  /** Makes a block of what fits the accounts' nonces, so many seconds later. */
  mine(seconds?: number): void;
  /** Takes the newest blocks out; their transactions wait again, or are forgotten. */
  reorganise(blocks: number, isForgetful?: boolean): void;
  /** Empties the pool. */
  drop(): void;
  /** Empties the pool and answers what was in it, to be given back. */
  hold(): readonly Sent[];
  give(held: readonly Sent[]): void;
  /** Somebody else uses the account's next nonce. */
  useNonce(account: string): void;
  /** Logs as they are at the newest block. */
  readonly logs: ReadonlyMap<string, LogFacts>;
}

const SEAT = 0;
const GENESIS = 1_000;
const PARAMETERS = { maxRecords: 4_096, promiseTime: 30, maxDeadlineAhead: 300, confirmations: 1, callGas: 1_000_000 };
const ANCHOR = `0x${"aa".repeat(20)}`;

/** Makes one, with an executor or without. Accounts sign with {@link createFakeSigner}. */
export function createFakeChain(executor?: string): FakeChain {
  const blocks: Block[] = [toBlock(0, "0x00", GENESIS, [])];
  let pool: Sent[] = [];
  let forks = 0;

  function head(): Block {
    return blocks.at(-1) ?? toBlock(0, "0x00", GENESIS, []);
  }

  function nonceOf(account: string): number {
    return blocks.reduce(
      (sum, { transactions }) => sum + transactions.filter((sent) => sent.account === account).length,
      0,
    );
  }

  function batches(): readonly (AnchoredFacts & { logId: string; number: number })[] {
    const found: (AnchoredFacts & { logId: string; number: number })[] = [];
    for (const block of blocks) {
      for (const { deed, hash } of block.transactions) {
        if (deed.kind !== "anchor") continue;
        const own = found.filter(({ logId }) => logId === deed.logId);
        const next = own.reduce((sum, { count }) => sum + count, 0);
        if (deed.firstSequence !== next) continue;
        const place = {
          transactionHash: hash,
          blockNumber: block.number,
          blockHash: block.hash,
          anchoredAt: block.timestamp,
        };
        found.push({ ...deed, ...place, number: own.length, previous: `0x${String(own.length).padStart(64, "0")}` });
      }
    }
    return found;
  }

  async function answer<Value>(value: () => Value): Promise<Value> {
    if (chain.outage !== undefined) throw chain.outage;
    return value();
  }

  function isPoisoned(calls: readonly string[]): boolean {
    return calls.some((call) => chain.poison.includes(call));
  }

  function outcomeOfCall(call: string, executed: ReadonlySet<string>): number {
    if (executed.has(call)) return 0;
    return chain.failing.includes(call) ? 2 : 1;
  }

  function place(hash: string): { readonly block: Block; readonly at: number } | undefined {
    for (const block of blocks) {
      const at = block.transactions.findIndex((each) => each.hash === hash);
      if (at >= 0) return { block, at };
    }
    return undefined;
  }

  /** Calls that transactions before this one carried out. */
  function executedBefore({ number }: Block, at: number): ReadonlySet<string> {
    const before = blocks.flatMap((block) =>
      block.number > number ? [] : block.transactions.slice(0, block.number === number ? at : undefined),
    );
    return new Set(
      before.flatMap(({ deed }) => (deed.kind === "execute" && !isPoisoned(deed.calls) ? deed.calls : [])),
    );
  }

  function outcomeOf(hash: string): Outcome | undefined {
    const found = place(hash);
    const deed = found?.block.transactions[found.at]?.deed;
    if (found === undefined || deed === undefined) return undefined;
    const { number: blockNumber, hash: blockHash } = found.block;
    const outcome = { hash, blockNumber, blockHash, anchored: [], outcomes: undefined };
    if (deed.kind === "anchor") {
      const anchored = batches().filter(({ transactionHash }) => transactionHash === hash);
      return { ...outcome, anchored, succeeded: anchored.length > 0 };
    }
    if (deed.kind !== "execute") return { ...outcome, succeeded: true };
    if (isPoisoned(deed.calls)) return { ...outcome, succeeded: false };
    const executed = executedBefore(found.block, found.at);
    return {
      ...outcome,
      succeeded: true,
      outcomes: Uint8Array.from(deed.calls, (call) => outcomeOfCall(call, executed)),
    };
  }

  const chain: FakeChain = {
    chainId: 7n,
    contracts: { anchor: ANCHOR, registry: ANCHOR, members: ANCHOR, executor },
    parameters: PARAMETERS,
    keys: [],
    challenges: [],
    isOnDuty: true,
    suspendedSince: 0,
    failures: [],
    poison: [],
    failing: [],
    outage: undefined,
    get pool() {
      return pool;
    },
    blocks,
    get logs() {
      const logs = new Map<string, LogFacts>();
      for (const { transactions } of blocks) {
        for (const { deed } of transactions) {
          if (deed.kind === "openLog") logs.set(deed.logId, { seat: SEAT, nextSequence: 0, nextNumber: 0 });
        }
      }
      for (const { logId, firstSequence, count, number } of batches())
        logs.set(logId, { seat: SEAT, nextSequence: firstSequence + count, nextNumber: number + 1 });
      return logs;
    },
    mine(seconds = 1) {
      const taken: Sent[] = [];
      for (const sent of [...pool].sort((a, b) => a.nonce - b.nonce || b.fee - a.fee)) {
        const own = taken.filter(({ account }) => account === sent.account).length;
        if (sent.nonce === nonceOf(sent.account) + own) taken.push(sent);
      }
      const { number, hash, timestamp } = head();
      blocks.push(toBlock(number + 1, hash, timestamp + seconds, taken, forks));
      pool = pool.filter(({ account, nonce }) => nonce >= nonceOf(account));
    },
    reorganise(count, isForgetful = false) {
      forks += 1;
      const gone = blocks.splice(blocks.length - count).flatMap(({ transactions }) => transactions);
      if (!isForgetful) pool.push(...gone);
    },
    drop() {
      pool = [];
    },
    hold() {
      const held = pool;
      pool = [];
      return held;
    },
    give(held) {
      pool = [...held];
    },
    useNonce(account) {
      const nonce = nonceOf(account);
      const { number, hash, timestamp } = head();
      const foreign: Sent = { account, nonce, hash: `0xforeign${nonce}`, deed: { kind: "nothing" }, fee: 0 };
      blocks.push(toBlock(number + 1, hash, timestamp + 1, [foreign], forks));
      pool = pool.filter((sent) => sent.account !== account || sent.nonce !== nonce);
    },
    readHead: () => answer(head),
    readBlock: (number) => answer(() => blocks.find((block) => block.number === number)),
    readFinalBlock: () => answer(() => head().number),
    readParameters: () => answer(() => chain.parameters),
    readKeys: (seats) => answer(() => chain.keys.filter(({ seat }) => seats?.includes(seat) ?? true)),
    readChanges: () => answer(() => ({ seats: chain.keys.map(({ seat }) => seat), parameters: true, anchor: true })),
    readDuty: () => answer(() => ({ seat: SEAT, isOnDuty: chain.isOnDuty, suspendedSince: chain.suspendedSince })),
    readLog: (logId) => answer(() => chain.logs.get(logId)),
    readTerm: (logId) => answer(() => (chain.logs.has(logId) ? { from: 1, until: 0 } : undefined)),
    findAnchored: (logId, number) =>
      answer(() => batches().find((batch) => batch.logId === logId && batch.number === number)),
    readChallenges: () => answer(() => chain.challenges),
    readNonce: (account) => answer(() => nonceOf(account)),
    async send(raw) {
      const failure = chain.failures.shift();
      const sent: Sent = JSON.parse(raw);
      const isKnown = pool.some(({ hash }) => hash === sent.hash) || sent.nonce < nonceOf(sent.account);
      if (failure?.message !== "not taken" && !isKnown) pool.push(sent);
      if (failure !== undefined) throw failure;
      await answer(() => undefined);
    },
    readOutcome: (hash) => answer(() => outcomeOf(hash)),
    encodeOpenLog: (salt) => JSON.stringify({ kind: "openLog", logId: toLogId(salt) }),
    encodeJoinLog: () => JSON.stringify({ kind: "nothing" }),
    encodeAnchor: ({ logId, firstSequence, count, root }) =>
      JSON.stringify({ kind: "anchor", logId, firstSequence, count, root }),
    encodeExecute: (calls) => JSON.stringify({ kind: "execute", calls: calls.map((call) => toHex(call)) }),
    encodeAnswer: (challengeId, { sequence }) => JSON.stringify({ kind: "answer", challengeId, sequence }),
  };
  return chain;
}

/** A key whose signatures are nothing: transactions of the fake chain are JSON. */
export function createFakeSigner(account = `0x${"bb".repeat(20)}`): Signer {
  return {
    address: account,
    signDigest: () => new Uint8Array(65).fill(27),
    signTransaction: (unsigned): SignedTransaction => {
      const hash = id(`${account} ${unsigned.nonce} ${unsigned.maxFeePerGas} ${unsigned.input}`);
      const deed = JSON.parse(unsigned.input);
      const kept = toPlain(unsigned);
      return {
        hash,
        raw: JSON.stringify({ account, nonce: unsigned.nonce, hash, deed, fee: Number(unsigned.maxFeePerGas), kept }),
      };
    },
    parseTransaction: (raw): UnsignedTransaction => {
      const { kept } = JSON.parse(raw);
      const [gasLimit, maxFeePerGas] = [BigInt(kept.gasLimit), BigInt(kept.maxFeePerGas)];
      return { ...kept, gasLimit, maxFeePerGas, maxPriorityFeePerGas: BigInt(kept.maxPriorityFeePerGas) };
    },
  };
}

function toLogId(salt: string): string {
  const place = { chainId: 7n, anchor: parseAddress(ANCHOR), seat: SEAT };
  return `0x${Buffer.from(computeLogId({ ...place, salt: Buffer.from(salt.slice(2), "hex") })).toString("hex")}`;
}

function toPlain(unsigned: UnsignedTransaction): object {
  return Object.fromEntries(
    Object.entries(unsigned).map(([name, value]) => [name, typeof value === "bigint" ? String(value) : value]),
  );
}

function toBlock(
  number: number,
  parentHash: string,
  timestamp: number,
  transactions: readonly Sent[],
  fork = 0,
): Block {
  return { number, hash: `0xblock${number}-${fork}`, parentHash, timestamp, baseFee: 1n, transactions };
}
