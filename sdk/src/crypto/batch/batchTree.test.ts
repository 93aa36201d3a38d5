import { SimpleMerkleTree } from "@openzeppelin/merkle-tree";
import { expect } from "chai";
import { AbiCoder, hexlify, keccak256 } from "ethers";
import fc from "fast-check";

import { loadHashes } from "../hashing/compiledHashes.ts";
import { buildTree, proveLeaf, proveRange, rootOfTree, verifyProof } from "./batchTree.ts";
import { computeLeaf, computeLeaves } from "./computeLeaves.ts";
import { openRange, proofFromRange, rootFromRange } from "./openRange.ts";

/** Leaves that look random, of a number. */
function leavesOf(count: number): Uint8Array {
  const leaves = new Uint8Array(32 * count);
  for (let index = 0; index < count; index += 1)
    leaves.set(Buffer.from(keccak256(Uint8Array.of(index, index >> 8)).slice(2), "hex"), 32 * index);
  return leaves;
}

function leafAt(leaves: Uint8Array, index: number): Uint8Array {
  return leaves.subarray(32 * index, 32 * index + 32);
}

function listLeaves(leaves: Uint8Array): readonly string[] {
  return Array.from({ length: leaves.length / 32 }, (_, index) => hexlify(leafAt(leaves, index)));
}

const count = fc.integer({ min: 1, max: 70 });
const run = count.chain((total) =>
  fc
    .integer({ min: 0, max: total - 1 })
    .chain((first) => fc.integer({ min: 1, max: total - first }).map((length) => ({ total, first, length }))),
);

