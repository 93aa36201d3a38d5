import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";
import { computeAddress, id } from "ethers";

import { captureError, captureRejection } from "../founding/captureError.ts";
import { toHex } from "../founding/toHex.ts";
import { toP256PublicKey } from "./createP256Key.ts";
import { parseKeySource } from "./parseKeySource.ts";
import { type ReadKeyPorts, readKey } from "./readKey.ts";
import { writeKeystore } from "./writeKeystore.ts";

const SECRET = toHex(id("a secret for tests"));
const ADDRESS = toHex(computeAddress(SECRET));
const ports: ReadKeyPorts = {
  environment: {},
  askPassword: async () => "password",
  provider: null,
  chainId: 7001n,
  timeoutMs: 2_000,
};

describe("parseKeySource", () => {
  for (const [text, source] of [
    ["keystore:keys/alpha.json", { kind: "keystore", path: "keys/alpha.json" }],
    ["keystore:alpha", { kind: "keystore", path: "alpha" }],
    ["./alpha.json", { kind: "keystore", path: "./alpha.json" }],
    ["env:ALPHA_KEY", { kind: "environment", variable: "ALPHA_KEY" }],
    ["http://127.0.0.1:8545", { kind: "rpc", url: "http://127.0.0.1:8545/", account: null }],
    [
      `https://signer.example/v1#${ADDRESS.toLowerCase()}`,
      { kind: "rpc", url: "https://signer.example/v1", account: ADDRESS },
    ],
  ] as const) {
    it(`reads ${text}`, () => expect(parseKeySource(text)).to.deep.equal(source));
  }

  for (const text of ["", "keystore:", "env:", "env:1A", "alpha", "ftp://host/x.json", "https://h#0x12", "http://"]) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(captureError(() => parseKeySource(text)).code).to.equal("KEY_SOURCE_MALFORMED");
    });
  }

  it("refuses a secret without repeating it, and says that it is lost", () => {
    const error = captureError(() => parseKeySource(SECRET));
    expect(error.code).to.equal("KEY_SOURCE_MALFORMED");
    expect(error.message).to.not.contain(SECRET.slice(2));
    expect(error.remedy).to.contain("replace it");
  });
});

describe("readKey", () => {
  it("reads a keystore with the password it asks for", async () => {
    const folder = await mkdtemp(join(tmpdir(), "quorate-keys-"));
    const path = join(folder, "alpha.json");
    await writeKeystore(
      path,
      { kind: "account", secret: SECRET },
      { password: "password", cost: { n: 128, r: 8, p: 1 } },
    );
    const key = await readKey({ kind: "keystore", path }, ports);
    expect(key.publicKey).to.deep.equal({ kind: "account", address: ADDRESS });
    await rm(folder, { recursive: true });
  });

  for (const [text, publicKey] of [
    [SECRET, { kind: "account", address: ADDRESS }],
    [` ${SECRET.slice(2)}\n`, { kind: "account", address: ADDRESS }],
    [`p256:${SECRET}`, { kind: "p256", key: toP256PublicKey(SECRET) }],
    [`webauthn:${SECRET}`, { kind: "webauthn", key: toP256PublicKey(SECRET) }],
  ] as const) {
    it(`reads a ${publicKey.kind} key from an environment variable`, async () => {
      const key = await readKey({ kind: "environment", variable: "KEY" }, { ...ports, environment: { KEY: text } });
      expect(key.publicKey).to.deep.equal(publicKey);
    });
  }

  for (const [circumstance, environment, code] of [
    ["an absent variable", {}, "KEY_VARIABLE_MISSING"],
    ["an empty variable", { KEY: " " }, "KEY_VARIABLE_MISSING"],
    ["a variable without a key", { KEY: "hunter2hunter2" }, "KEY_MALFORMED"],
    ["a variable with an unknown kind", { KEY: `ed25519:${SECRET}` }, "KEY_MALFORMED"],
  ] as const) {
    it(`refuses ${circumstance}, and never quotes it`, async () => {
      const error = await captureRejection(() =>
        readKey({ kind: "environment", variable: "KEY" }, { ...ports, environment }),
      );
      expect([error.code, error.facts.variable]).to.deep.equal([code, "KEY"]);
      expect(error.message).to.not.contain("hunter2").and.not.contain(SECRET.slice(2));
    });
  }

  describe("from a signer behind a URL", () => {
    let server: Server;
    let url = "";
    let answers: Readonly<Record<string, unknown>> = {};

    before(async () => {
      server = createServer((request, response) => {
        let body = "";
        request.on("data", (chunk: Buffer) => {
          body += chunk.toString();
        });
        request.on("end", () => {
          const { id: number, method } = JSON.parse(body);
          response.setHeader("content-type", "application/json");
          response.end(JSON.stringify({ jsonrpc: "2.0", id: number, result: answers[method] ?? null }));
        });
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const address = server.address();
      url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/token-in-path`;
    });
    after(() => {
      server.closeAllConnections();
      server.close();
    });

    it("uses the account that was named, and lets the signer sign", async () => {
      answers = {
        eth_chainId: "0x1b59",
        eth_accounts: [`0x${"22".repeat(20)}`, ADDRESS.toLowerCase()],
        eth_signTypedData_v4: "0x1234",
      };
      const key = await readKey({ kind: "rpc", url, account: ADDRESS }, ports);
      expect(key.publicKey).to.deep.equal({ kind: "account", address: ADDRESS });
      const types = { Ballot: [{ name: "support", type: "uint8" }] };
      expect(await key.signTypedData({ domain: { chainId: 7001n }, types, message: { support: 1 } })).to.equal(
        "0x1234",
      );
    });

    it("takes the first account where none was named", async () => {
      answers = { eth_chainId: "0x1b59", eth_accounts: [ADDRESS] };
      const { publicKey } = await readKey({ kind: "rpc", url, account: null }, ports);
      expect(publicKey).to.deep.equal({ kind: "account", address: ADDRESS });
    });

    for (const [circumstance, given, code] of [
      ["another chain", { eth_chainId: "0x1", eth_accounts: [ADDRESS] }, "SIGNER_WRONG_CHAIN"],
      ["no account", { eth_chainId: "0x1b59", eth_accounts: [] }, "SIGNER_ACCOUNT_MISSING"],
      ["other accounts", { eth_chainId: "0x1b59", eth_accounts: [`0x${"22".repeat(20)}`] }, "SIGNER_ACCOUNT_MISSING"],
      ["nonsense", { eth_chainId: 7, eth_accounts: {} }, "SIGNER_UNREACHABLE"],
    ] as const) {
      it(`refuses a signer with ${circumstance}, and names no more than its host`, async () => {
        answers = given;
        const error = await captureRejection(() => readKey({ kind: "rpc", url, account: ADDRESS }, ports));
        expect(error.code).to.equal(code);
        expect(error.message).to.not.contain("token-in-path");
      });
    }

    it("gives up at once when nobody listens", async () => {
      const dead = "http://127.0.0.1:1/token-in-path";
      const error = await captureRejection(() => readKey({ kind: "rpc", url: dead, account: null }, ports));
      expect(error.code).to.equal("SIGNER_UNREACHABLE");
      expect(error.message).to.not.contain("token-in-path");
    });

    it("stops when it is told to", async () => {
      const signal = AbortSignal.abort();
      const read = readKey({ kind: "rpc", url, account: null }, { ...ports, signal });
      const [end] = await Promise.allSettled([read]);
      expect(end.status === "rejected" && end.reason instanceof DOMException && end.reason.name).to.equal("AbortError");
    });
  });
});
