import { expect } from "chai";
import { Transaction, Wallet } from "ethers";
import fc from "fast-check";

import { toHex } from "../../records.ts";
import { createWalletSigner } from "./createWalletSigner.ts";

const drawAmount = fc.oneof(fc.bigInt({ min: 0n, max: 300n }), fc.bigInt({ min: 0n, max: 2n ** 64n }));
const drawUnsigned = fc.record({
  to: fc.uint8Array({ minLength: 20, maxLength: 20 }).map(toHex),
  input: fc
    .oneof(fc.uint8Array({ maxLength: 70 }), fc.uint8Array({ minLength: 200, maxLength: 70_000, size: "max" }))
    .map(toHex),
  nonce: fc.oneof(fc.nat({ max: 300 }), fc.nat()),
  gasLimit: drawAmount,
  maxFeePerGas: drawAmount,
  maxPriorityFeePerGas: drawAmount,
});
const drawSecret = fc
  .bigInt({ min: 1n, max: 2n ** 255n })
  .map((secret) => `0x${secret.toString(16).padStart(64, "0")}`);

describe("the signer of a batcher", () => {
  for (const isLegacy of [false, true])
    it(`writes and signs ${isLegacy ? "transactions with a gas price" : "those of the fee market"} as ethers does, and reads them back`, () => {
      const draw = fc.property(drawUnsigned, drawSecret, drawAmount, (drawn, secret, id) => {
        const [chainId, limit] = [id + 1n, drawn.maxFeePerGas];
        const maxPriorityFeePerGas = isLegacy ? limit : drawn.maxPriorityFeePerGas % (limit + 1n);
        const { to, input, nonce, gasLimit } = drawn;
        const fees = isLegacy ? { type: 0, gasPrice: limit } : { type: 2, maxFeePerGas: limit, maxPriorityFeePerGas };
        const theirs = Transaction.from({ to, data: input, nonce, gasLimit, chainId, ...fees });
        theirs.signature = new Wallet(secret).signingKey.sign(theirs.unsignedHash);
        const signer = createWalletSigner({ secret, chainId, isLegacy });
        const unsigned = { ...drawn, maxPriorityFeePerGas };
        expect(signer.signTransaction(unsigned)).to.deep.equal({ raw: theirs.serialized, hash: theirs.hash });
        const read = signer.parseTransaction(theirs.serialized);
        expect({ ...read, to: read.to.toLowerCase() }).to.deep.equal(unsigned);
      });
      fc.assert(draw, { numRuns: 60 });
    });
});
