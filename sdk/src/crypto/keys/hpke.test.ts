import { Aes256Gcm, CipherSuite as CoreSuite, HkdfSha256 } from "@hpke/core";
import { DhkemX25519HkdfSha256 } from "@hpke/dhkem-x25519";
import { hexToBytes } from "@noble/hashes/utils.js";
import { expect } from "chai";
import * as HPKE from "hpke";

import type { Bytes } from "../../types/Bytes.ts";
import { type Suite, suites } from "../../types/Suite.ts";
import { createHpke } from "./hpke.ts";
import { kemOf } from "./kemOf.ts";

/** RFC 9180's own vectors in base mode with HKDF-SHA256 and AES-256-GCM: the first message of each. Source: the RFC's test-vectors.json. */
const RFC_9180 = [
  {
    suite: 1,
    ikmE: "2cd7c601cefb3d42a62b04b7a9041494c06c7843818e0ce28a8f704ae7ab20f9",
    ikmR: "dac33b0e9db1b59dbbea58d59a14e7b5896e9bdf98fad6891e99d1686492b9ee",
    skRm: "497b4502664cfea5d5af0b39934dac72242a74f8480451e1aee7d6a53320333d",
    pkRm: "430f4b9859665145a6b1ba274024487bd66f03a2dd577d7753c68d7d7d00c00c",
    enc: "6c93e09869df3402d7bf231bf540fadd35cd56be14f97178f0954db94b7fc256",
    ct: "e5d84cd531cfb583096e7cfa9641bd3079cf3a91cda813c52deb5f512be9931980a41de125a925cdad859d5b7a",
  },
  {
    suite: 3,
    ikmE: "a90d3417c3da9cb6c6ae19b4b5dd6cc9529a4cc24efb7ae0ace1f31887a8cd6c",
    ikmR: "a0ce15d49e28bd47a18a97e147582d814b08cbe00109fed5ec27d1b4e9f6f5e3",
    skRm: "317f915db7bc629c48fe765587897e01e282d3e8445f79f27f65d031a88082b2",
    pkRm: "04abc7e49a4c6b3566d77d0304addc6ed0e98512ffccf505e6a8e3eb25c685136f853148544876de76c0f2ef99cdc3a05ccf5ded7860c7c021238f9e2073d2356c",
    enc: "04c06b4f6bebc7bb495cb797ab753f911aff80aefb86fd8b6fcc35525f3ab5f03e0b21bd31a86c6048af3cb2d98e0d3bf01da5cc4c39ff5370d331a4f1f7d5a4e0",
    ct: "58c61a45059d0c5704560e9d88b564a8b63f1364b8d1fcb3c4c6ddc1d291742465e902cd216f8908da49f8f96f",
  },
] as const;

const ode = hexToBytes("4f6465206f6e2061204772656369616e2055726e");
const aad = bytesOf("436f756e742d30");
const message = bytesOf("4265617574792069732074727574682c20747275746820626561757479");

/** The other implementations of the same suites. */
const THEIRS: Readonly<Record<Suite, HPKE.CipherSuite>> = {
  1: theirSuite(HPKE.KEM_DHKEM_X25519_HKDF_SHA256),
  2: theirSuite(HPKE.KEM_MLKEM768_X25519),
  3: theirSuite(HPKE.KEM_DHKEM_P256_HKDF_SHA256),
};

function theirSuite(kem: HPKE.KEMFactory): HPKE.CipherSuite {
  return new HPKE.CipherSuite(kem, HPKE.KDF_HKDF_SHA256, HPKE.AEAD_AES_256_GCM);
}

function bytesOf(hex: string): Bytes {
  return new Uint8Array(hexToBytes(hex));
}

