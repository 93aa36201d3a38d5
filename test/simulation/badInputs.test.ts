import { expect } from "chai";

import { createRecordDigester } from "#sdk/receipts";

import { toHex } from "../../batcher/src/records.ts";
import { exchangeRaw } from "../support/fuzz/exchangeRaw.ts";
import { FuzzServers } from "../support/fuzz/FuzzServers.ts";
import type { FuzzServer } from "../support/fuzz/startFuzzServer.ts";
import { secretOf, signDigest } from "../support/simulation/createSigner.ts";
import { PLACE } from "../support/simulation/place.ts";
import { SeededRandom } from "../support/simulation/SeededRandom.ts";
import { makeRecord } from "../support/simulation/SignedByMember.ts";

const PACKED = "application/vnd.quorate.records";
const JSON_TYPE = "application/json";
const FOREVER = 2 ** 40 - 1;
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const random = new SeededRandom(7);
const digestOf = createRecordDigester(PLACE);

describe("what is wrong with a request", function () {
  this.timeout(30_000);
  const servers = new FuzzServers();
  let server: FuzzServer;
  let nonce = 0;

  before(async () => {
    server = await servers.start({
      maxBodyBytes: 300_000,
      requestMs: 700,
      keys: {
        2: { scopes: 1 },
        3: { eligibleSince: 0 },
        4: { blockedUntil: FOREVER },
        5: { blockedUntil: 1_999_999_999 },
        6: { suspendedUntil: 1_999_999_999 },
        7: { expiresAt: 2 },
        8: { scopes: 0 },
      },
    });
  });
  after(async () => await servers.close());

  function sign(given: { readonly seat?: number; readonly ahead?: number } = {}): Uint8Array {
    const { seat = 1, ahead = 100 } = given;
    nonce += 1;
    const deadline = server.ledger.head.timestamp + ahead;
    return makeRecord({ seat, kind: "registration", nonce, deadline, nature: "good", random }).bytes;
  }

  /** Changes bytes and signs again, unless the signature itself is what is changed. */
  function alter(at: number, values: readonly number[], secret?: Uint8Array): Uint8Array {
    const record = sign();
    record.set(values, at < 0 ? record.length + at : at);
    if (secret !== undefined) record.set(signDigest(secret, digestOf(record).slice()), record.length - 65);
    return record;
  }

  async function post(body: string | Uint8Array, type: string, headers: Readonly<Record<string, string>> = {}) {
    const bytes = typeof body === "string" ? body : new Blob([Uint8Array.from(body)]);
    return await fetch(`${server.url}/v1/records`, {
      method: "POST",
      headers: { "content-type": type, ...headers },
      body: bytes,
    });
  }

  async function tell(response: Response): Promise<string> {
    const text = await response.text();
    if (response.status === 200) return `200 ${text.includes('"replayed"') ? "replayed" : "accepted"}`;
    expect(response.headers.get("content-type")).to.equal("application/problem+json");
    const { status, code, retry, remedy, type } = JSON.parse(text);
    expect([status, type]).to.deep.equal([response.status, `urn:quorate:problem:${code}`]);
    expect(remedy).to.be.a("string").that.is.not.equal("");
    expect(response.headers.has("retry-after")).to.equal(retry);
    return `${status} ${code}${retry ? " retry" : ""}`;
  }

  const sendJson = async (text: string): Promise<string> => await tell(await post(text, JSON_TYPE));
  const sendPacked = async (bytes: Uint8Array): Promise<string> =>
    await sendJson(JSON.stringify({ records: [toHex(bytes)] }));
  const written = (change: Readonly<Record<string, unknown>> = {}, without = ""): string => {
    const fields: Record<string, unknown> = {
      kind: "registration",
      seat: 1,
      deadline: server.ledger.head.timestamp + 100,
      signer: `0x${"ab".repeat(20)}`,
      nonce: "7",
      group: 1,
      epoch: 1,
      suite: 1,
      contentRoot: `0x${"00".repeat(32)}`,
      bodyHash: `0x${"00".repeat(32)}`,
      previous: `0x${"00".repeat(32)}`,
      signature: `0x${"11".repeat(64)}1b`,
      ...change,
    };
    delete fields[without];
    return JSON.stringify({ records: [fields] });
  };

  const CASES: readonly (readonly [circumstance: string, expected: string, send: () => Promise<string>])[] = [
    ["malformed JSON", "400 body-malformed", () => sendJson('{"records": [')],
    ["no JSON at all", "400 body-malformed", () => sendJson("\u0000\u0001")],
    ["deep nesting", "400 body-too-deep", () => sendJson(`{"records":${"[".repeat(50)}${"]".repeat(50)}}`)],
    [
      "a number above 2^53",
      "400 number-unsafe",
      () => sendJson(written().replace('"seat":1', '"seat":9007199254740993')),
    ],
    ["a number with a fraction", "400 number-unsafe", () => sendJson(written().replace('"seat":1', '"seat":1.5'))],
    ["a string for an integer", "400 field-malformed", () => sendJson(written({ seat: "1" }))],
    ["an integer for a string", "400 field-malformed", () => sendJson(written({ nonce: 7 }))],
    ["a negative integer", "400 field-malformed", () => sendJson(written({ seat: -1 }))],
    ["an unknown field", "400 field-unknown", () => sendJson(written({ colour: "red" }))],
    ["an unknown field beside the records", "400 field-unknown", () => sendJson('{"records":["0x00"],"more":1}')],
    ["a duplicate field", "400 field-duplicate", () => sendJson(written().replace('"seat":1', '"seat":1,"seat":1'))],
    [
      "a duplicate field in other letters",
      "400 field-duplicate",
      () => sendJson(written().replace('"seat":1', '"seat":1,"\\u0073eat":1')),
    ],
    ["a missing field", "400 field-missing", () => sendJson(written({}, "epoch"))],
    ["a kind that there is not", "400 field-malformed", () => sendJson(written({ kind: "wish" }))],
    ["no records", "400 no-records", () => sendJson('{"records":[]}')],
    ["an empty body", "400 no-records", async () => await tell(await post(new Uint8Array(), PACKED))],
    [
      "too many records",
      "413 too-many-records",
      () => sendJson(JSON.stringify({ records: Array(1_001).fill("0x00") })),
    ],
    ["an oversize body", "413 body-too-large", async () => await tell(await post("x".repeat(300_001), JSON_TYPE))],
    ["a wrong content type", "415 content-type-unsupported", async () => await tell(await post("{}", "text/plain"))],
    [
      "an answer that cannot be given",
      "406 not-acceptable",
      async () => await tell(await post("{}", JSON_TYPE, { accept: "text/html" })),
    ],
    ["another method", "405 method-not-allowed", async () => await tell(await fetch(`${server.url}/v1/records`))],
    ["another path", "404 not-found", async () => await tell(await fetch(`${server.url}/v2`))],
    [
      "a receipt of no record",
      "404 receipt-unknown",
      async () => await tell(await fetch(`${server.url}/v1/receipts/0x${"00".repeat(32)}/1`)),
    ],
    [
      "a receipt of no number",
      "400 query-malformed",
      async () => await tell(await fetch(`${server.url}/v1/receipts/0x00/1`)),
    ],
    [
      "a wait without end",
      "400 query-malformed",
      async () => await tell(await fetch(`${server.url}/v1/receipts/0x${"00".repeat(32)}/1?waitMs=-1`)),
    ],
    [
      "another chain",
      "422 wrong-domain",
      async () => await tell(await post("{}", JSON_TYPE, { "quorate-chain-id": "1" })),
    ],
    [
      "another contract",
      "422 wrong-domain",
      async () => await tell(await post("{}", JSON_TYPE, { "quorate-anchor": PLACE.registry })),
    ],
    ["half a record", "400 record-malformed", () => sendPacked(sign().slice(0, 100))],
    ["a passed deadline", "409 deadline-passed", () => sendPacked(sign({ ahead: -5 }))],
    ["a deadline too far ahead", "422 deadline-too-far retry", () => sendPacked(sign({ ahead: 1_000 }))],
    [
      "a signature by another domain",
      "422 signature-wrong",
      () => sendPacked(alter(-65, [...signDigest(secretOf(101), random.bytes(32))])),
    ],
    ["a signature of another key", "422 signature-wrong", () => sendPacked(alter(140, [9], secretOf(77)))],
    ["a signature of zeros", "422 signature-malformed", () => sendPacked(alter(-65, Array(65).fill(0)))],
    ["a signature with a last byte of 9", "422 signature-malformed", () => sendPacked(alter(-1, [9]))],
    [
      "a signer that is no account",
      "422 signer-unsupported",
      () => sendJson(written({ signer: `0x${"ab".repeat(64)}` })),
    ],
    ["a key that may not act for records", "403 scope-missing", () => sendPacked(sign({ seat: 2 }))],
    ["a member that has not accepted its seat", "403 not-a-member", () => sendPacked(sign({ seat: 3 }))],
    ["a member that left", "403 not-a-member", () => sendPacked(sign({ seat: 4 }))],
    ["a suspended member", "403 member-suspended retry", () => sendPacked(sign({ seat: 5 }))],
    ["a suspended key", "403 key-inactive retry", () => sendPacked(sign({ seat: 6 }))],
    ["a key that expired", "403 key-inactive retry", () => sendPacked(sign({ seat: 7 }))],
    ["a key that was removed", "403 key-unknown retry", () => sendPacked(sign({ seat: 8 }))],
    ["a stranger", "403 key-unknown retry", () => sendPacked(sign({ seat: 20 }))],
    ["another seat's key", "403 seat-mismatch", () => sendPacked(alter(1, [0, 9], secretOf(101)))],
  ];
  for (const [circumstance, expected, send] of CASES)
    it(`is told by a code: ${circumstance} (${expected})`, async () => expect(await send()).to.equal(expected));

  it("is nothing where a record comes again: it has the same receipt", async () => {
    const record = sign();
    expect(await sendPacked(record)).to.equal("200 accepted");
    expect(await sendPacked(record)).to.equal("200 replayed");
    nonce -= 1;
    expect(await sendPacked(sign({ ahead: 90 }))).to.equal("409 nonce-used");
  });

  it("is nothing where a signature is written in another form: it is stored in one", async () => {
    const { pipeline } = server;
    const forms: readonly ((record: Uint8Array) => Uint8Array)[] = [
      (record) => Uint8Array.of(...record.slice(0, -1), (record.at(-1) ?? 27) - 27),
      (record) => {
        const s = ORDER - BigInt(toHex(record.slice(-33, -1)));
        const high = Buffer.from(s.toString(16).padStart(64, "0"), "hex");
        return Uint8Array.of(...record.slice(0, -33), ...high, 55 - (record.at(-1) ?? 27));
      },
    ];
    for (const form of forms) {
      const record = sign();
      const response = await post(JSON.stringify({ records: [toHex(form(record))] }), JSON_TYPE);
      const { records, parts } = JSON.parse(await response.text());
      expect(records[0].status).to.equal("accepted");
      const found = await pipeline.receipts.get(parts[0].logId, records[0].sequence);
      expect(found?.receipt.record).to.equal(toHex(record));
    }
  });

  it("is told where a body is too slow or cut off, and the connection ends", async () => {
    const head = `POST /v1/records HTTP/1.1\r\nhost: x\r\ncontent-type: ${PACKED}\r\ncontent-length: 231\r\n\r\n`;
    const slow = await exchangeRaw(server.port, [{ bytes: head }, { bytes: "a", afterMs: 200 }]);
    expect(slow).to.include({ isOver: true });
    expect(slow.text).to.include("408 Request Timeout").and.include("request-too-slow");
    const cut = await exchangeRaw(server.port, [{ bytes: `${head}abc` }], { endsAfter: true });
    expect(cut).to.include({ isOver: true });
    expect(cut.statuses.every((status) => status >= 400 && status < 500)).to.equal(true);
    const garbage = await exchangeRaw(server.port, [{ bytes: "HELLO\r\n\r\n" }]);
    expect(garbage.text).to.include("400 Bad Request").and.include("body-malformed");
  });

  it("is the batcher's where it lacks its duty or is suspended", async () => {
    const { duty } = server;
    for (const change of [{ isOnDuty: false }, { suspendedSince: 5 }]) {
      server.duty = { ...duty, ...change };
      await new Promise((resolve) => setTimeout(resolve, 900));
      expect(await sendPacked(sign())).to.equal("503 batcher-suspended retry");
    }
    server.duty = duty;
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(await sendPacked(sign())).to.equal("200 accepted");
  });

  it("is too much where a seat sends more than its rate, or all of them more than fits", async () => {
    const limited = await servers.start({ settings: { ratePerSeat: 2 } });
    const full = await servers.start({ settings: { maxWaitingRecords: 0 } });
    const records = [sign(), sign(), sign()];
    const body = JSON.stringify({ records: records.map(toHex) });
    const headers = { "content-type": JSON_TYPE };
    const answer = await fetch(`${limited.url}/v1/records`, { method: "POST", headers, body });
    const told = JSON.parse(await answer.text());
    const codes = told.records.map(({ status, code }: { status: string; code?: string }) => code ?? status);
    expect(codes).to.deep.equal(["accepted", "accepted", "over-rate"]);
    const refused = await fetch(`${full.url}/v1/records`, { method: "POST", headers, body });
    expect(await tell(refused)).to.equal("503 queue-full retry");
  });
});
