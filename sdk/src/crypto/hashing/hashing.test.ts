import { expand, extract } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { expect } from "chai";
import fc from "fast-check";

import { compiledHashes, loadHashes } from "./compiledHashes.ts";
import { keccak256 } from "./keccak.ts";
import { expandKey, extractKey, hashSha256, hmacSha256 } from "./sha256.ts";

const bytes = fc.uint8Array({ maxLength: 300 });

describe("compiled hashes", () => {
  it("give what hashes in JavaScript give", async () => {
    await loadHashes();
    expect(compiledHashes()).not.to.equal(undefined);
    const holds = fc.property(bytes, bytes, fc.integer({ min: 1, max: 100 }), (key, message, length) => {
      expect(keccak256(message)).to.deep.equal(keccak_256(message));
      expect(hashSha256(message)).to.deep.equal(sha256(message));
      expect(hmacSha256(key, message)).to.deep.equal(hmac(sha256, key, message));
      expect(extractKey(key, message)).to.deep.equal(extract(sha256, message, key));
      const derived = extractKey(key, message);
      expect(Uint8Array.from(expandKey(derived, [message], length))).to.deep.equal(
        expand(sha256, derived, message, length),
      );
    });
    fc.assert(holds);
  });

  it("take messages of any length, in parts or whole", async () => {
    await loadHashes();
    for (const length of [0, 959, 960, 961, 5_000]) {
      const message = new Uint8Array(length).fill(3);
      const parts = [message.subarray(0, 7), message.subarray(7, 700), message.subarray(700)];
      const expected = hmac(sha256, message.subarray(0, 80), message);
      expect(hmacSha256(message.subarray(0, 80), message), `${length} bytes`).to.deep.equal(expected);
      expect(hmacSha256(message.subarray(0, 80), ...parts), `${length} bytes`).to.deep.equal(expected);
    }
  });

  it("are compiled once", async () => {
    await loadHashes();
    const first = compiledHashes();
    await loadHashes();
    expect(compiledHashes()).to.equal(first);
  });
});
