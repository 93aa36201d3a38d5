import type { BatchParameters, Head, Outcome } from "../../../batcher/src/ports/Chain.ts";
import { LedgerState } from "./LedgerState.ts";
import { encodeCall, hashOf, type LedgerTransaction, parseTransaction, signTransaction } from "./transactions.ts";
import type { World } from "./World.ts";

/** A block and all that holds after it. */
export interface Block extends Head {
  readonly transactions: readonly LedgerTransaction[];
  readonly outcomes: readonly Outcome[];
  readonly state: LedgerState;
}

interface Pooled {
  readonly transaction: LedgerTransaction;
  readonly visibleAt: number;
}

/** How a chain goes on at the moment: all of it quiet where nothing is wrong. */
export interface ChainWeather {
  /** Share of transactions that a block leaves out although it could take them. */
  readonly skips: number;
  /** Share of transactions that the pool loses. */
  readonly drops: number;
  /** Milliseconds at most until blocks see a transaction. */
  readonly delayMs: number;
}

export const FAIR_WEATHER: ChainWeather = { skips: 0, drops: 0, delayMs: 0 };
const GENESIS_TIME = 1_900_000_000;
const MAX_TRANSACTIONS = 6;
/** Source: EIP-7825. */
const MAX_TRANSACTION_GAS = 16_777_216n;
const REPLACEMENT_PERCENT = 110n;
const NOBODY = "0x0000000000000000000000000000000000000000000000000000000000000000";

function isOfLog({ call }: LedgerTransaction): boolean {
  return call.verb === "openLog" || call.verb === "joinLog";
}

/** The one chain of a simulated world: blocks, a pool of transactions, and reorganisations. */
export class Ledger {
  readonly #world: World;
  readonly parameters: BatchParameters;
  /** What the members want a batch to be: a block to come carries it out, and a reorganisation may take it out again. */
  wantedMaxRecords: number;
  readonly #blocks: Block[];
  readonly #pool = new Map<string, Pooled>();
  weather = FAIR_WEATHER;
  baseFee = 10n;
  /** Seconds by which blocks are ahead of the world's time. */
  timeShift = 0;
  /** The highest time that any block ever had. */
  highestTime = GENESIS_TIME;
  /** Told of blocks that a reorganisation takes out. */
  onReorganised: (blocks: readonly Block[]) => void = () => undefined;

  constructor(world: World, parameters: BatchParameters, checksOrder = true) {
    this.#world = world;
    this.parameters = parameters;
    this.wantedMaxRecords = parameters.maxRecords;
    const state = new LedgerState({ checksOrder, maxRecords: parameters.maxRecords });
    const head = { number: 0, hash: hashOf("genesis"), parentHash: NOBODY, timestamp: GENESIS_TIME, baseFee: 10n };
    this.#blocks = [{ ...head, transactions: [], outcomes: [], state }];
  }

