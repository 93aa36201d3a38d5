import { createServer, type RequestListener, type Server } from "node:http";

import { expect } from "chai";

import { isFault } from "../../errors.ts";
import { createJsonRpc } from "./JsonRpc.ts";

describe("a node that answers wrongly", () => {
  let server: Server;
  let listener: RequestListener;
  let url: string;

  before(async () => {
    server = createServer((request, response) => listener(request, response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const place = server.address();
    url = `http://127.0.0.1:${typeof place === "object" && place !== null ? place.port : 0}`;
  });

  after(() => {
    server.closeAllConnections();
    server.close();
  });

  async function ask(timeoutMs = 2_000): Promise<string> {
    try {
      return JSON.stringify(await createJsonRpc({ url, timeoutMs }).ask("eth_chainId", []));
    } catch (error) {
      return isFault(error) ? `${error.code} ${error.facts.why ?? error.facts.rpcCode}` : String(error);
    }
  }

  const body =
    (text: string, status = 200): RequestListener =>
    (_, response) =>
      response.writeHead(status).end(text);

  it("is asked again where the answer is none", async () => {
    listener = body('{"jsonrpc":"2.0","id":1,"result":"0x7"}');
    expect(await ask()).to.equal('"0x7"');
    listener = body("<html>busy</html>");
    expect(await ask()).to.equal("CHAIN_UNAVAILABLE its answer is no JSON");
    listener = body("<html>bad gateway</html>", 502);
    expect(await ask()).to.equal("CHAIN_UNAVAILABLE it answered with status 502");
    listener = body('{"jsonrpc":"2.0","id":1,"result"');
    expect(await ask()).to.equal("CHAIN_UNAVAILABLE its answer is no JSON");
    listener = body('{"jsonrpc":"2.0","id":9,"result":"0x7"}');
    expect(await ask()).to.equal("CHAIN_UNAVAILABLE it answered another question");
    listener = body("null");
    expect(await ask()).to.equal("CHAIN_UNAVAILABLE its answer is no object");
    for (const status of [429, 503]) {
      listener = body('{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"slow down"}}', status);
      expect(await ask()).to.equal(`CHAIN_UNAVAILABLE it answered with status ${status}`);
    }
    listener = body('{"jsonrpc":"2.0","id":1,"error":{"code":-32005,"message":"limit exceeded"}}');
    expect(await ask()).to.equal("CHAIN_UNAVAILABLE it is busy");
  });

  it("is asked again where it is silent, breaks off or is gone", async () => {
    listener = () => undefined;
    expect(await ask(100)).to.equal("CHAIN_UNAVAILABLE it took too long");
    listener = (_, response) => {
      response.writeHead(200, { "content-length": "100" }).write('{"jsonrpc"');
      setTimeout(() => response.destroy(), 20);
    };
    expect(await ask()).to.equal("CHAIN_UNAVAILABLE it cannot be reached");
    const gone = createJsonRpc({ url: "http://127.0.0.1:1", timeoutMs: 1_000 }).ask("eth_chainId", []);
    expect(await gone.catch((error) => error.code)).to.equal("CHAIN_UNAVAILABLE");
  });

  it("is not asked the same again where it says no", async () => {
    listener = body('{"jsonrpc":"2.0","id":1,"error":{"code":3,"message":"execution reverted"}}', 400);
    expect(await ask()).to.equal("CHAIN_REFUSED 3");
  });
});
