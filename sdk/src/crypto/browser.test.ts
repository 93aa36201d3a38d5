import { fileURLToPath } from "node:url";
import { createContext, Script } from "node:vm";

import { expect } from "chai";
import { build } from "esbuild";

import type { Bytes } from "../types/Bytes.ts";
import { parseAddress } from "../types/parseAddress.ts";
import { importDecryptionKey } from "./keys/decryptionKey.ts";
import { nodeCrypto } from "./platform/nodeCrypto.ts";
import { sealRecordWith } from "./sealRecord.ts";
import { drainStream } from "./stream/drainStream.ts";

const FOLDER = fileURLToPath(new URL(".", import.meta.url));

/** What a page has beside the language itself, and nothing of Node. */
const PAGE = {
  AbortController,
  AbortSignal,
  TextDecoder,
  TextEncoder,
  atob,
  btoa,
  clearTimeout,
  console,
  crypto,
  setTimeout,
};

const ENTRY = `
export { sealRecord, sealRecordWith } from "./sealRecord.ts";
export { openRecord } from "./openRecord.ts";
export { checkSlots } from "./checkSlots.ts";
export { createDecryptionKey, importDecryptionKey } from "./keys/decryptionKey.ts";
export { collectBytes } from "./stream/collectBytes.ts";
export { compiledHashes } from "./hashing/compiledHashes.ts";
export { QuorateError } from "../errors/QuorateError.ts";
`;

/** What the page does in one suite; texts go in and out. */
const WORK = `
(async () => {
  const made = await Promise.all([1, 2].map(() => records.createDecryptionKey(suite)));
  const recipients = made.map(({ key }) => key);
  const epochSecret = crypto.getRandomValues(new Uint8Array(32));
  const context = { chainId: 7n, registry: text, group: 1n, epoch: 1n, sender: 0n, senderNonce: 0n };
  const fields = [{ path: "Amt", type: "decimal", value: "1250.00" }];
  const source = new Uint8Array(1_500_000).fill(3);
  const sealed = await records.sealRecord({
    context, suite, fields, document: { path: "Document", source }, recipients, epochSecret, created: 1n,
  });
  const envelope = await records.collectBytes(sealed.envelope);
  const { contentRoot, bodyHash } = await sealed.commitment;
  const record = { context, contentRoot, bodyHash };
  const opened = await records.openRecord({ record, envelope, keys: recipients.slice(1), epochSecret });
  const document = await records.collectBytes(opened.document);
  await records.checkSlots({ opened, directory: recipients, required: [], epochSecret });
  const codes = [];
  await records.openRecord({ record, envelope: envelope.slice(1), keys: recipients }).catch((error) => codes.push(error.code));
  const absent = ["process", "Buffer", "require", "global"].filter((name) => name in globalThis);
  return JSON.stringify({
    value: opened.fields[0].value,
    isWhole: document.length === source.length && document.every((byte) => byte === 3),
    isCompiled: records.compiledHashes() !== undefined,
    codes,
    absent,
  });
})()`;

/** Records without anything random; an id stands for every byte of its envelope. */
const FIXED = `
(async () => {
  const fill = (length, value) => new Uint8Array(length).fill(value);
  const recipients = await Promise.all([1, 2, 3].map((value) => records.importDecryptionKey(1, fill(32, value))));
  const context = { chainId: 7n, registry: text, group: 1n, epoch: 1n, sender: 0n, senderNonce: 0n };
  const ids = [];
  for (const size of sizes) {
    const document = { path: "Document", source: fill(size, 3) };
    const sealed = await records.sealRecordWith(
      { context, fields: [], document, recipients, epochSecret: fill(32, 4), created: 1n },
      { contentKey: fill(32, 5), saltSeed: fill(32, 6), slotSeed: fill(32, 7) },
    );
    await records.collectBytes(sealed.envelope);
    ids.push((await sealed.commitment).recordId);
  }
  return JSON.stringify(ids);
})()`;
const SIZES = [100, 4_096, 60_000, 70_000, 1_500_000];

/** The id of the same record, sealed here. */
async function sealFixed(size: number): Promise<string> {
  const fill = (length: number, value: number): Bytes => new Uint8Array(length).fill(value);
  const recipients = await Promise.all([1, 2, 3].map((value) => importDecryptionKey(1, fill(32, value))));
  const registry = parseAddress(`0x${"33".repeat(20)}`);
  const context = { chainId: 7n, registry, group: 1n, epoch: 1n, sender: 0n, senderNonce: 0n };
  const document = { path: "Document", source: fill(size, 3) };
  const sealed = await sealRecordWith(
    { context, fields: [], document, recipients, epochSecret: fill(32, 4), created: 1n },
    { contentKey: fill(32, 5), saltSeed: fill(32, 6), slotSeed: fill(32, 7) },
  );
  await drainStream(sealed.envelope);
  return (await sealed.commitment).recordId;
}

describe("records in a browser", () => {
  let bundle: string;

  before(async function () {
    this.timeout(60_000);
    const { outputFiles } = await build({
      stdin: { contents: ENTRY, resolveDir: FOLDER, loader: "ts" },
      bundle: true,
      write: false,
      platform: "browser",
      format: "iife",
      globalName: "records",
      target: "es2024",
      logLevel: "silent",
    });
    bundle = outputFiles[0]?.text ?? "";
  });

  async function run(suite: number, page: object, work = WORK): Promise<unknown> {
    const given = { suite, text: `0x${"33".repeat(20)}`, word: `0x${"11".repeat(32)}` };
    const sandbox = createContext({ ...page, ...given });
    new Script("globalThis.window = globalThis.self = globalThis;").runInContext(sandbox);
    new Script(bundle, { filename: "records.js" }).runInContext(sandbox);
    const answer: unknown = await new Script(work).runInContext(sandbox);
    return JSON.parse(String(answer));
  }

  const wanted = { value: "1250.00", isWhole: true, isCompiled: true, codes: ["ENVELOPE_MALFORMED"], absent: [] };

  it("are sealed, opened and checked without anything of Node, in every suite", async () => {
    for (const suite of [1, 2, 3]) expect(await run(suite, PAGE), `suite ${suite}`).to.deep.equal(wanted);
  });

  it("are the same bytes as outside of one, where Node computes", async () => {
    expect(nodeCrypto).not.to.equal(null);
    expect(await run(1, { ...PAGE, sizes: SIZES }, FIXED)).to.deep.equal(await Promise.all(SIZES.map(sealFixed)));
  });

  it("are sealed and opened where the page forbids WebAssembly", async () => {
    const forbidden = { ...PAGE, WebAssembly: undefined };
    expect(await run(1, forbidden)).to.deep.equal({ ...wanted, isCompiled: false });
  });
});
