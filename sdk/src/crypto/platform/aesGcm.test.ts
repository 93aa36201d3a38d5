import { gcm } from "@noble/ciphers/aes.js";
import { expect } from "chai";

import type { Bytes } from "../../types/Bytes.ts";
import { digestPart } from "../stream/manifest.ts";
import { createAesGcm } from "./aesGcm.ts";
import { nodeCrypto } from "./nodeCrypto.ts";

/** Around every length at which another implementation takes over, with tags and without. */
const LENGTHS = [0, 1, 32, 48, 49, 64, 65, 4_096, 65_520, 65_536, 65_537, 200_000];
const [key, nonce, aad] = [fill(32, 1), fill(12, 2), fill(32, 3)];
const ways = { web: createAesGcm(key, null), node: createAesGcm(key, nodeCrypto) };

function fill(length: number, value: number): Bytes {
  return Uint8Array.from({ length }, (_, index) => value + index * 7);
}

describe("AES-GCM", () => {
  for (const [way, cipher] of Object.entries(ways)) {
    it(`gives the same bytes for every length by ${way}`, async () => {
      expect(nodeCrypto).not.to.equal(null);
      for (const length of LENGTHS) {
        const text = fill(length, 5);
        const sealed = await cipher.seal(nonce, aad, text);
        expect(sealed.constructor).to.equal(Uint8Array);
        expect(sealed, `${length} bytes`).to.deep.equal(gcm(key, nonce, aad).encrypt(text));
        expect(await cipher.open(nonce, aad, sealed)).to.deep.equal(text);
      }
    });

    it(`opens nothing that was changed, cut or bound to something else by ${way}`, async () => {
      const opens = async (...[iv, bound, sealed]: Parameters<typeof cipher.open>): Promise<boolean> =>
        cipher.open(iv, bound, sealed).then(
          () => true,
          () => false,
        );
      for (const length of LENGTHS) {
        const sealed = await cipher.seal(nonce, aad, fill(length, 5));
        expect(await opens(nonce, aad, sealed), `${length} bytes`).to.equal(true);
        for (const index of [0, length, length + 15])
          expect(await opens(nonce, aad, sealed.with(index, (sealed[index] ?? 0) ^ 1))).to.equal(false);
        for (const kept of [0, 4, 8, 12, 15, length + 15])
          expect(await opens(nonce, aad, sealed.slice(0, kept))).to.equal(false);
        expect(await opens(fill(12, 3), aad, sealed)).to.equal(false);
        expect(await opens(nonce, fill(32, 4), sealed)).to.equal(false);
      }
    });
  }
});

describe("digests of parts", () => {
  it("are the same by Node as without it", async () => {
    for (const length of LENGTHS) {
      const part = fill(length, 9);
      const expected = new Uint8Array(await crypto.subtle.digest("SHA-256", part));
      for (const node of [null, nodeCrypto])
        expect(Uint8Array.from(await digestPart(part, node)), `${length} bytes`).to.deep.equal(expected);
    }
  });
});
