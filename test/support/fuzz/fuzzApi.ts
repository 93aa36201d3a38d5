import { decodeAcknowledgements } from "#sdk/receipts";

import { toHex } from "../../../batcher/src/records.ts";
import { listProblems, problemOf } from "../../../batcher/src/stages/refusals.ts";
import { SeededRandom } from "../simulation/SeededRandom.ts";
import { madeKinds, makeRecord } from "../simulation/SignedByMember.ts";
import { type DocumentSchema, drawFromSchema } from "./drawFromSchema.ts";
import { exchange, type Received, type Sent } from "./exchange.ts";
import { exchangeRaw } from "./exchangeRaw.ts";
import { mutateBytes } from "./mutateBytes.ts";
import type { FuzzServer } from "./startFuzzServer.ts";

/** What a fuzzing run found. */
export interface FuzzOutcome {
  readonly requests: number;
  /** Answers by status. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Places of all records that were accepted, `logId sequence`. */
  readonly accepted: ReadonlySet<string>;
  /** What must not be, in words. */
  readonly faults: readonly string[];
}

const PACKED = "application/vnd.quorate.records";
const JSON_TYPE = "application/json";
const LANES = 6;
const SLOWEST_MS = 5_000;
const SEATS = 12;
const OVERLOAD: readonly number[] = [503, 507];
const KNOWN: ReadonlySet<string> = new Set(listProblems());
const TYPES: readonly string[] = [
  PACKED,
  JSON_TYPE,
  `${JSON_TYPE}; charset=utf-8`,
  "text/html",
  "",
  "application/json,",
  "*/*",
];
const GARBAGE: readonly string[] = [
  "GET / HTTP/9.9\r\n\r\n",
  "POST /v1/records HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
  "POST /v1/records HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nabcdef",
  "POST /v1/records HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n",
  "POST /v1/records HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\ncontent-length: 3\r\n\r\n0\r\n\r\n",
  `GET /v1/status HTTP/1.1\r\nhost: x\r\nx: ${"y".repeat(20_000)}\r\n\r\n`,
  "\u0000\u0001\u0002",
];