describe("a batch's tree", () => {
  it("is OpenZeppelin's, node by node and proof by proof, in JavaScript and compiled", async () => {
    for (const load of [async () => undefined, loadHashes]) {
      await load();
      for (const total of [1, 2, 3, 4, 5, 7, 8, 9, 31, 33, 100]) {
        const leaves = leavesOf(total);
        const tree = buildTree(leaves);
        const reference = SimpleMerkleTree.of([...listLeaves(leaves)], { sortLeaves: false });
        expect(listLeaves(tree), `${total} leaves`).to.deep.equal(reference.dump().tree);
        expect(hexlify(rootOfTree(tree))).to.equal(reference.root);
        for (let index = 0; index < total; index += 1)
          expect(proveLeaf(tree, index).map((node) => hexlify(node))).to.deep.equal(reference.getProof(index));
      }
    }
  });

  // REQ-SDK-11
  it("proves each of its leaves and nothing else", () => {
    const holds = fc.property(run, fc.nat(), ({ total, first }, at) => {
      const leaves = leavesOf(total);
      const tree = buildTree(leaves);
      const [root, proof] = [rootOfTree(tree), proveLeaf(tree, first)];
      expect(verifyProof(root, leafAt(leaves, first), proof)).to.equal(true);
      const other = leafAt(leaves, first).slice();
      other[at % 32] = (other[at % 32] ?? 0) ^ 1;
      expect(verifyProof(root, other, proof)).to.equal(false);
      expect(verifyProof(root, leafAt(leaves, first), [...proof, new Uint8Array(32)])).to.equal(false);
      expect(verifyProof(root, leafAt(leaves, first), proof.slice(1))).to.equal(proof.length === 0);
    });
    fc.assert(holds, { numRuns: 50 });
  });

  it("does not take a pair of nodes for a leaf, or a node of another length", () => {
    const tree = buildTree(leavesOf(4));
    expect(verifyProof(rootOfTree(tree), tree.subarray(32, 96), [])).to.equal(false);
    expect(verifyProof(rootOfTree(tree), tree.subarray(32, 64), [tree.subarray(64, 90)])).to.equal(false);
    expect(verifyProof(new Uint8Array(), new Uint8Array(), [])).to.equal(false);
  });

  it("proves a run of its leaves, and each leaf of the run by that", () => {
    const holds = fc.property(run, ({ total, first, length }) => {
      const leaves = leavesOf(total);
      const tree = buildTree(leaves);
      const siblings = proveRange(tree, first, length);
      const part = leaves.subarray(32 * first, 32 * (first + length));
      const range = openRange(part, siblings, first, total);
      expect(range?.root).to.deep.equal(rootOfTree(tree));
      for (let index = first; index < first + length; index += 1)
        expect(range?.proofOf(index)).to.deep.equal(proveLeaf(tree, index));
      expect(proofFromRange(part, siblings, first, total, first)).to.deep.equal(proveLeaf(tree, first));
    });
    fc.assert(holds, { numRuns: 100 });
  });

  it("takes as many siblings as a run needs, not one more or less, and no other place", () => {
    const holds = fc.property(run, fc.nat(), ({ total, first, length }, at) => {
      const leaves = leavesOf(total);
      const tree = buildTree(leaves);
      const siblings = proveRange(tree, first, length);
      const part = leaves.subarray(32 * first, 32 * (first + length));
      expect(rootFromRange(part, [...siblings, leafAt(leaves, 0)], first, total)).to.equal(undefined);
      if (siblings.length > 0) {
        expect(rootFromRange(part, siblings.slice(1), first, total)).to.equal(undefined);
        const short = siblings.with(0, new Uint8Array(31));
        expect(rootFromRange(part, short, first, total)).to.equal(undefined);
        const wrong = siblings.with(at % siblings.length, new Uint8Array(32));
        expect(rootFromRange(part, wrong, first, total)).not.to.deep.equal(rootOfTree(tree));
      }
      expect(rootFromRange(part, siblings, first + total, total)).to.equal(undefined);
      expect(rootFromRange(new Uint8Array(), siblings, first, total)).to.equal(undefined);
      expect(rootFromRange(part.subarray(1), siblings, first, total)).to.equal(undefined);
    });
    fc.assert(holds, { numRuns: 50 });
  });

  it("refuses what is no run and no leaves", () => {
    expect(() => buildTree(new Uint8Array())).to.throw(RangeError);
    expect(() => buildTree(new Uint8Array(33))).to.throw(RangeError);
    expect(() => proveLeaf(buildTree(leavesOf(3)), 3)).to.throw(RangeError);
    expect(() => proveRange(buildTree(leavesOf(3)), 0, 0)).to.throw(RangeError);
    expect(() => proofFromRange(leavesOf(1), [], 0, 2, 0)).to.throw(RangeError);
    expect(() => openRange(leavesOf(2), [], 0, 2)?.proofOf(2)).to.throw(RangeError);
  });
});

describe("computeLeaves", () => {
  it("hashes log, sequence and digest twice, as the chain does", () => {
    const logId = leavesOf(1);
    const holds = fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER - 5 }), (first) => {
      const digests = leavesOf(4);
      const expected = listLeaves(digests).map((digest, index) =>
        keccak256(
          keccak256(
            AbiCoder.defaultAbiCoder().encode(
              ["bytes32", "uint64", "bytes32"],
              [hexlify(logId), first + index, digest],
            ),
          ),
        ),
      );
      expect(listLeaves(computeLeaves(logId, first, digests))).to.deep.equal(expected);
      expect(hexlify(computeLeaf(logId, first + 1, leafAt(digests, 1)))).to.equal(expected[1]);
    });
    fc.assert(holds, { numRuns: 30 });
  });

  it("refuses what has no place", () => {
    expect(() => computeLeaves(leavesOf(1), -1, leavesOf(1))).to.throw(RangeError);
    expect(() => computeLeaves(leavesOf(1), 2 ** 53, leavesOf(1))).to.throw(RangeError);
    expect(() => computeLeaves(leavesOf(2), 0, leavesOf(1))).to.throw(RangeError);
    expect(() => computeLeaves(leavesOf(1), 0, new Uint8Array(33))).to.throw(RangeError);
  });
});
