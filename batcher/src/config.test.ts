import { expect } from "chai";

import { formatOptions, readConfiguration } from "./config.ts";

const NEEDED = {
  QUORATE_BATCHER_RPC_URL: "http://127.0.0.1:8545",
  QUORATE_BATCHER_CHAIN_ID: "31337",
  QUORATE_BATCHER_CONSTITUTION: `0x${"Aa".repeat(20)}`,
  QUORATE_BATCHER_KEY_FILE: "key",
};

function faultsOf(given: readonly string[], environment: Record<string, string>): string {
  try {
    readConfiguration(given, environment);
    return "none";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe("the configuration of a batcher", () => {
  it("comes from the environment, and from flags before it", () => {
    const read = readConfiguration(["--port", "0", "--chain-id", "7", "--fees", "legacy"], NEEDED);
    expect(read).to.include({ port: 0, chainId: 7n, isLegacy: true, operatorHost: "127.0.0.1", store: "batcher.db" });
    expect(read.constitution).to.equal(`0x${"aa".repeat(20)}`);
    expect(read.settings).to.include({ batchAgeMs: 500, asksFinality: false, wantsNewLog: false });
  });

  it("tells all of its faults at once", () => {
    const told = faultsOf(["--port", "70000", "--log-level", "loud"], {
      QUORATE_BATCHER_CHAIN_ID: "x",
      QUORATE_BATCHER_PROT: "1",
    });
    expect(told).to.match(/^The configuration has 7 faults: /);
    for (const part of [
      "QUORATE_BATCHER_PROT is no variable",
      "--chain-id must be",
      "--rpc-url (or QUORATE_BATCHER_RPC_URL) is missing",
    ])
      expect(told).to.include(part);
    for (const part of [
      "--constitution (or",
      "--key-file (or",
      "--port must be a whole number from 0 to 65535",
      "--log-level must be one of",
    ])
      expect(told).to.include(part);
    expect(faultsOf(["--no-such"], NEEDED)).to.match(/has a fault: Unknown option '--no-such'/);
  });

  it("is listed with what each part means", () => {
    expect(formatOptions()).to.match(
      /--batch-age-ms +how long a record waits for others before its batch is closed \(500\)/,
    );
  });
});
