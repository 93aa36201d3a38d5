import { fileURLToPath } from "node:url";
import { createContext, Script } from "node:vm";

import { expect } from "chai";
import { build } from "esbuild";

import {
  draftRegistration,
  forgeReceipts,
  packSigned,
  recordPlace,
} from "../../../../test/support/batching/forgeReceipt.ts";

const DOOR = fileURLToPath(new URL("../../receipts.ts", import.meta.url));

/** What a page has beside the language itself, and nothing of Node. */
const PAGE = { TextDecoder, TextEncoder, console, crypto, setTimeout };

const WORK = `
(async () => {
  const { receipts, trusted, isLoaded } = JSON.parse(given);
  if (isLoaded) await batches.loadHashes();
  const place = { ...trusted, chainId: BigInt(trusted.chainId) };
  const levels = receipts.map((receipt) => batches.verifyReceipt(JSON.stringify(receipt), place).level);
  const codes = [];
  try { batches.verifyReceipt({ ...receipts[0], sequence: 7 }, place); } catch (error) { codes.push(error instanceof batches.QuorateError && error.code); }
  const absent = ["process", "Buffer", "require", "global"].filter((name) => name in globalThis);
  return JSON.stringify({ levels, codes, absent });
})()`;

describe("receipts in a browser", () => {
  let bundle: string;

  before(async function () {
    this.timeout(60_000);
    const { outputFiles, metafile } = await build({
      entryPoints: [DOOR],
      bundle: true,
      write: false,
      metafile: true,
      platform: "browser",
      format: "iife",
      globalName: "batches",
      target: "es2024",
      logLevel: "silent",
    });
    bundle = outputFiles[0]?.text ?? "";
    expect(Object.keys(metafile.inputs).filter((name) => name.includes("node_modules/ethers"))).to.deep.equal([]);
  });

  // REQ-SDK-08, REQ-SDK-12
  it("are verified without a chain client and without anything of Node, with WebAssembly or where a page forbids it", async () => {
    const { receipts, batchHash } = forgeReceipts([1, 2, 3].map((nonce) => packSigned(draftRegistration(nonce))));
    const trusted = { ...recordPlace, chainId: String(recordPlace.chainId), batchHash };
    const wanted = { levels: ["anchored", "anchored", "anchored"], codes: ["RECEIPT_ALTERED"], absent: [] };
    for (const [page, isLoaded] of [
      [PAGE, false],
      [PAGE, true],
      [{ ...PAGE, WebAssembly: undefined }, true],
    ] as const) {
      const sandbox = createContext({ ...page, given: JSON.stringify({ receipts, trusted, isLoaded }) });
      new Script("globalThis.window = globalThis.self = globalThis;").runInContext(sandbox);
      new Script(bundle, { filename: "receipts.js" }).runInContext(sandbox);
      const answer: unknown = await new Script(WORK).runInContext(sandbox);
      expect(JSON.parse(String(answer))).to.deep.equal(wanted);
    }
  });
});
