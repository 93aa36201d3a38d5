import { p256 } from "@noble/curves/nist.js";
import { expect } from "chai";
import { AbiCoder, id, keccak256 } from "ethers";

import { expectCode } from "../../../../test/support/records/expectCode.ts";
import type { Bytes } from "../../types/Bytes.ts";
import { suites } from "../../types/Suite.ts";
import { fromHex, toHex } from "../commitment/toBytes32.ts";
import { recordTypes } from "../commitment/typehashes.ts";
import { createDecryptionKey, importDecryptionKey } from "./decryptionKey.ts";
import { computeKeyId, parseEncryptionKey } from "./encryptionKey.ts";
import { kemOf, parseSuite } from "./kemOf.ts";
import { createX25519Kem } from "./x25519Kem.ts";

const PRIME = 2n ** 255n - 19n;

function toLittleEndian(value: bigint): Bytes {
  return Uint8Array.from({ length: 32 }, (_, index) => Number((value >> BigInt(8 * index)) & 0xffn));
}

async function faultOf(suite: number, publicKey: Uint8Array): Promise<string> {
  const act = (): unknown => parseEncryptionKey({ suite, publicKey: toHex(publicKey) });
  return String((await expectCode("ENCRYPTION_KEY_MALFORMED", act)).facts.fault);
}

describe("encryption keys", () => {
  it("are read as they were made, in every suite", async () => {
    for (const suite of suites) {
      const { key, secret } = await createDecryptionKey(suite);
      expect(parseEncryptionKey(key)).to.deep.equal({ suite, publicKey: key.publicKey });
      expect(await importDecryptionKey(suite, secret)).to.have.property("keyId", key.keyId);
      expect(fromHex(key.publicKey).length).to.equal(kemOf(suite).publicKeyBytes);
    }
  });

  it("have ids as a contract computes them", async () => {
    const { key } = await createDecryptionKey(1);
    const words = [id(recordTypes.key), 1, keccak256(key.publicKey)];
    const encoded = AbiCoder.defaultAbiCoder().encode(["bytes32", "uint8", "bytes32"], words);
    expect(computeKeyId(key)).to.equal(keccak256(encoded));
    expect(computeKeyId({ ...key, suite: 3 })).not.to.equal(key.keyId);
  });

  // REQ-CONF-51
  it("are refused where their X25519 point is of small order, which nothing else notices before they are used", async () => {
    const small = [
      0n,
      1n,
      PRIME - 1n,
      325606250916557431795983626356110631294008115727848805560023387167927233504n,
      39382357235489614581723060781553021112529911719440698176882885853963445705823n,
    ];
    const { key, secret: bytes } = await createDecryptionKey(1);
    const byWeb = await createX25519Kem(null).importSecret(bytes);
    for (const coordinate of small) {
      const point = toLittleEndian(coordinate);
      expect(await faultOf(1, point)).to.contain("small order");
      expect(await byWeb.decapsulate(point).catch((error: Error) => error.name)).to.equal("OperationError");
      expect(await key.secret.decapsulate(point).catch((error: Error) => error.message)).to.contain("derivation");
    }
  });

  // REQ-CONF-51
  it("are refused in any other encoding of the same point", async () => {
    for (const coordinate of [PRIME, PRIME + 1n, 2n ** 255n - 1n, 2n ** 255n + 9n])
      expect(await faultOf(1, toLittleEndian(coordinate))).to.contain("prime");
    const compressed = p256.getPublicKey(p256.utils.randomSecretKey(), true);
    expect(await faultOf(3, compressed)).to.contain("04");
    const hybrid = fromHex((await createDecryptionKey(2)).key.publicKey);
    expect(await faultOf(2, hybrid.with(0, 0xff).with(1, 0xff))).to.contain("ML-KEM");
    expect(await faultOf(2, Uint8Array.from([...hybrid.slice(0, 1184), ...new Uint8Array(32)]))).to.contain(
      "small order",
    );
  });

  it("are refused where they are no point, or of another length", async () => {
    const { key } = await createDecryptionKey(3);
    const point = fromHex(key.publicKey);
    expect(await faultOf(3, point.with(64, (point[64] ?? 0) ^ 1))).to.contain("curve");
    for (const suite of suites) {
      const bytes = fromHex((await createDecryptionKey(suite)).key.publicKey);
      expect(await faultOf(suite, bytes.slice(1))).to.match(/bytes/);
      expect(await faultOf(suite, new Uint8Array())).to.match(/bytes/);
    }
  });

  it("are of a suite that there is", async () => {
    for (const suite of [0, 4, "1", null, 1n]) await expectCode("SUITE_UNKNOWN", () => parseSuite(suite));
    await expectCode("HEX_MALFORMED", () => parseEncryptionKey({ suite: 1, publicKey: "0x1" }));
  });

  it("are not made from secret bytes that are none", async () => {
    const order = fromHex(toHex(p256.Point.Fn.toBytes(0n)));
    await expectCode("ENCRYPTION_KEY_MALFORMED", () => importDecryptionKey(3, order));
    await expectCode("ENCRYPTION_KEY_MALFORMED", () => importDecryptionKey(3, new Uint8Array(32).fill(0xff)));
    for (const suite of suites)
      await expectCode("ENCRYPTION_KEY_MALFORMED", () => importDecryptionKey(suite, new Uint8Array(31)));
  });
});