describe("HPKE", () => {
  for (const vector of RFC_9180) {
    it(`gives what RFC 9180 says in suite ${vector.suite}`, async () => {
      const kem = kemOf(vector.suite);
      expect(kem.deriveSecret(bytesOf(vector.ikmR))).to.deep.equal(bytesOf(vector.skRm));
      const secret = await kem.importSecret(bytesOf(vector.skRm));
      expect(secret.publicKey).to.deep.equal(bytesOf(vector.pkRm));
      const hpke = createHpke(kem, ode);
      const sealed = await hpke.seal(await kem.importPublic(secret.publicKey), bytesOf(vector.ikmE), aad, message);
      expect(sealed).to.deep.equal({ enc: bytesOf(vector.enc), ciphertext: bytesOf(vector.ct) });
      expect(await hpke.open(await secret.decapsulate(sealed.enc), aad, sealed.ciphertext)).to.deep.equal(message);
    });
  }

  for (const suite of suites) {
    it(`seals for and opens from the package hpke in suite ${suite}`, async () => {
      const kem = kemOf(suite);
      const theirs = THEIRS[suite];
      const secretBytes = kem.deriveSecret(new Uint8Array(32).fill(suite));
      const ours = await kem.importSecret(secretBytes);
      const hpke = createHpke(kem, ode);

      const fromThem = await theirs.Seal(await theirs.DeserializePublicKey(ours.publicKey), message, {
        info: ode,
        aad,
      });
      const secret = await ours.decapsulate(new Uint8Array(fromThem.encapsulatedSecret));
      expect(await hpke.open(secret, aad, new Uint8Array(fromThem.ciphertext))).to.deep.equal(message);

      const ephemeral = new Uint8Array(kem.ephemeralBytes).fill(9);
      const fromUs = await hpke.seal(await kem.importPublic(ours.publicKey), ephemeral, aad, message);
      const privateKey = await theirs.DeserializePrivateKey(secretBytes, true);
      const keys = { privateKey, publicKey: await theirs.DeserializePublicKey(ours.publicKey) };
      const opened = await theirs.Open(keys, fromUs.enc, fromUs.ciphertext, { info: ode, aad });
      expect(new Uint8Array(opened)).to.deep.equal(message);
    });
  }

  it("seals for and opens from the package @hpke/core", async () => {
    const theirs = new CoreSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
    const kem = kemOf(1);
    const hpke = createHpke(kem, ode);
    const secretBytes = kem.deriveSecret(new Uint8Array(32).fill(7));
    const ours = await kem.importSecret(secretBytes);
    const { buffer } = ours.publicKey;
    const publicKey = await theirs.kem.importKey("raw", buffer, true);
    const fromThem = await theirs.seal({ recipientPublicKey: publicKey, info: ode }, message, aad);
    const secret = await ours.decapsulate(new Uint8Array(fromThem.enc));
    expect(await hpke.open(secret, aad, new Uint8Array(fromThem.ct))).to.deep.equal(message);
    const fromUs = await hpke.seal(await kem.importPublic(ours.publicKey), new Uint8Array(32).fill(1), aad, message);
    const privateKey = await theirs.kem.importKey("raw", Uint8Array.from(secretBytes).buffer, false);
    const opened = await theirs.open({ recipientKey: privateKey, enc: fromUs.enc, info: ode }, fromUs.ciphertext, aad);
    expect(new Uint8Array(opened)).to.deep.equal(message);
  });

  it("opens nothing under another aad, another info or another key", async () => {
    const kem = kemOf(1);
    const [ours, another] = await Promise.all([1, 2].map((fill) => kem.importSecret(new Uint8Array(32).fill(fill))));
    if (ours === undefined || another === undefined) throw new Error("two keys");
    const hpke = createHpke(kem, ode);
    const { enc, ciphertext } = await hpke.seal(await kem.importPublic(ours.publicKey), aad, aad, message);
    const secret = await ours.decapsulate(enc);
    const attempts = [
      () => hpke.open(secret, message, ciphertext),
      () => createHpke(kem, aad).open(secret, aad, ciphertext),
      async () => hpke.open(await another.decapsulate(enc), aad, ciphertext),
      () => createHpke(kemOf(3), ode).open(secret, aad, ciphertext),
    ];
    for (const attempt of attempts) expect(await attempt().catch((error: Error) => error.message)).to.match(/tag/);
    expect(await hpke.open(secret, aad, ciphertext)).to.deep.equal(message);
  });
});
