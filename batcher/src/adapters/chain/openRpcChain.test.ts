import { createServer, type Server } from "node:http";
import { json } from "node:stream/consumers";

import { expect } from "chai";
import { decodeBytes32String, keccak256 } from "ethers";

import { isFault } from "../../errors.ts";
import { anchorFace, constitutionFace } from "./contractFaces.ts";
import { type OpenRpcChainParameters, openRpcChain } from "./openRpcChain.ts";

const addressOf = (byte: string): string => `0x${byte.repeat(20)}`;
const wordOf = (address: string): string => `0x${"00".repeat(12)}${address.slice(2)}`;
const CONSTITUTION = addressOf("c0");
const ANCHOR = addressOf("a0");
const REGISTRY = addressOf("b0");
const MEMBERS = addressOf("d0");
const EXECUTOR = addressOf("e0");

describe("a chain that is opened", () => {
  let server: Server;
  let url: string;
  /** What the node says where a test says nothing else. */
  const usual = {
    codes: new Map([
      [CONSTITUTION, "0x6001"],
      [ANCHOR, "0x6002"],
    ]),
    modules: new Map([
      ["BatchAnchor", ANCHOR],
      ["ConfidentialRegistry", REGISTRY],
      ["MemberRegistry", MEMBERS],
    ]),
    obeyed: CONSTITUTION,
  };
  let node = usual;

  before(async () => {
    server = createServer(async (request, response) => {
      const { id, params } = Object(await json(request));
      response.end(JSON.stringify({ jsonrpc: "2.0", id, result: answer(params[0]) }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const place = server.address();
    url = `http://127.0.0.1:${typeof place === "object" && place !== null ? place.port : 0}`;
  });

  after(() => {
    server.closeAllConnections();
    server.close();
  });

  /** By what is asked about: nothing the chain's id, an address its code, a call what it returns. */
  function answer(about?: string | { readonly data: string }): string {
    if (about === undefined) return "0x7";
    if (typeof about === "string") return node.codes.get(about) ?? "0x";
    if (anchorFace.parseTransaction(about)?.name === "constitution") return wordOf(node.obeyed);
    const name = decodeBytes32String(constitutionFace.parseTransaction(about)?.args[0]);
    return wordOf(node.modules.get(name) ?? addressOf("00"));
  }

  async function open(change: Partial<OpenRpcChainParameters> = {}, said: Partial<typeof usual> = {}): Promise<string> {
    node = { ...usual, ...said };
    const meant = { url, timeoutMs: 2_000, chainId: 7n, constitution: CONSTITUTION, anchorCodeHash: undefined };
    try {
      const { contracts } = await openRpcChain({ ...meant, ...change });
      return `${contracts.anchor} ${contracts.registry} ${contracts.members} ${contracts.executor}`;
    } catch (error) {
      return isFault(error) ? `${error.code} ${error.facts.why}` : String(error);
    }
  }

  it("has the contracts that its constitution names", async () => {
    expect(await open()).to.equal(`${ANCHOR} ${REGISTRY} ${MEMBERS} undefined`);
    expect(await open({ anchorCodeHash: keccak256("0x6002").toUpperCase() })).to.include(ANCHOR);
    const modules = new Map([...usual.modules, ["BatchExecutor", EXECUTOR]]);
    expect(await open({}, { modules })).to.equal(`${ANCHOR} ${REGISTRY} ${MEMBERS} ${EXECUTOR}`);
  });

  it("is refused where it has another id", async () => {
    expect(await open({ chainId: 8n })).to.equal("CHAIN_FOREIGN the node is on chain 7, not 8");
  });

  it("is refused where other code stands at the anchor's address, or none", async () => {
    const expected = `0x${"12".repeat(32)}`;
    const hash = keccak256("0x6002");
    expect(await open({ anchorCodeHash: expected })).to.equal(
      `CHAIN_FOREIGN the code at ${ANCHOR} has the hash ${hash}, not ${expected}`,
    );
    const codes = new Map([[CONSTITUTION, "0x6001"]]);
    expect(await open({}, { codes })).to.equal(
      `CHAIN_FOREIGN there is no contract at ${ANCHOR}, where the anchor should be`,
    );
  });

  it("is refused where a module is missing, or the anchor obeys another constitution", async () => {
    const modules = new Map([["BatchAnchor", ANCHOR]]);
    expect(await open({}, { modules })).to.match(/^CHAIN_FOREIGN the constitution names no batch anchor/);
    expect(await open({}, { obeyed: MEMBERS })).to.match(/^CHAIN_FOREIGN the anchor at 0xa0\w+ obeys another/);
  });
});
