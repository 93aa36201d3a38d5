// The batcher inside a program: a closed loop of requests, measured until all is anchored. Told on its input, answers on its output.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createBatcher, openChain, openSigner } from "#batcher";
import { type Acknowledgements, loadHashes } from "#sdk/receipts";
import { createStore } from "../../../batcher/src/adapters/createStore.ts";
import { createPromMetrics } from "../../../batcher/src/adapters/watch/createPromMetrics.ts";
import { type Answered, countOutcomes } from "../load/countOutcomes.ts";
import { drawLoad, ITEMS, type Load } from "../load/drawLoad.ts";
import { checkAcknowledged } from "./checkAcknowledged.ts";
import type { RunResult } from "./RunResult.ts";
import { readChainTime } from "./readChainTime.ts";
import { readTold } from "./readTold.ts";

const WARM_UP = 30_000;
const AHEAD_S = 290;

await loadHashes();
const told = await readTold();
const { site } = told;
const kind = told.text("kind") === "bundle" ? "bundle" : "registration";
const perRequest = told.number("perRequest");
const drawn = { site, perRequest, kind, deadline: (await readChainTime(site.url)) + AHEAD_S } as const;
const warmUp = drawLoad({ ...drawn, count: Math.min(WARM_UP, told.number("count")), firstNonce: 0 });
const load = drawLoad({ ...drawn, count: told.number("count"), firstNonce: 1 << 20 });
const folder = mkdtempSync(join(tmpdir(), "quorate-bench-"));
try {
  process.stdout.write(`${JSON.stringify(await run(told.text("store") || join(folder, "batcher.db")))}\n`);
} finally {
  rmSync(folder, { recursive: true });
}
process.exit(0);

async function run(store: string): Promise<RunResult> {
  const chain = await openChain({ url: site.url, chainId: BigInt(site.chainId), constitution: site.constitution });
  const batcher = await createBatcher({
    store: createStore(store, { syncDelayMs: told.number("syncDelayMs") }),
    chain,
    signer: openSigner({ secret: site.batcherSecret, chainId: BigInt(site.chainId) }),
    metrics: createPromMetrics(),
    settings: { batchAgeMs: 200 },
  });
  const submit = async (request: Uint8Array): Promise<Acknowledgements> => {
    const answer = await batcher.submit(request);
    if (typeof answer === "string") throw new Error(`the batcher says ${answer}`);
    return answer;
  };
  const before = await sendAll(warmUp, submit);
  await anchoredUpTo(batcher, before);
  const start = performance.now();
  const answers = await sendAll(load, submit);
  const durableMs = performance.now() - start;
  await anchoredUpTo(batcher, answers);
  const anchoredMs = performance.now() - start;
  await batcher.drain();
  const { acknowledged, accepted, replayed, refused } = countOutcomes(answers);
  await checkAcknowledged({
    site,
    store,
    acknowledged: [...countOutcomes(before).acknowledged, ...acknowledged],
  });
  const items = accepted * (kind === "bundle" ? ITEMS : 1);
  return {
    anchored: (items * 1_000) / anchoredMs,
    durable: (items * 1_000) / durableMs,
    accepted,
    replayed,
    refused,
    rejected: told.number("count") - load.bad - accepted - replayed,
    clientCores: 0,
    latencies: {},
  };
}

/** Sends a load with so many requests under way that the batcher always has work. */
async function sendAll(
  { requests, digests }: Load,
  submit: (request: Uint8Array) => Promise<Acknowledgements>,
): Promise<readonly Answered[]> {
  const answers: Answered[] = [];
  let next = 0;
  const sendOn = async (): Promise<void> => {
    for (let index = next++; index < requests.length; index = next++) {
      const [request, own] = [requests[index], digests[index]];
      if (request === undefined || own === undefined) return;
      answers.push({ answer: await submit(request), digests: own });
    }
  };
  const width = Math.max(4, Math.ceil(8_000 / perRequest));
  await Promise.all(Array.from({ length: width }, sendOn));
  return answers;
}

async function anchoredUpTo(
  batcher: Awaited<ReturnType<typeof createBatcher>>,
  answers: readonly Answered[],
): Promise<void> {
  const { logId } = batcher.status();
  let last = -1;
  for (const { answer } of answers) {
    if (typeof answer === "string") continue;
    for (const outcome of answer.outcomes) if (outcome.status !== "refused") last = Math.max(last, outcome.sequence);
  }
  const level = await batcher.waitFor({ logId, sequence: last, level: "anchored", waitMs: 60_000 });
  if (level !== "anchored" && level !== "final") throw new Error(`record ${last} is ${level} after a minute`);
}
