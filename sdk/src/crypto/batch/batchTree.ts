import type { Bytes } from "../../types/Bytes.ts";
import { keccak256 } from "../hashing/keccak.ts";
import { copyBytes } from "./byteFields.ts";

const NODE = 32;

/**
 * The complete tree above leaves of 32 bytes, in one array of 2n-1 nodes: the root first, the first leaf last. Source: OpenZeppelin's
 * `SimpleMerkleTree.of(leaves, { sortLeaves: false })`, pairs in ascending order; its `MerkleProof.verify` takes the proofs.
 *
 * @throws RangeError without a leaf, or for bytes that are no leaves
 * @example
 * ```ts
 * const root: Uint8Array = rootOfTree(buildTree(leaves));
 * ```
 */
export function buildTree(leaves: Uint8Array): Bytes {
  const count = countNodes(leaves);
  if (count === 0) throw new RangeError("a tree has at least one leaf");
  const tree = new Uint8Array(NODE * (2 * count - 1));
  for (let index = 0; index < count; index += 1)
    copyBytes(leaves, NODE * index, tree, NODE * (2 * count - 2 - index), NODE);
  const pair = new Uint8Array(2 * NODE);
  for (let parent = count - 2; parent >= 0; parent -= 1) {
    const children = NODE * (2 * parent + 1);
    tree.set(keccak256(sortPair(tree, children, pair)), NODE * parent);
  }
  return tree;
}

/**
 * The root of a tree.
 *
 * @example
 * ```ts
 * const root: Uint8Array = rootOfTree(buildTree(leaves));
 * ```
 */
export function rootOfTree(tree: Uint8Array): Uint8Array {
  return nodeAt(tree, 0);
}

/**
 * What leads the leaf at an index to the root, as views of the tree.
 *
 * @throws RangeError where there is no such leaf
 * @example
 * ```ts
 * const proof: readonly Uint8Array[] = proveLeaf(buildTree(leaves), 2);
 * ```
 */
export function proveLeaf(tree: Uint8Array, index: number): Uint8Array[] {
  return proveRange(tree, index, 1);
}

/**
 * What leads a run of leaves to the root: each node that they do not give themselves, as views of the tree, in the order in which OpenZeppelin's
 * multiproof takes them.
 *
 * @throws RangeError where there are no such leaves
 * @example
 * ```ts
 * const siblings: readonly Uint8Array[] = proveRange(buildTree(leaves), 2, 10);
 * ```
 */
export function proveRange(tree: Uint8Array, first: number, count: number): Uint8Array[] {
  const siblings: Uint8Array[] = [];
  climbRange((countNodes(tree) + 1) / 2, first, count, {
    sibling: (index) => siblings.push(nodeAt(tree, index)) > 0,
  });
  return siblings;
}

/** What is met on the way from a run of leaves to the root; false ends it. */
export interface RangeVisitor {
  /** A node that the leaves do not give. */
  readonly sibling: (index: number) => boolean;
  /** A node of which both children are known now. */
  readonly parent?: (index: number) => void;
}

/**
 * Climbs from the leaves `first` to `first + count - 1` of a tree of `total` leaves to its root, from the highest node down: a parent always
 * comes after both of its children. Answers whether the root was reached.
 *
 * @throws RangeError where there are no such leaves
 */
export function climbRange(total: number, first: number, count: number, visitor: RangeVisitor): boolean {
  if (!isRange(total, first, count)) throw new RangeError(`${total} leaves have no run of ${count} from ${first} on`);
  const queue: number[] = [];
  for (let index = first; index < first + count; index += 1) queue.push(2 * total - 2 - index);
  for (let place = 0; place < queue.length; place += 1) {
    const node = queue[place] ?? 0;
    if (node === 0) return true;
    const sibling = node % 2 === 0 ? node - 1 : node + 1;
    if (queue[place + 1] === sibling) place += 1;
    else if (!visitor.sibling(sibling)) return false;
    const parent = Math.floor((node - 1) / 2);
    visitor.parent?.(parent);
    queue.push(parent);
  }
  return false;
}

/** Whether a tree of `total` leaves has such a run. */
export function isRange(total: number, first: number, count: number): boolean {
  return [total, first, count].every(Number.isSafeInteger) && first >= 0 && count >= 1 && first + count <= total;
}

/**
 * Whether a proof leads a leaf to a root. Source: OpenZeppelin's `MerkleProof.verify`.
 *
 * @example
 * ```ts
 * const isIn: boolean = verifyProof(rootOfTree(tree), leaves.subarray(0, 32), proveLeaf(tree, 0));
 * ```
 */
export function verifyProof(root: Uint8Array, leaf: Uint8Array, proof: readonly Uint8Array[]): boolean {
  if (root.length !== NODE || leaf.length !== NODE) return false;
  const pair = new Uint8Array(2 * NODE);
  let node = leaf;
  for (const sibling of proof) {
    if (sibling.length !== NODE) return false;
    node = hashPair(node, sibling, pair);
  }
  return compareNodes(node, 0, root, 0) === 0;
}

/** The parent of two nodes, in whichever order they are given; `pair` is room for both. */
export function hashPair(a: Uint8Array, b: Uint8Array, pair = new Uint8Array(2 * NODE)): Uint8Array {
  const isSorted = compareNodes(a, 0, b, 0) <= 0;
  pair.set(isSorted ? a : b);
  pair.set(isSorted ? b : a, NODE);
  return keccak256(pair);
}

/** Two nodes that stand side by side, in ascending order: where they are so already, without a copy. */
function sortPair(tree: Uint8Array, at: number, pair: Uint8Array): Uint8Array {
  if (compareNodes(tree, at, tree, at + NODE) <= 0) return tree.subarray(at, at + 2 * NODE);
  copyBytes(tree, at + NODE, pair, 0, NODE);
  copyBytes(tree, at, pair, NODE, NODE);
  return pair;
}

function compareNodes(a: Uint8Array, at: number, b: Uint8Array, from: number): number {
  for (let index = 0; index < NODE; index += 1) {
    const difference = (a[at + index] ?? 0) - (b[from + index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function nodeAt(tree: Uint8Array, index: number): Uint8Array {
  return tree.subarray(NODE * index, NODE * (index + 1));
}

function countNodes(nodes: Uint8Array): number {
  if (nodes.length % NODE !== 0) throw new RangeError(`${nodes.length} bytes are no nodes of ${NODE}`);
  return nodes.length / NODE;
}