  get head(): Block {
    return this.blockAt(this.#blocks.length - 1);
  }

  /** Transactions that wait. */
  get waiting(): number {
    return this.#pool.size;
  }

  /** A block by its number, which is on the chain. */
  blockAt(number: number): Block {
    const block = this.#blocks[number];
    if (block === undefined) throw new RangeError(`no block ${number}`);
    return block;
  }

  find(number: number): Block | undefined {
    return this.#blocks[number];
  }

  findOutcome(hash: string): Outcome | undefined {
    for (let number = this.#blocks.length - 1; number >= 0; number -= 1) {
      const outcome = this.#blocks[number]?.outcomes.find((each) => each.hash === hash);
      if (outcome !== undefined) return outcome;
    }
    return undefined;
  }

  /** Takes a transaction into the pool. Answers why not, in words. */
  offer(raw: string): string | undefined {
    const { random, time } = this.#world;
    const transaction = parseTransaction(raw);
    const { hash, from, unsigned } = transaction;
    if (this.#pool.has(hash) || this.findOutcome(hash) !== undefined) return undefined;
    if (unsigned.nonce < this.#nonceOf(from)) return "nonce too low";
    if (unsigned.gasLimit > MAX_TRANSACTION_GAS) return "transaction gas limit too high";
    const rival = [...this.#pool.values()].find(
      ({ transaction: other }) => other.from === from && other.unsigned.nonce === unsigned.nonce,
    );
    if (rival !== undefined) {
      const needed = (rival.transaction.unsigned.maxFeePerGas * REPLACEMENT_PERCENT) / 100n;
      if (unsigned.maxFeePerGas < needed) return "replacement transaction underpriced";
      this.#pool.delete(rival.transaction.hash);
    }
    if (random.happens(this.weather.drops)) return undefined;
    this.#pool.set(hash, { transaction, visibleAt: time.now + random.fraction() * this.weather.delayMs });
    return undefined;
  }

  /** Somebody else signs with an account's key: its next nonce is used for nothing. */
  useNonce(account: string): void {
    const nonce = this.#nonceOf(account);
    const fees = { gasLimit: 21_000n, maxFeePerGas: 10n ** 18n, maxPriorityFeePerGas: 1n };
    const input = encodeCall({ verb: "nothing" });
    const transaction = parseTransaction(signTransaction(account, { to: NOBODY, input, nonce, ...fees }).raw);
    this.#pool.set(transaction.hash, { transaction, visibleAt: this.#world.time.now });
  }

  mine(): void {
    const parent = this.head;
    const time = GENESIS_TIME + Math.floor(this.#world.time.now / 1_000) + this.timeShift;
    this.#mineAt(Math.max(parent.timestamp + 1, time));
  }

  /** Takes the newest blocks out and puts others, `more` blocks more, in their place. */
  reorganise(depth: number, more: number, { isTimeBack = false, forgetsLogs = false } = {}): void {
    const { random, transcript } = this.#world;
    const removed = this.#blocks.splice(this.#blocks.length - depth, depth);
    this.onReorganised(removed);
    const now = GENESIS_TIME + Math.floor(this.#world.time.now / 1_000) + this.timeShift;
    const former = isTimeBack ? now : (removed.at(-1)?.timestamp ?? 0);
    for (const { transactions } of removed) {
      for (const transaction of transactions)
        if (!random.happens(this.weather.drops) && !(forgetsLogs && isOfLog(transaction)))
          this.#pool.set(transaction.hash, { transaction, visibleAt: 0 });
    }
    for (let count = depth + more; count > 0; count -= 1)
      this.#mineAt(Math.max(this.head.timestamp + 1, former - count + random.between(-1, 1)));
    transcript.say("chain", `reorganised ${depth} blocks, now ${this.head.number} ${this.head.hash.slice(0, 10)}`);
  }

  #mineAt(timestamp: number): void {
    const parent = this.head;
    const number = parent.number + 1;
    const state = new LedgerState(parent.state);
    if (state.maxRecords !== this.wantedMaxRecords && this.#world.random.happens(0.5))
      state.maxRecords = this.wantedMaxRecords;
    const transactions = this.#choose(state);
    const names = transactions.map(({ hash }) => hash).join(" ");
    const hash = hashOf(`${parent.hash} ${timestamp} ${names} ${this.#world.random.fraction()}`);
    const place = { number, hash, timestamp };
    const outcomes = transactions.map((each) => state.apply(each, place));
    const { baseFee } = this;
    this.#blocks.push({ ...place, parentHash: parent.hash, baseFee, transactions, outcomes, state });
    this.highestTime = Math.max(this.highestTime, timestamp);
    for (const [key, { transaction }] of this.#pool)
      if (transaction.unsigned.nonce < this.#nonceOf(transaction.from)) this.#pool.delete(key);
    const told = outcomes.map((each) => `${each.hash.slice(0, 8)}:${each.succeeded ? "done" : "reverted"}`);
    this.#world.transcript.say("chain", `block ${number} ${hash.slice(0, 10)} at ${timestamp} ${told.join(" ")}`);
  }

  /** Transactions that follow their accounts' nonces, in any order of accounts. */
  #choose(state: LedgerState): readonly LedgerTransaction[] {
    const { random, time } = this.#world;
    const chosen: LedgerTransaction[] = [];
    const nonces = new Map(state.nonces);
    const accounts = new Set([...this.#pool.values()].map(({ transaction }) => transaction.from));
    while (accounts.size > 0 && chosen.length < MAX_TRANSACTIONS) {
      const from = random.pick([...accounts]) ?? "";
      const next = [...this.#pool.values()]
        .filter(({ transaction: each, visibleAt }) => each.from === from && visibleAt <= time.now)
        .map(({ transaction }) => transaction)
        .filter(({ unsigned }) => unsigned.nonce === (nonces.get(from) ?? 0) && unsigned.maxFeePerGas >= this.baseFee)
        .sort((a, b) => (a.unsigned.maxFeePerGas > b.unsigned.maxFeePerGas ? -1 : 1))[0];
      if (next === undefined || random.happens(this.weather.skips)) accounts.delete(from);
      else {
        chosen.push(next);
        nonces.set(from, next.unsigned.nonce + 1);
      }
    }
    return chosen;
  }

  #nonceOf(account: string): number {
    return this.head.state.nonces.get(account) ?? 0;
  }
}
