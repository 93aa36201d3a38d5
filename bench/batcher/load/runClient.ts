// A client of a batcher in a process of its own. Signs before the window, then sends: as fast as answers come, or at a rate. Told on its
// input, answers on its output.

import { writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import { decodeAcknowledgements, loadHashes } from "#sdk/receipts";
import type { RunResult } from "../runs/RunResult.ts";
import { readChainTime } from "../runs/readChainTime.ts";
import { readTold } from "../runs/readTold.ts";
import { type Answered, countOutcomes } from "./countOutcomes.ts";
import { drawLoad, type Load } from "./drawLoad.ts";
import { HttpConnection } from "./HttpConnection.ts";

const TYPE = "application/vnd.quorate.records";
const AHEAD_S = 290;
const WARM_UP = 30_000;
/** Every so many requests of an open loop one waits until it is anchored, on one of so many connections. */
const [SAMPLE, PATIENT] = [20, 48];

/** An answer, and what was asked. */
interface Received {
  readonly body: Uint8Array;
  readonly status: number;
  readonly index: number;
}

await loadHashes();
const told = await readTold();
const { site } = told;
const url = new URL(told.text("url"));
const [perRequest, count, rate] = [told.number("perRequest"), told.number("count"), told.number("rate")];
const drawn = { site, perRequest, kind: "registration", deadline: (await readChainTime(site.url)) + AHEAD_S } as const;
const warmUp = drawLoad({ ...drawn, count: Math.min(WARM_UP, count), firstNonce: 0 });
const load = drawLoad({ ...drawn, count, firstNonce: 1 << 20 });
const [connections, depth] = perRequest >= 100 ? [16, 4] : perRequest >= 10 ? [32, 12] : [64, 16];
const pool = await Promise.all(Array.from({ length: connections }, () => HttpConnection.open(url)));
/** For requests that wait until they are anchored: on a connection answers come in the order of their requests. */
const patient = await Promise.all(Array.from({ length: PATIENT }, () => HttpConnection.open(url)));

const before = await sendClosed(warmUp);
await anchored(before, warmUp);
const times: number[] = [];
const anchoredTimes: number[] = [];
const usage = process.cpuUsage();
const start = performance.now();
const received = rate === 0 ? await sendClosed(load) : await sendOpen(load, rate);
const durableMs = performance.now() - start;
const { user, system } = process.cpuUsage(usage);
await anchored(received, load);
const anchoredMs = performance.now() - start;
for (const connection of [...pool, ...patient]) connection.close();
const all = [...decode(before, warmUp), ...decode(received, load)];
writeFileSync(told.text("acknowledged"), pack(countOutcomes(all).acknowledged));
process.stdout.write(`${JSON.stringify(result())}\n`);
process.exit(0);

function result(): RunResult {
  const { accepted, replayed, refused } = countOutcomes(decode(received, load));
  return {
    anchored: (accepted * 1_000) / anchoredMs,
    durable: (accepted * 1_000) / durableMs,
    accepted,
    replayed,
    refused,
    rejected: count - load.bad - accepted - replayed,
    clientCores: (user + system) / 1_000 / durableMs,
    latencies: rate === 0 ? {} : { ...percentiles("durable", times), ...percentiles("anchored", anchoredTimes) },
  };
}

/** As fast as answers come. */
async function sendClosed({ requests }: Load): Promise<readonly Received[]> {
  const answers: Received[] = [];
  let next = 0;
  const sendOn = async (connection: HttpConnection): Promise<void> => {
    for (let index = next++; index < requests.length; index = next++) {
      const { status, body } = await connection.post("/v1/records", TYPE, requests[index] ?? new Uint8Array());
      answers.push({ status, body, index });
    }
  };
  await Promise.all(pool.flatMap((connection) => Array.from({ length: depth }, () => sendOn(connection))));
  return answers;
}

/** At a rate of records, whether or not answers come; a request's time counts from when it was to be sent. */
async function sendOpen({ requests }: Load, perSecond: number): Promise<readonly Received[]> {
  const gapMs = (1_000 * perRequest) / perSecond;
  const began = performance.now();
  const sent: Promise<Received>[] = [];
  for (let index = 0; index < requests.length; ) {
    const due = Math.min(requests.length, Math.floor((performance.now() - began) / gapMs) + 1);
    for (; index < due; index += 1)
      sent.push(sendOne(index, began + index * gapMs, requests[index] ?? new Uint8Array()));
    await sleep(1);
  }
  return Promise.all(sent);
}

async function sendOne(index: number, intended: number, request: Uint8Array): Promise<Received> {
  const waits = index % SAMPLE === SAMPLE - 1;
  const connection = waits ? patient[((index / SAMPLE) % PATIENT) | 0] : pool[index % pool.length];
  if (connection === undefined) throw new RangeError("there is no connection");
  const path = waits ? "/v1/records?level=anchored&waitMs=20000" : "/v1/records";
  const { status, body } = await connection.post(path, TYPE, request);
  (waits ? anchoredTimes : times).push(performance.now() - intended);
  return { status, body, index };
}

/** Waits until the last record is anchored. */
async function anchored(answers: readonly Received[], sent: Load): Promise<void> {
  let [last, logId] = [-1, ""];
  for (const { answer } of decode(answers, sent)) {
    if (typeof answer === "string") continue;
    for (const outcome of answer.outcomes) if (outcome.status !== "refused") last = Math.max(last, outcome.sequence);
    for (const part of answer.parts) logId ||= `0x${Buffer.from(part.logId).toString("hex")}`;
  }
  const [connection] = pool;
  for (let attempts = 0; attempts < 12; attempts += 1) {
    const asked = await connection?.get(`/v1/receipts/${logId}/${last}?level=anchored&waitMs=5000`);
    if (asked?.status === 200 && Buffer.from(asked.body).includes('"batch"')) return;
  }
  throw new Error(`record ${last} of ${logId} was not anchored in a minute`);
}

function decode(answers: readonly Received[], { digests }: Load): readonly Answered[] {
  return answers.flatMap(({ status, body, index }): readonly Answered[] => {
    const own = digests[index] ?? new Uint8Array();
    if (status === 200) return [{ answer: decodeAcknowledgements(body), digests: own }];
    return [{ answer: codeOf(body), digests: own }];
  });
}

function codeOf(body: Uint8Array): string {
  const problem: unknown = JSON.parse(Buffer.from(body).toString());
  return typeof problem === "object" && problem !== null && "code" in problem ? String(problem.code) : "no problem";
}

function percentiles(name: string, values: readonly number[]): Readonly<Record<string, number>> {
  if (values.length === 0) return {};
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  const named = { P50: at(0.5), P90: at(0.9), P99: at(0.99), P999: at(0.999), Max: at(1) };
  return Object.fromEntries(Object.entries(named).map(([key, value]) => [`${name}${key}`, value]));
}

function pack(acknowledged: ReturnType<typeof countOutcomes>["acknowledged"]): Uint8Array {
  const packed = Buffer.alloc(40 * acknowledged.length);
  acknowledged.forEach(({ sequence, digest }, index) => {
    packed.writeDoubleBE(sequence, 40 * index);
    packed.set(digest, 40 * index + 8);
  });
  return packed;
}
