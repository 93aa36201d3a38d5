import { expect } from "chai";
import fc from "fast-check";

import { loadHashes } from "../hashing/compiledHashes.ts";
import { nodeCrypto } from "../platform/nodeCrypto.ts";
import { createX25519Kem } from "./x25519Kem.ts";

const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe("X25519", () => {
  before(loadHashes);

  it("gives the same bytes by WebCrypto as with Node's help", async () => {
    expect(nodeCrypto).not.to.equal(null);
    const [web, node] = [createX25519Kem(null), createX25519Kem(nodeCrypto)];
    const holds = fc.asyncProperty(seeds, seeds, async (seed, ephemeral) => {
      const [bySecret, again] = await Promise.all([web, node].map((kem) => kem.importSecret(kem.deriveSecret(seed))));
      if (bySecret === undefined || again === undefined) throw new Error("two keys");
      expect(again.publicKey).to.deep.equal(bySecret.publicKey);
      const toWeb = await (await web.importPublic(bySecret.publicKey)).encapsulate(ephemeral);
      const toNode = await (await node.importPublic(bySecret.publicKey)).encapsulate(ephemeral);
      expect(toNode.enc).to.deep.equal(toWeb.enc);
      expect(Uint8Array.from(toNode.sharedSecret)).to.deep.equal(Uint8Array.from(toWeb.sharedSecret));
      for (const secret of [bySecret, again])
        expect(await secret.decapsulate(toWeb.enc)).to.deep.equal(toWeb.sharedSecret);
      expect(await node.encapsulateToNobody(ephemeral)).to.deep.equal(await web.encapsulateToNobody(ephemeral));
    });
    await fc.assert(holds, { numRuns: 30 });
  });
});
