import { expect } from "chai";
import {
  Block,
  type BlockTag,
  type Filter,
  type FilterByBlockHash,
  JsonRpcProvider,
  keccak256,
  Log,
  toUtf8Bytes,
} from "ethers";

import { QuorateError } from "../errors/QuorateError.ts";
import { parseAddress } from "../types/parseAddress.ts";
import { createLogFollower } from "./createLogFollower.ts";

const address = parseAddress(`0x${"11".repeat(20)}`);

/** A chain of blocks with one log each, which can take another course. */
class FickleChain extends JsonRpcProvider {
  /** The course that each block belongs to, by number. */
  courses: string[] = ["a"];
  /** Blocks behind the newest that this node shows. */
  lag = 0;

  constructor() {
    super("http://127.0.0.1:9", 1, { staticNetwork: true });
  }

  mine(course: string, count: number): void {
    for (let block = 0; block < count; block += 1) this.courses.push(course);
  }

  /** Gives up the blocks from `number` on. */
  turn(number: number): void {
    this.courses = this.courses.slice(0, number);
  }

  override async getBlockNumber(): Promise<number> {
    return this.courses.length - 1 - this.lag;
  }

  override async getBlock(block: BlockTag): Promise<Block | null> {
    const number = Number(block);
    const course = this.courses[number];
    return course === undefined ? null : toBlock(number, hashOf(number, course), this);
  }

  override async getLogs({
    fromBlock,
    toBlock: last,
  }: { fromBlock?: unknown; toBlock?: unknown } & (Filter | FilterByBlockHash)): Promise<Log[]> {
    return this.courses.flatMap((course, number) =>
      number >= Number(fromBlock) && number <= Number(last) ? [toLog(number, hashOf(number, course), this)] : [],
    );
  }
}

function hashOf(number: number, course: string): string {
  return keccak256(toUtf8Bytes(`${course} ${number}`));
}

function toLog(blockNumber: number, blockHash: string, node: JsonRpcProvider): Log {
  const place = { blockHash, blockNumber, transactionHash: blockHash, transactionIndex: 0, index: 0, removed: false };
  return new Log({ ...place, address, data: "0x", topics: [] }, node);
}

function toBlock(number: number, hash: string, node: JsonRpcProvider): Block {
  const numbers = { timestamp: number, difficulty: 0n, gasLimit: 0n, gasUsed: 0n, baseFeePerGas: null };
  return new Block(
    { ...numbers, number, hash, parentHash: hash, nonce: "0x", miner: address, extraData: "0x", transactions: [] },
    node,
  );
}

describe("createLogFollower", () => {
  const { signal } = new AbortController();
  let chain: FickleChain;
  const follow = (confirmations = 0, from = 0): (() => Promise<readonly string[]>) => {
    const follower = createLogFollower(chain, { address, topics: [], from, confirmations });
    return async () => {
      const changes = await follower.advance(signal);
      return changes.map(({ type, log }) => {
        const course = ["a", "b", "c"].find((name) => hashOf(log.blockNumber, name) === log.blockHash) ?? "?";
        return `${type} ${course}${log.blockNumber}`;
      });
    };
  };

  beforeEach(() => {
    chain = new FickleChain();
  });

  it("shows each log once", async () => {
    const advance = follow();
    expect(await advance()).to.deep.equal(["added a0"]);
    expect(await advance()).to.deep.equal([]);
    chain.mine("a", 2);
    expect(await advance()).to.deep.equal(["added a1", "added a2"]);
  });

  // REQ-SDK-03
  it("takes back what the chain gave up, the newest first, before it shows the new course", async () => {
    const advance = follow();
    chain.mine("a", 4);
    await advance();
    chain.turn(3);
    chain.mine("b", 3);
    expect(await advance()).to.deep.equal(["removed a4", "removed a3", "added b3", "added b4", "added b5"]);
    chain.turn(5);
    chain.mine("c", 1);
    expect(await advance()).to.deep.equal(["removed b5", "added c5"]);
  });

  it("waits for confirmations, so that a short detour is never shown", async () => {
    const advance = follow(2);
    chain.mine("a", 4);
    expect(await advance()).to.deep.equal(["added a0", "added a1", "added a2"]);
    chain.turn(3);
    chain.mine("b", 3);
    expect(await advance()).to.deep.equal(["added b3"]);
  });

  it("does not take a node that lags behind for a chain that changed its course", async () => {
    const advance = follow();
    chain.mine("a", 5);
    await advance();
    chain.lag = 2;
    expect(await advance()).to.deep.equal([]);
    chain.lag = 0;
    chain.mine("a", 1);
    expect(await advance()).to.deep.equal(["added a6"]);
  });

  it("says so when the chain changed deeper than is remembered", async () => {
    const advance = follow();
    chain.mine("a", 600);
    await advance();
    chain.turn(100);
    chain.mine("b", 520);
    const error: unknown = await advance().catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(QuorateError).and.to.include({ code: "CHAIN_REORGANISED" });
  });

  it("says so rather than forget to take back what it showed long ago", async () => {
    const advance = follow();
    await advance();
    chain.mine("a", 600);
    await advance();
    chain.turn(1);
    chain.mine("b", 620);
    const error: unknown = await advance().catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(QuorateError).and.to.include({ code: "CHAIN_REORGANISED" });
  });

  it("follows a change of course of the first block that it read, and below it", async () => {
    chain.mine("a", 4);
    const advance = follow(0, 4);
    expect(await advance()).to.deep.equal(["added a4"]);
    chain.turn(4);
    chain.mine("b", 1);
    expect(await advance()).to.deep.equal(["removed a4", "added b4"]);
    chain.turn(2);
    chain.mine("c", 4);
    expect(await advance()).to.deep.equal(["removed b4", "added c4", "added c5"]);
  });

  it("follows a change of course below the blocks that it remembers one by one", async () => {
    const advance = follow();
    chain.mine("a", 200);
    await advance();
    chain.turn(150);
    chain.mine("b", 60);
    const changes = await advance();
    expect(changes.filter((change) => change.startsWith("removed a")).length).to.be.greaterThan(50);
    const left = new Set<string>();
    for (const change of changes) {
      const [type, log = ""] = change.split(" ");
      if (type === "added") left.add(log);
    }
    for (let number = 150; number < 210; number += 1) expect(left).to.include(`b${number}`);
  });
});
