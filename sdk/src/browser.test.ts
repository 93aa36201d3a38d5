import { fileURLToPath } from "node:url";
import { createContext, Script } from "node:vm";

import { expect } from "chai";
import { build } from "esbuild";
import { Wallet } from "ethers";

import { drawVerifiedKey } from "../../scripts/keys/drawVerifiedKey.ts";
import {
  type Address,
  type Bytes32,
  hashBallot,
  joinSigner,
  parseAddress,
  parseHex,
  parseProposalId,
  toAccountSigner,
  toBallotTypedData,
} from "./index.ts";

const DOOR = fileURLToPath(new URL("index.ts", import.meta.url));
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** What a page has beside the language itself. Nothing of Node is among it: no process, Buffer, require, global or setImmediate. */
const PAGE = {
  AbortController,
  AbortSignal,
  TextDecoder,
  TextEncoder,
  URL,
  atob,
  btoa,
  clearTimeout,
  console,
  crypto,
  fetch,
  setTimeout,
};

const place = { chainId: 7n, governor: parseAddress(`0x${"33".repeat(20)}`) };
const ballot = {
  proposalId: parseProposalId(99n),
  seat: 3n,
  support: "for",
  nonce: 0n,
  deadline: 1_800_000_000n,
} as const;

/** What the page is asked to do; `given` is what it gets, and everything goes in and out as text. */
const WORK = `
(async () => {
  const { text, signers, place, ballot } = JSON.parse(given, (_, value) => /^\\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value);
  const digest = sdk.hashBallot(place, ballot);
  const verifiers = { [signers[1].verifier]: "p256", [signers[2].verifier]: "rsa" };
  const verdicts = [];
  for (const { signer, signature } of signers) verdicts.push(await sdk.verifySignature({ signer, digest, signature, verifiers }));
  const modules = { constitution: text, memberRegistry: text.replaceAll("3", "2"), governor: text, guardians: text, accession: text, groupDirectory: text, keyDirectory: text, confidentialRegistry: text, batchAnchor: text, batchExecutor: text };
  const call = sdk.createCalls({ modules, names: {} }).memberRegistry.setWeight({ seat: 3n, weight: 2n });
  const said = sdk.explainCall({ call, modules, names: {} }).sentence;
  const asked = [];
  const wallet = { request: async ({ method }) => {
    asked.push(method);
    return { eth_chainId: "0x7", eth_accounts: [], eth_blockNumber: "0x1", eth_getCode: "0x" }[method] ?? null;
  } };
  const codes = [];
  const note = (error) => codes.push(error instanceof sdk.QuorateError ? error.code : String(error));
  await sdk.createClient({ runner: wallet, constitution: text }).catch(note);
  await sdk.createClient({ runner: { request: () => new Promise(() => undefined) }, constitution: text, timeoutMs: 20 }).catch(note);
  await sdk.readBallotFile("{}").catch(note);
  await sdk.verifyJournal("{}", { head: digest }).catch(note);
  const absent = ["process", "Buffer", "require", "global", "setImmediate", "module"].filter((name) => name in globalThis);
  return JSON.stringify({ digest, verdicts, sentence: call.sentence, said, codes, asked: asked.length > 0, absent });
})()`;

/** What a device of that kind answers. */
async function signWith(kind: "p256" | "rsa", verifier: Address, digest: Bytes32): Promise<object> {
  const key = await drawVerifiedKey(kind);
  return { signer: joinSigner(verifier, parseHex(key.publicKey.key)), signature: key.signDigest(digest), verifier };
}

describe("the SDK in a browser", () => {
  let bundle: string;

  before(async function () {
    this.timeout(60_000);
    const { outputFiles } = await build({
      entryPoints: [DOOR],
      absWorkingDir: ROOT,
      bundle: true,
      write: false,
      platform: "browser",
      format: "iife",
      globalName: "sdk",
      target: "es2024",
      logLevel: "silent",
    });
    bundle = outputFiles[0]?.text ?? "";
  });

  // REQ-SDK-08
  it("works without anything of Node", async () => {
    const digest = hashBallot(place, ballot);
    const account = await toAccountSigner(Wallet.createRandom());
    const signers = [
      { signer: account.signer, signature: await account.sign(digest, toBallotTypedData(place, ballot)), verifier: "" },
      await signWith("p256", parseAddress(`0x${"44".repeat(20)}`), digest),
      await signWith("rsa", parseAddress(`0x${"55".repeat(20)}`), digest),
    ];
    const given = JSON.stringify({ text: place.governor, signers, place, ballot }, (_, value: unknown) =>
      typeof value === "bigint" ? `${value}n` : value,
    );
    const page = createContext({ ...PAGE, given });
    new Script("globalThis.window = globalThis.self = globalThis;").runInContext(page);
    new Script(bundle, { filename: "sdk.js" }).runInContext(page);
    const answer: unknown = await new Script(WORK).runInContext(page);
    expect(JSON.parse(String(answer))).to.deep.equal({
      digest,
      verdicts: ["valid", "valid", "valid"],
      sentence: "Give the member of seat 3 the weight 2",
      said: "Give the member of seat 3 the weight 2",
      codes: ["MODULE_MISSING", "TIMED_OUT", "BALLOT_FILE_MALFORMED", "JOURNAL_MALFORMED"],
      asked: true,
      absent: [],
    });
  });
});
