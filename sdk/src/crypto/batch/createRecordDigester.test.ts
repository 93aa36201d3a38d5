import { expect } from "chai";
import { AbiCoder, hexlify, keccak256, TypedDataEncoder, type TypedDataField, toBigInt } from "ethers";
import fc from "fast-check";

import { drawnRecord } from "../../../../test/support/batching/drawRecords.ts";
import { expectCode } from "../../../../test/support/records/expectCode.ts";
import type { PackedRecord, PackedRegistration } from "../../types/PackedRecord.ts";
import { parseAddress } from "../../types/parseAddress.ts";
import { parseBytes32 } from "../../types/parseHex.ts";
import { computeRecordContext } from "../commitment/computeRecordContext.ts";
import { computeRecordId } from "../commitment/computeRecordId.ts";
import { loadHashes } from "../hashing/compiledHashes.ts";
import { batchTypes } from "./batchTypehashes.ts";
import { computeHeaderHash } from "./computeHeaderHash.ts";
import { computeLogId } from "./computeLogId.ts";
import { createRecordDigester } from "./createRecordDigester.ts";
import { packRecord } from "./packRecord.ts";
import { promiseDigest } from "./promiseDigest.ts";

const place = {
  chainId: 31_337n,
  registry: parseAddress(`0x${"11".repeat(20)}`),
  anchor: parseAddress(`0x${"22".repeat(20)}`),
  executor: parseAddress(`0x${"33".repeat(20)}`),
};
const digestOf = createRecordDigester(place);
const coder = AbiCoder.defaultAbiCoder();

/** A struct of EIP-712 hashed by ethers, in the domain of a contract of ours. */
function hashWithEthers(name: string, contract: string, type: string, message: Record<string, unknown>): string {
  const [, struct = "", fields = ""] = /^(\w+)\((.*)\)$/.exec(type) ?? [];
  const list = fields.split(",").map((field): TypedDataField => {
    const [kind = "", title = ""] = field.split(" ");
    return { type: kind, name: title };
  });
  const domain = { name, version: "1", chainId: place.chainId, verifyingContract: contract };
  return TypedDataEncoder.hash(domain, { [struct]: list }, message);
}

/** OpenZeppelin's complete tree, written once more over texts. */
function rootOver(leaves: readonly string[]): string {
  const tree = [...Array.from({ length: leaves.length - 1 }, () => ""), ...leaves.toReversed()];
  for (let index = leaves.length - 2; index >= 0; index -= 1)
    tree[index] = keccak256(
      `0x${[tree[2 * index + 1], tree[2 * index + 2]]
        .map((node = "") => node.slice(2))
        .sort()
        .join("")}`,
    );
  return tree[0] ?? "";
}

function leafOf(types: readonly string[], values: readonly unknown[]): string {
  return keccak256(keccak256(coder.encode(types, values)));
}

function idOf(record: PackedRegistration): string {
  const context = {
    ...place,
    group: BigInt(record.group),
    epoch: BigInt(record.epoch),
    sender: BigInt(record.seat),
    senderNonce: toBigInt(record.nonce),
  };
  return computeRecordId({
    recordContext: computeRecordContext(context),
    contentRoot: parseBytes32(hexlify(record.contentRoot)),
    bodyHash: parseBytes32(hexlify(record.bodyHash)),
  });
}

/** The digest by ethers alone and the registry's commitments. */
function referenceDigest(record: PackedRecord): string {
  const { seat, deadline } = record;
  const head = { seat, deadline, nonce: toBigInt(record.nonce) };
  switch (record.kind) {
    case "registration":
      return hashWithEthers("Quorate Records", place.registry, batchTypes.registration, {
        ...head,
        recordId: idOf(record),
        suite: record.suite,
        previous: hexlify(record.previous),
      });
    case "call":
      return hashWithEthers("Quorate Calls", place.executor, batchTypes.call, {
        ...head,
        target: hexlify(record.target),
        gas: record.gas,
        data: hexlify(record.data),
      });
    case "bundle": {
      const count = record.digests.length / 32;
      const leaves = Array.from({ length: count }, (_, index) =>
        leafOf(["uint256", "bytes32"], [index, hexlify(record.digests.subarray(32 * index, 32 * index + 32))]),
      );
      return hashWithEthers("Quorate Batches", place.anchor, batchTypes.bundle, {
        ...head,
        count,
        itemsRoot: rootOver(leaves),
      });
    }
    case "callBundle": {
      const leaves = record.calls.map(({ target, gas, data }, index) =>
        leafOf(["uint256", "address", "uint32", "bytes32"], [index, hexlify(target), gas, keccak256(data)]),
      );
      const callsRoot = rootOver(leaves);
      return hashWithEthers("Quorate Calls", place.executor, batchTypes.callBundle, {
        ...head,
        count: leaves.length,
        callsRoot,
      });
    }
  }
}

