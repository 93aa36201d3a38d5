import { expect } from "chai";
import { computeAddress, getBytes, keccak256, type Signature, SigningKey, toBeHex } from "ethers";
import fc from "fast-check";

import { isNormalSignature, recoverAccount, toNormalSignature } from "./packedSignature.ts";

const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const drawn = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((seed) => {
  const key = new SigningKey(keccak256(seed));
  const digest = getBytes(keccak256(keccak256(seed)));
  return { digest, account: computeAddress(key).toLowerCase(), signature: key.sign(digest) };
});

function joined({ r, s, v }: { readonly r: string; readonly s: string; readonly v: number }): Uint8Array {
  return Uint8Array.of(...getBytes(r), ...getBytes(s), v);
}

function highTwin({ r, s, yParity }: Signature): Uint8Array {
  return joined({ r, s: toBeHex(ORDER - BigInt(s), 32), v: 28 - yParity });
}

describe("a packed signature", () => {
  it("names its signer", () => {
    const holds = fc.property(drawn, ({ digest, account, signature }) => {
      const signer = recoverAccount(digest, joined(signature));
      expect(`0x${Buffer.from(signer ?? []).toString("hex")}`).to.equal(account);
    });
    fc.assert(holds, { numRuns: 10 });
  });

  // REQ-SDK-11
  it("has one form, to which every other is brought", () => {
    const holds = fc.property(drawn, ({ digest, signature }) => {
      const normal = joined(signature);
      const { r, s, yParity } = signature;
      const forms = [normal, joined({ r, s, v: yParity }), highTwin(signature), getBytes(signature.compactSerialized)];
      expect(forms.map(isNormalSignature)).to.deep.equal([true, false, false, false]);
      for (const form of forms) expect(toNormalSignature(form)).to.deep.equal(normal);
      for (const form of forms.slice(1)) expect(recoverAccount(digest, form)).to.equal(undefined);
    });
    fc.assert(holds, { numRuns: 10 });
  });

  it("is none where no account can have signed", () => {
    const [{ signature } = expect.fail()] = fc.sample(drawn, 1);
    const { r, s } = signature;
    const none = [
      new Uint8Array(65),
      joined({ r, s, v: 29 }),
      joined({ r, s: toBeHex(0, 32), v: 27 }),
      joined({ r: toBeHex(ORDER, 32), s, v: 27 }),
      new Uint8Array(66),
      new Uint8Array(0),
    ];
    for (const form of none) expect(toNormalSignature(form)).to.equal(undefined);
    for (const form of none) expect(recoverAccount(new Uint8Array(32), form)).to.equal(undefined);
  });
});
