import { expect } from "chai";
import { type Filter, type FilterByBlockHash, JsonRpcProvider, Log } from "ethers";

import { QuorateError } from "../errors/QuorateError.ts";
import { parseAddress } from "../types/parseAddress.ts";
import { scanLogs } from "./scanLogs.ts";

const address = parseAddress(`0x${"11".repeat(20)}`);

/** A node that has one log in each of some blocks and refuses longer ranges than it likes. */
class StubbornNode extends JsonRpcProvider {
  readonly asked: [number, number][] = [];
  readonly #limit: (from: number) => number;
  readonly #blocks: readonly number[];

  constructor(limit: (from: number) => number, blocks: readonly number[]) {
    super("http://127.0.0.1:9", 1, { staticNetwork: true });
    this.#limit = limit;
    this.#blocks = blocks;
  }

  override async getLogs({
    fromBlock,
    toBlock,
  }: { fromBlock?: unknown; toBlock?: unknown } & (Filter | FilterByBlockHash)): Promise<Log[]> {
    const [from, to] = [Number(fromBlock), Number(toBlock)];
    this.asked.push([from, to]);
    if (to - from + 1 > this.#limit(from)) throw new Error("query returned more than 10000 results");
    return this.#blocks.filter((block) => block >= from && block <= to).map((block) => toLog(block, this));
  }
}

function toLog(blockNumber: number, node: JsonRpcProvider): Log {
  const hash = `0x${blockNumber.toString(16).padStart(64, "0")}`;
  const place = { blockHash: hash, blockNumber, transactionHash: hash, transactionIndex: 0, index: 0, removed: false };
  return new Log({ ...place, address, data: "0x", topics: [] }, node);
}

async function scan(node: StubbornNode, from: number, to: number): Promise<readonly number[]> {
  const found: number[] = [];
  const { signal } = new AbortController();
  for await (const { logs } of scanLogs(node, { address, topics: [], from, to }, signal))
    found.push(...logs.map((log) => log.blockNumber));
  return found;
}

describe("scanLogs", () => {
  // REQ-SDK-04
  it("asks for longer and longer pages and misses no block", async () => {
    const node = new StubbornNode(() => Number.POSITIVE_INFINITY, [0, 1_999, 2_000, 30_000]);
    expect(await scan(node, 0, 30_000)).to.deep.equal([0, 1_999, 2_000, 30_000]);
    expect(node.asked).to.deep.equal([
      [0, 1_999],
      [2_000, 5_999],
      [6_000, 13_999],
      [14_000, 29_999],
      [30_000, 30_000],
    ]);
  });

  // REQ-SDK-04
  it("halves a page that is refused and does not try that size again", async () => {
    const node = new StubbornNode(() => 700, [0, 699, 700, 5_000]);
    expect(await scan(node, 0, 5_000)).to.deep.equal([0, 699, 700, 5_000]);
    const refused = node.asked.filter(([from, to]) => to - from + 1 > 700);
    expect(refused.length).to.be.lessThan(6);
  });

  it("goes down to a single block where one is crowded, and up again behind it", async () => {
    const node = new StubbornNode((from) => (from <= 100 ? 1 : 10_000), [100, 101, 4_000]);
    expect(await scan(node, 95, 4_000)).to.deep.equal([100, 101, 4_000]);
  });

  it("says so where not even one block is given", async () => {
    const node = new StubbornNode(() => 0, []);
    const error: unknown = await scan(node, 7, 7).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(QuorateError).and.to.include({ code: "LOGS_REFUSED" });
  });

  it("stops when it is told to", async () => {
    const node = new StubbornNode(() => 1, []);
    const controller = new AbortController();
    const pages = scanLogs(node, { address, topics: [], from: 0, to: 9, firstPage: 1 }, controller.signal);
    await pages.next();
    controller.abort();
    expect(await pages.next().catch(() => "stopped")).to.equal("stopped");
    expect(node.asked).to.have.length(1);
  });
});
