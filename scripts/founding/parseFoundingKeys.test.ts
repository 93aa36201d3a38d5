import { expect } from "chai";

import { captureError } from "./captureError.ts";
import { parseFoundingKeys } from "./parseFoundingKeys.ts";

const ADDRESS = `0x${"11".repeat(20)}`;
const HOT = { kind: "account", key: ADDRESS, scopes: ["vote"] };
const SOUND = { cold: ADDRESS, hot: [HOT], salt: `0x${"AB".repeat(32)}` };

function listFaults(changes: object): readonly string[] {
  const error = captureError(() =>
    parseFoundingKeys(JSON.stringify({ organisations: { A: { ...SOUND, ...changes } } })),
  );
  expect(error.code).to.equal("KEYS_REFUSED");
  return error.faults.map(({ facts, code }) => `${facts.path} ${code}`);
}

describe("parseFoundingKeys", () => {
  it("reads accounts and keys of every kind, with scopes in their order and expiries", () => {
    const hot = [
      { ...HOT, scopes: ["propose", "vote"], expiresAt: 1893456000 },
      { kind: "p256", key: `0x${"22".repeat(64)}`, scopes: ["vote"] },
      { kind: "webauthn", key: `0x${"33".repeat(64)}`, scopes: ["vote"] },
      { kind: "rsa", key: `0x${"44".repeat(448)}`, scopes: ["duty"] },
    ];
    const [keys] = parseFoundingKeys(JSON.stringify({ organisations: { A: { ...SOUND, hot } } }));
    expect(keys?.organisation).to.equal("A");
    expect(keys?.salt).to.equal(`0x${"ab".repeat(32)}`);
    expect(keys?.hot.map(({ publicKey }) => publicKey.kind)).to.deep.equal(["account", "p256", "webauthn", "rsa"]);
    expect(keys?.hot[0]).to.deep.include({ scopes: ["vote", "propose"], expiresAt: 1893456000 });
    expect(keys?.hot[1]?.expiresAt).to.equal(null);
  });

  for (const [circumstance, changes, faults] of [
    ["a missing cold account", { cold: undefined }, ["$.organisations.A.cold JSON_FIELD_MISSING"]],
    ["an address of the wrong length", { cold: "0x11" }, ["$.organisations.A.cold JSON_BAD_VALUE"]],
    [
      "a private key where an account belongs",
      { cold: `0x${"11".repeat(32)}` },
      ["$.organisations.A.cold JSON_BAD_VALUE"],
    ],
    ["a short salt", { salt: "0x1234" }, ["$.organisations.A.salt JSON_BAD_VALUE"]],
    [
      "a P-256 key of 65 bytes",
      { hot: [{ ...HOT, kind: "p256", key: `0x04${"22".repeat(64)}` }] },
      ["$.organisations.A.hot[0].key JSON_BAD_VALUE"],
    ],
    ["an unknown kind", { hot: [{ ...HOT, kind: "ed25519" }] }, ["$.organisations.A.hot[0].kind JSON_BAD_VALUE"]],
    [
      "a key that may do nothing",
      { hot: [{ ...HOT, scopes: [] }] },
      ["$.organisations.A.hot[0].scopes JSON_BAD_VALUE"],
    ],
    [
      "an unknown scope",
      { hot: [{ ...HOT, scopes: ["rule"] }] },
      ["$.organisations.A.hot[0].scopes[0] JSON_BAD_VALUE"],
    ],
    [
      "an expiry of zero",
      { hot: [{ ...HOT, expiresAt: 0 }] },
      ["$.organisations.A.hot[0].expiresAt JSON_OUT_OF_RANGE"],
    ],
  ] as const) {
    it(`refuses ${circumstance}`, () => {
      expect(listFaults(changes)).to.deep.equal(faults);
    });
  }

  it("never repeats a secret in its message", () => {
    const secret = "ab".repeat(31);
    const error = captureError(() =>
      parseFoundingKeys(JSON.stringify({ organisations: { A: { ...SOUND, salt: `0x${secret}` } } })),
    );
    expect(error.message).to.not.contain(secret);
  });
});