function agree(runs: number): void {
  const holds = fc.property(drawnRecord, fc.nat(9), (record, offset) => {
    const packed = new Uint8Array([...new Uint8Array(offset), ...packRecord(record), 1, 2]);
    expect(hexlify(digestOf(packed, offset))).to.equal(referenceDigest(record));
  });
  fc.assert(holds, { numRuns: runs });
}

describe("createRecordDigester", () => {
  it("computes what the structs of every kind say, in JavaScript and compiled", async () => {
    agree(40);
    await loadHashes();
    agree(100);
  });

  it("does not read the signature, and every other byte counts", () => {
    const holds = fc.property(drawnRecord, fc.nat(), (record, at) => {
      const packed = packRecord(record);
      const digest = hexlify(digestOf(packed));
      const body = packed.length - 65;
      const changed = packed.slice();
      changed[body + (at % 65)] = (changed[body + (at % 65)] ?? 0) ^ 1;
      expect(hexlify(digestOf(changed))).to.equal(digest);
    });
    fc.assert(holds, { numRuns: 30 });
    const counts = fc.property(drawnRecord, fc.nat(), (record, at) => {
      const packed = packRecord(record);
      const changed = packed.slice();
      // The kind says how the rest is read, and the signer is who it must be recovered as: neither is in the struct.
      const index = 1 + (at % 8);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(hexlify(digestOf(changed))).not.to.equal(hexlify(digestOf(packed)));
    });
    fc.assert(counts, { numRuns: 30 });
  });

  it("refuses bytes that are no record, and a chain id that is no number of one", async () => {
    await expectCode("RECORD_MALFORMED", () => digestOf(new Uint8Array(231)));
    await expectCode("RECORD_MALFORMED", () => digestOf(Uint8Array.of(1, 2, 3)));
    await expectCode("INTEGER_MALFORMED", () => createRecordDigester({ ...place, chainId: -1n }));
  });
});

describe("what batchers sign and the chain keeps", () => {
  const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const number = fc.maxSafeNat();

  it("is a promise as its struct says", () => {
    const holds = fc.property(
      bytes32,
      bytes32,
      number,
      fc.nat(),
      number,
      (logId, groupRoot, firstSequence, count, block) => {
        const promise = { logId, firstSequence, count, groupRoot, deadline: count + 7, promisedAtBlock: block };
        const message = { ...promise, logId: hexlify(logId), groupRoot: hexlify(groupRoot) };
        expect(hexlify(promiseDigest(place, promise))).to.equal(
          hashWithEthers("Quorate Batches", place.anchor, batchTypes.promise, message),
        );
      },
    );
    fc.assert(holds, { numRuns: 40 });
  });

  it("is a log's id and a header's hash as their encodings say", () => {
    const holds = fc.property(bytes32, bytes32, number, fc.nat(65_535), (root, previous, firstSequence, seat) => {
      const words = ["bytes32", "uint256", "address", "uint16", "bytes32"];
      const typehash = keccak256(Buffer.from(batchTypes.log));
      expect(hexlify(computeLogId({ ...place, seat, salt: root }))).to.equal(
        keccak256(coder.encode(words, [typehash, place.chainId, place.anchor, seat, root])),
      );
      const header = { root, firstSequence, count: seat, anchoredAt: seat * 7, previous };
      expect(hexlify(computeHeaderHash(header))).to.equal(
        keccak256(
          coder.encode(
            ["bytes32", "uint64", "uint32", "uint48", "bytes32"],
            [root, firstSequence, seat, seat * 7, previous],
          ),
        ),
      );
    });
    fc.assert(holds, { numRuns: 40 });
  });
});
