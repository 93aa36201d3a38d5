import { expect } from "chai";

import { computeKeyId } from "../../crypto/keys/encryptionKey.ts";
import { parseBytes32, parseHex } from "../../types/parseHex.ts";
import { decodeStored, EMPTY_CONTENT, encodeStored, type StoredContent } from "./storedContent.ts";

describe("what a key store holds", () => {
  const publicKey = parseHex(`0x${"12".repeat(32)}`);
  const place = { chainId: 31_337n, registry: parseHex(`0x${"33".repeat(20)}`) };
  const secret = new Uint8Array(32).fill(8);
  const content: StoredContent = {
    keys: [
      {
        suite: 1,
        publicKey,
        keyId: computeKeyId({ suite: 1, publicKey }),
        secret,
        notBefore: 0n,
        notAfter: 2n ** 64n - 1n,
        rotatedAt: 7n,
        compromisedSince: null,
      },
    ],
    epochs: [{ ...place, group: 1n, epoch: 2n, secret }],
    nonces: [
      {
        ...place,
        sender: 3n,
        ranges: [
          [0n, 4n],
          [2n ** 256n - 1n, 2n ** 256n - 1n],
        ],
      },
    ],
    records: [
      { recordId: parseBytes32(`0x${"0a".repeat(32)}`), contentKey: secret, text: null },
      { recordId: parseBytes32(`0x${"0b".repeat(32)}`), contentKey: secret, text: new Uint8Array() },
      { recordId: parseBytes32(`0x${"0c".repeat(32)}`), contentKey: secret, text: Uint8Array.of(1, 2) },
    ],
    forgotten: [parseBytes32(`0x${"0d".repeat(32)}`)],
  };

  it("reads as it was written, empty and full", () => {
    for (const each of [EMPTY_CONTENT, content]) expect(decodeStored(encodeStored(each))).to.deep.equal(each);
  });

  it("holds the keys of many records", () => {
    const records = Array.from({ length: 150_000 }, (_, index) => ({
      recordId: parseBytes32(`0x${index.toString(16).padStart(64, "0")}`),
      contentKey: secret,
      text: null,
    }));
    const forgotten = records.map(({ recordId }) => recordId);
    const many = decodeStored(encodeStored({ ...content, records, forgotten }));
    expect(many.records.at(-1)).to.deep.equal(records.at(-1));
    expect([many.records.length, many.forgotten.length]).to.deep.equal([150_000, 150_000]);
  });

  it("is nothing else: no other fields, no wrong lengths, no turned ranges", () => {
    const bytes = encodeStored(content);
    const [key] = content.keys;
    if (key === undefined) throw new Error("a key");
    for (const wrong of [
      new Uint8Array(),
      bytes.subarray(1),
      Buffer.concat([bytes, Buffer.of(0)]),
      encodeStored({ ...content, keys: [{ ...key, secret: new Uint8Array(31) }] }),
      encodeStored({ ...content, epochs: [{ ...place, group: 1n, epoch: 1n, secret: new Uint8Array(33) }] }),
      encodeStored({ ...content, nonces: [{ ...place, sender: 0n, ranges: [[4n, 3n]] }] }),
    ])
      expect(() => decodeStored(wrong)).to.throw();
  });
});
