import { expect } from "chai";

import { expectCode } from "../../../../test/support/records/expectCode.ts";
import { createNonceSource } from "./createNonceSource.ts";

describe("createNonceSource", () => {
  it("fills words of 256, each nonce once, below 2^64", () => {
    const nonces = createNonceSource();
    const drawn = Array.from({ length: 1_000 }, () => nonces.next());
    expect(new Set(drawn).size).to.equal(1_000);
    expect(new Set(drawn.map((nonce) => nonce >> 8n)).size).to.equal(4);
    expect(drawn.slice(0, 256).map((nonce) => nonce & 255n)).to.deep.equal(
      Array.from({ length: 256 }, (_, bit) => BigInt(bit)),
    );
    expect(drawn.every((nonce) => nonce < 2n ** 64n)).to.equal(true);
  });

  it("begins elsewhere each time, or where it is told", async () => {
    expect(createNonceSource().next()).not.to.equal(createNonceSource().next());
    let word = 4n;
    const told = createNonceSource({ drawWord: () => word++ });
    expect(Array.from({ length: 257 }, () => told.next()).at(-1)).to.equal(5n * 256n);
    await expectCode("INTEGER_MALFORMED", () => createNonceSource({ drawWord: () => 1n << 56n }).next());
  });
});
