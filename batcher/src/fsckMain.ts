// Checks a store against the chain and says what it finds, one line of JSON each; the last one says how many logs and findings there were.

import { existsSync } from "node:fs";

import { createRecordDigester, loadHashes, parseAddress } from "#sdk/receipts";

import { createAnchorBook } from "./adapters/chain/createAnchorBook.ts";
import { createJsonRpc } from "./adapters/chain/JsonRpc.ts";
import { openRpcChain } from "./adapters/chain/openRpcChain.ts";
import { createStore } from "./adapters/createStore.ts";
import { readConfiguration } from "./config.ts";
import { BatcherError, isFault } from "./errors.ts";
import { findingMeanings } from "./findings.ts";
import { checkStore } from "./fsck.ts";

const NOWHERE = "0x0000000000000000000000000000000000000000";

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

async function run(): Promise<void> {
  // A check signs nothing.
  const {
    rpcUrl: url,
    rpcTimeoutMs: timeoutMs,
    ...told
  } = readConfiguration([...process.argv.slice(2), "--key-file", "none"]);
  const { chainId, contracts } = await openRpcChain({ ...told, url, timeoutMs });
  const { anchor, registry, executor = NOWHERE } = contracts;
  await loadHashes();
  const digestOf = createRecordDigester({
    chainId,
    registry: parseAddress(registry),
    anchor: parseAddress(anchor),
    executor: parseAddress(executor),
  });
  // Opening one that is not there would make it.
  if (!/^postgres(?:ql)?:\/\//.test(told.store) && !existsSync(told.store)) throw absent(told.store);
  const store = createStore(told.store);
  try {
    await store.open({ chainId, anchor });
    let [faults, notes] = [0, 0];
    for await (const finding of checkStore({
      store,
      book: createAnchorBook(createJsonRpc({ url, timeoutMs }), anchor),
      digestOf,
    })) {
      const { severity } = findingMeanings[finding.kind];
      if (severity === "fault") faults += 1;
      else notes += 1;
      say({ event: "finding", ...finding, ...findingMeanings[finding.kind] });
    }
    const logs = (await store.readLogs()).map(({ logId, seat, nextSequence }) => ({ logId, seat, nextSequence }));
    say({ event: "checked", logs, faults, notes });
    process.exitCode = faults === 0 ? 0 : 1;
  } finally {
    await store.close();
  }
}

function absent(path: string): BatcherError {
  return new BatcherError({
    code: "STORE_UNAVAILABLE",
    summary: `There is no store at ${path}.`,
    remedy: "Name the file that the batcher writes, or the address of its server.",
    facts: { path },
  });
}

run().catch((error: unknown) => {
  const [code, summary, remedy] = isFault(error)
    ? [error.code, error.summary, error.remedy]
    : ["DEFECT", error instanceof Error ? error.message : String(error), "Report this."];
  say({ event: "failed", code, summary, remedy });
  process.exitCode = 2;
});