/** Sends a server whatever may be sent, for so long, and watches what it says. */
export async function fuzzApi(server: FuzzServer, seconds: number, seed: number): Promise<FuzzOutcome> {
  const statuses = new Map<number, number>();
  const accepted = new Set<string>();
  const faults: string[] = [];
  let [requests, nonce] = [0, 0];
  const document = JSON.parse(await (await fetch(`${server.url}/v1/openapi.json`)).text());
  const schema: DocumentSchema = document.components.schemas.Records;
  const until = performance.now() + seconds * 1_000;

  function sign(random: SeededRandom): Uint8Array {
    const records = Array.from({ length: random.between(1, 5) }, () => {
      nonce += 1;
      const deadline = server.ledger.head.timestamp + random.between(20, 250);
      const kind = random.pick(madeKinds) ?? "registration";
      return makeRecord({ seat: random.between(1, SEATS), kind, nonce, deadline, nature: "good", random }).bytes;
    });
    return Uint8Array.from(Buffer.concat(records));
  }

  function draw(random: SeededRandom): Sent {
    const post = { method: "POST", path: "/v1/records" };
    const chance = random.fraction();
    if (chance < 0.12) return { ...post, headers: { "content-type": PACKED }, body: sign(random) };
    if (chance < 0.35) return { ...post, headers: { "content-type": PACKED }, body: mutateBytes(sign(random), random) };
    const headers = { "content-type": JSON_TYPE };
    if (chance < 0.55)
      return { ...post, headers, body: JSON.stringify(drawFromSchema(schema, random, random.fraction() * 0.1)) };
    const written = JSON.stringify({ records: [toHex(sign(random))] });
    if (chance < 0.62) return { ...post, headers, body: written };
    if (chance < 0.8) return { ...post, headers, body: mutateBytes(Buffer.from(written), random) };
    if (chance < 0.9) return { ...post, headers: drawHeaders(random), body: sign(random) };
    const path = drawPath(random);
    return {
      method: random.pick(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"]) ?? "GET",
      path,
      headers: {},
      body: "",
    };
  }

  function judge(sent: Sent, received: Received): void {
    const { status, type, body, ms } = received;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    const told = `${sent.method} ${sent.path} ${JSON.stringify(sent.headers)} ${toHex(Buffer.from(sent.body).subarray(0, 3_000))}`;
    if (status === -1 || ms > SLOWEST_MS) faults.push(`no answer in ${ms} ms: ${told}`);
    if (status === 0) faults.push(`closed without an answer: ${told}`);
    if (status >= 500 && !OVERLOAD.includes(status)) faults.push(`${status}: ${told}`);
    if (status >= 400 && sent.method !== "HEAD") judgeProblem(status, type, body, told);
    if (status === 200 && sent.method === "POST") note(type, body);
  }

  function judgeProblem(status: number, type: string, body: Uint8Array, told: string): void {
    try {
      const problem = JSON.parse(Buffer.from(body).toString());
      const isKnown = type === "application/problem+json" && KNOWN.has(problem.code) && problem.status === status;
      const known = listProblems().find((code) => code === problem.code);
      if (!isKnown || known === undefined || problemOf(known).status !== status)
        faults.push(`${status} with an undocumented problem: ${told}`);
    } catch {
      faults.push(`${status} without a problem: ${told}`);
    }
  }

  /** Remembers what the server says that it took. */
  function note(type: string, body: Uint8Array): void {
    if (type === JSON_TYPE) {
      const { records, parts } = JSON.parse(Buffer.from(body).toString());
      for (const { status, part, sequence } of records)
        if (status === "accepted") accepted.add(`${parts[part].logId} ${sequence}`);
      return;
    }
    const { outcomes, parts } = decodeAcknowledgements(Uint8Array.from(body));
    for (const outcome of outcomes) {
      if (outcome.status !== "accepted") continue;
      accepted.add(`${toHex(parts[outcome.part ?? 0]?.logId ?? new Uint8Array())} ${outcome.sequence}`);
    }
  }

  async function sendRaw(random: SeededRandom): Promise<void> {
    const { port } = server;
    const whole = `POST /v1/records HTTP/1.1\r\nhost: x\r\ncontent-type: ${PACKED}\r\ncontent-length: 231\r\n\r\n`;
    const get = "GET /v1/status HTTP/1.1\r\nhost: x\r\n\r\n";
    const garbage =
      random.pick([...GARBAGE, random.bytes(random.between(1, 400)), mutateBytes(Buffer.from(whole), random)]) ?? "";
    const ways = [
      () => exchangeRaw(port, [{ bytes: garbage }], { endsAfter: true }),
      () => exchangeRaw(port, [{ bytes: get + get }, { bytes: garbage }], { endsAfter: true }),
      () =>
        exchangeRaw(port, [{ bytes: whole }, { bytes: random.bytes(random.between(0, 230)), afterMs: 50 }], {
          endsAfter: true,
        }),
      () => exchangeRaw(port, [{ bytes: whole.slice(0, random.between(1, whole.length - 1)) }]),
      () => exchangeRaw(port, [{ bytes: whole }, { bytes: "a", afterMs: 300 }]),
    ];
    const exchanged = await (random.pick(ways) ?? ways[0])?.();
    if (exchanged === undefined) return;
    for (const status of exchanged.statuses) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (!exchanged.isOver) faults.push(`a raw connection stayed open for ${exchanged.ms} ms`);
    if (exchanged.statuses.some((status) => status >= 500 && !OVERLOAD.includes(status)))
      faults.push(`raw bytes were answered by ${exchanged.statuses.join(" ")}`);
  }

  async function runLane(random: SeededRandom): Promise<void> {
    while (performance.now() < until && faults.length === 0) {
      requests += 1;
      if (random.happens(0.04)) await sendRaw(random);
      else {
        const sent = draw(random);
        judge(sent, await exchange(server.port, sent));
      }
    }
  }

  const random = new SeededRandom(seed);
  await Promise.all(Array.from({ length: LANES }, () => runLane(random.fork())));
  return { requests, statuses, accepted, faults: [...faults, ...server.faults.map((fault) => `inside: ${fault}`)] };
}

function drawHeaders(random: SeededRandom): Readonly<Record<string, string>> {
  const headers: Record<string, string> = { "content-type": random.pick(TYPES) ?? PACKED };
  if (random.happens(0.3)) headers.accept = random.pick([...TYPES, "application/*", ";;;"]) ?? "";
  if (random.happens(0.3)) headers["quorate-chain-id"] = random.pick(["424242", "1", "x", "0x67932"]) ?? "";
  if (random.happens(0.3)) headers["quorate-anchor"] = random.pick([`0x${"22".repeat(20)}`, "", "0x"]) ?? "";
  if (random.happens(0.1)) headers["content-encoding"] = "gzip";
  if (random.happens(0.1)) headers.expect = "100-continue";
  return headers;
}

function drawPath(random: SeededRandom): string {
  const logId = random.happens(0.5) ? `0x${"00".repeat(32)}` : toHex(random.bytes(random.between(0, 40)));
  const sequence = random.pick(["0", "1", "-1", "1e3", "99999999999999999", "%00", "../..", ""]) ?? "";
  const query = random.pick([
    "",
    "?level=final&waitMs=20",
    "?level=x",
    "?waitMs=999999999",
    "?a=b",
    "?level=final&level=final",
    "?%",
  ]);
  return (
    random.pick([
      `/v1/receipts/${logId}/${sequence}${query}`,
      `/v1/records${query}`,
      "/v1/status",
      "/v1/openapi.json?x",
      `/${Buffer.from(random.bytes(6)).toString("base64url")}`,
      "//",
    ]) ?? "/"
  );
}
