import { createPublicKey, verify } from "node:crypto";

import { expect } from "chai";
import { AbiCoder, concat, dataSlice, getBytes, id, sha256, toUtf8Bytes, Wallet } from "ethers";
import fc from "fast-check";

import { captureError, captureRejection } from "../founding/captureError.ts";
import type { Hex } from "../founding/Hex.ts";
import { toHex } from "../founding/toHex.ts";
import { createKeyMaterial } from "./createKeyMaterial.ts";
import { createP256Key, toP256PublicKey } from "./createP256Key.ts";
import { createRsaKey } from "./createRsaKey.ts";
import { createWebAuthnKey } from "./createWebAuthnKey.ts";
import { hashTypedData } from "./hashTypedData.ts";
import { toVotingKey } from "./toVotingKey.ts";

const SECRET = toHex(id("a P-256 secret for tests"));
const HALF_ORDER = 0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8n;
const WEBAUTHN = { secret: SECRET, relyingParty: "bank.example", origin: "https://bank.example" };
const BALLOT = {
  domain: { name: "Quorate", version: "1", chainId: 7001n, verifyingContract: `0x${"11".repeat(20)}` },
  types: {
    Ballot: [
      { name: "proposalId", type: "uint256" },
      { name: "support", type: "uint8" },
    ],
  },
  message: { proposalId: 7n, support: 1 },
};

/** Verifies with Node's own library, so that ours is not its own judge. Node hashes the message before it verifies. */
function verifyWithNode(publicKey: Hex, message: string, signature: string): boolean {
  const toUrl = (bytes: string) => Buffer.from(getBytes(bytes)).toString("base64url");
  const key = createPublicKey({
    key: { kty: "EC", crv: "P-256", x: toUrl(dataSlice(publicKey, 0, 32)), y: toUrl(dataSlice(publicKey, 32, 64)) },
    format: "jwk",
  });
  return verify("sha256", getBytes(message), { key, dsaEncoding: "ieee-p1363" }, getBytes(signature));
}

describe("a P-256 key", () => {
  it("signs digests so that another library verifies them, with the lower s, always the same way", () => {
    const key = createP256Key(SECRET);
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), (message) => {
        const bytes = toHex(`0x${Buffer.from(message).toString("hex")}`);
        const signature = key.signDigest(toHex(sha256(bytes)));
        expect(signature).to.have.length(2 + 128);
        expect(BigInt(dataSlice(signature, 32, 64)) <= HALF_ORDER).to.equal(true);
        expect(verifyWithNode(key.publicKey.key, bytes, signature)).to.equal(true);
        expect(key.signDigest(toHex(sha256(bytes)))).to.equal(signature);
      }),
      { numRuns: 30 },
    );
  });

  it("signs structured data by its EIP-712 hash", async () => {
    const key = createP256Key(SECRET);
    expect(await key.signTypedData(BALLOT)).to.equal(key.signDigest(hashTypedData(BALLOT)));
  });
});

describe("a passkey in software", () => {
  it("signs an assertion that another library verifies step by step", () => {
    const key = createWebAuthnKey(WEBAUTHN);
    const digest = toHex(id("a ballot"));
    const [r, s, challengeAt, typeAt, authenticatorData, clientData] = AbiCoder.defaultAbiCoder().decode(
      ["bytes32", "bytes32", "uint256", "uint256", "bytes", "string"],
      key.signDigest(digest),
    );
    expect(JSON.parse(clientData)).to.deep.equal({
      type: "webauthn.get",
      challenge: Buffer.from(getBytes(digest)).toString("base64url"),
      origin: "https://bank.example",
      crossOrigin: false,
    });
    expect(clientData.slice(Number(challengeAt))).to.match(/^"challenge":"/);
    expect(clientData.slice(Number(typeAt))).to.match(/^"type":"webauthn.get"/);
    expect(authenticatorData).to.equal(concat([sha256(toUtf8Bytes("bank.example")), "0x0500000000"]));
    const signed = concat([authenticatorData, sha256(toUtf8Bytes(clientData))]);
    expect(verifyWithNode(toP256PublicKey(SECRET), signed, concat([r, s]))).to.equal(true);
  });
});

describe("an RSA key", () => {
  it("signs digests so that another library verifies them", async () => {
    const material = await createKeyMaterial({ kind: "rsa" });
    if (material.kind !== "rsa") throw new Error("not an RSA key");
    const key = createRsaKey(material.pkcs8);
    const [e, n] = AbiCoder.defaultAbiCoder().decode(["bytes", "bytes"], key.publicKey.key);
    const toUrl = (bytes: string) => Buffer.from(getBytes(bytes)).toString("base64url");
    const publicKey = createPublicKey({ key: { kty: "RSA", e: toUrl(e), n: toUrl(n) }, format: "jwk" });
    const digest = toHex(id("a ballot"));
    expect(verify("sha256", getBytes(digest), publicKey, getBytes(key.signDigest(digest)))).to.equal(true);
    expect(await key.signTypedData(BALLOT)).to.equal(key.signDigest(hashTypedData(BALLOT)));
  });

  it("refuses what is no RSA key without quoting it", () => {
    const error = captureError(() => createRsaKey(SECRET));
    expect([error.code, error.cause]).to.deep.equal(["KEY_MALFORMED", undefined]);
    expect(error.message).to.not.contain(SECRET.slice(2, 20));
  });
});

describe("toVotingKey", () => {
  it("makes an account whose signatures ethers verifies", async () => {
    const key = await toVotingKey({ kind: "account", secret: SECRET });
    const wallet = new Wallet(SECRET);
    expect(key.publicKey).to.deep.equal({ kind: "account", address: wallet.address });
    expect(await key.signTypedData(BALLOT)).to.equal(
      await wallet.signTypedData(BALLOT.domain, BALLOT.types, BALLOT.message),
    );
  });

  for (const kind of ["account", "p256", "webauthn"] as const) {
    for (const [circumstance, secret] of [
      ["zero", `0x${"00".repeat(32)}`],
      ["above the order of its curve", `0x${"ff".repeat(32)}`],
      ["too short", "0x1234"],
    ] as const) {
      it(`refuses a ${kind} secret that is ${circumstance}, without quoting it`, async () => {
        const error = await captureRejection(() => toVotingKey({ ...WEBAUTHN, kind, secret }));
        expect([error.code, error.cause]).to.deep.equal(["KEY_MALFORMED", undefined]);
        expect(error.message).to.not.contain(secret.slice(2));
      });
    }
  }
});
