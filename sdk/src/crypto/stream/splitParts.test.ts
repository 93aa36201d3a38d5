import { expect } from "chai";
import fc from "fast-check";

import { createByteReader } from "./byteReader.ts";
import { collectBytes } from "./collectBytes.ts";
import { createManifest, decodeManifest, encodeManifest, hashManifest, PART_BYTES } from "./manifest.ts";
import { splitParts } from "./splitParts.ts";

async function* pieces(list: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const piece of list) yield piece;
}

async function listParts(parts: AsyncIterable<Uint8Array>): Promise<readonly Uint8Array[]> {
  const listed: Uint8Array[] = [];
  for await (const part of parts) listed.push(part);
  return listed;
}

const lists = fc.array(fc.uint8Array({ maxLength: 30 }), { maxLength: 12 });

describe("splitParts", () => {
  it("cuts any stream into equal parts, whatever pieces it comes in", async () => {
    const holds = fc.asyncProperty(lists, fc.integer({ min: 1, max: 40 }), async (list, size) => {
      const whole = Buffer.concat(list);
      const parts = await listParts(splitParts(pieces(list), size));
      expect(Buffer.concat(parts).equals(whole)).to.equal(true);
      expect(parts.length).to.equal(Math.ceil(whole.length / size));
      expect(parts.slice(0, -1).every((part) => part.length === size)).to.equal(true);
    });
    await fc.assert(holds);
  });

  it("keeps what it was given, though the source fills the same memory again", async () => {
    const memory = new Uint8Array(3);
    async function* refill(): AsyncGenerator<Uint8Array> {
      for (let round = 1; round <= 4; round += 1) yield memory.fill(round);
    }
    const parts = await listParts(splitParts(refill(), 6));
    expect(parts.map((part) => [...part])).to.deep.equal([
      [1, 1, 1, 2, 2, 2],
      [3, 3, 3, 4, 4, 4],
    ]);
    expect([...(await collectBytes(refill()))]).to.deep.equal([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]);
  });
});

describe("createByteReader", () => {
  it("reads any stream by any lengths, and then the rest", async () => {
    const holds = fc.asyncProperty(lists, fc.array(fc.nat({ max: 20 }), { maxLength: 6 }), async (list, lengths) => {
      const whole = Buffer.concat(list);
      const reader = createByteReader(pieces(list));
      let offset = 0;
      for (const length of lengths) {
        const read = await reader.read(length);
        expect(Buffer.from(read).equals(whole.subarray(offset, offset + length))).to.equal(true);
        offset += read.length;
      }
      expect(Buffer.from(await collectBytes(reader.rest())).equals(whole.subarray(offset))).to.equal(true);
    });
    await fc.assert(holds);
  });

  it("lets go of the stream when nobody reads on", async () => {
    let closed = 0;
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield new Uint8Array(4);
      } finally {
        closed += 1;
      }
    }
    const reader = createByteReader(source());
    expect((await reader.read(6)).length).to.equal(6);
    for await (const piece of reader.rest()) if (piece.length > 0) break;
    expect(closed).to.equal(1);
    const other = createByteReader(source());
    await other.read(1);
    await other.close();
    expect(closed).to.equal(2);
  });
});

describe("a manifest", () => {
  it("is the same for the same bytes, and reads as it was written", async () => {
    for (const length of [0, 1, PART_BYTES, PART_BYTES + 1]) {
      const bytes = new Uint8Array(length).fill(7);
      const manifest = await createManifest(pieces([bytes.subarray(0, 5), bytes.subarray(5)]));
      expect(manifest.digests.length).to.equal(Math.ceil(length / PART_BYTES));
      expect(decodeManifest(encodeManifest(manifest))).to.deep.equal(manifest);
      expect(hashManifest(manifest)).to.equal(hashManifest(await createManifest(pieces([bytes]))));
    }
  });

  it("is none where length and digests do not fit each other", () => {
    const encode = (length: number, digests: number): Uint8Array =>
      encodeManifest({ length, digests: Array.from({ length: digests }, () => new Uint8Array(32)) });
    const wrong = [encode(1, 0), encode(0, 1), encode(PART_BYTES + 1, 1), encode(PART_BYTES, 2), new Uint8Array(7)];
    expect(wrong.map(decodeManifest)).to.deep.equal(wrong.map(() => undefined));
    const endless = encode(0, 1).with(0, 0xff);
    expect(decodeManifest(endless)).to.equal(undefined);
  });
});
