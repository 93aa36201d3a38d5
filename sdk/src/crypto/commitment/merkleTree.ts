import { concatBytes } from "@noble/hashes/utils.js";
import { keccak256 } from "../hashing/keccak.ts";

/** A tree of as many leaves as a power of two, level by level, the leaves first. */
export type MerkleTree = readonly (readonly Uint8Array[])[];

/** What leads several leaves to the root, as OpenZeppelin's `MerkleProof.processMultiProof` takes it. */
export interface MultiProof {
  readonly proof: readonly Uint8Array[];
  readonly flags: readonly boolean[];
}

/** The tree above the leaves. Source: OpenZeppelin's `MerkleProof`: each pair is hashed in ascending order. */
export function buildMerkleTree(leaves: readonly Uint8Array[]): MerkleTree {
  const levels = [leaves];
  for (let level = leaves; level.length > 1; levels.push(level)) level = hashPairs(level);
  return levels;
}

/** The root of a tree. */
export function rootOf(tree: MerkleTree): Uint8Array {
  return at(tree[tree.length - 1] ?? [], 0);
}

/** What leads the leaves at these indices, which ascend, to the root. */
export function proveLeaves(tree: MerkleTree, indices: readonly number[]): MultiProof {
  const proof: Uint8Array[] = [];
  const flags: boolean[] = [];
  let wanted = indices;
  for (const level of tree.slice(0, -1)) {
    const parents: number[] = [];
    for (let place = 0; place < wanted.length; place += 1) {
      const index = at(wanted, place);
      const isPair = index % 2 === 0 && wanted[place + 1] === index + 1;
      flags.push(isPair);
      if (isPair) place += 1;
      else proof.push(at(level, index ^ 1));
      parents.push(index >> 1);
    }
    wanted = parents;
  }
  return { proof, flags };
}

/** The root that leaves and proof lead to, or undefined where they do not fit each other. Source: OpenZeppelin's `processMultiProof`. */
export function climbToRoot(leaves: readonly Uint8Array[], { proof, flags }: MultiProof): Uint8Array | undefined {
  if (leaves.length === 0 || leaves.length + proof.length !== flags.length + 1) return undefined;
  const queue = [...leaves];
  let [fromQueue, fromProof] = [0, 0];
  for (const isPair of flags) {
    const [first, second] = [queue[fromQueue++], isPair ? queue[fromQueue++] : proof[fromProof++]];
    if (first === undefined || second === undefined) return undefined;
    queue.push(hashPair(first, second));
  }
  return fromProof === proof.length ? queue[queue.length - 1] : undefined;
}

/** The parent of two nodes, in whichever order they are given. */
function hashPair(a: Uint8Array, b: Uint8Array): Uint8Array {
  return keccak256(compareBytes(a, b) < 0 ? concatBytes(a, b) : concatBytes(b, a));
}

/** Below zero where the first comes first, byte by byte, a prefix before what it begins. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function hashPairs(level: readonly Uint8Array[]): readonly Uint8Array[] {
  return Array.from({ length: level.length / 2 }, (_, index) =>
    hashPair(at(level, 2 * index), at(level, 2 * index + 1)),
  );
}

function at<Value>(list: readonly Value[], index: number): Value {
  const value = list[index];
  if (value === undefined) throw new RangeError(`a list of ${list.length} has no place ${index}`);
  return value;
}
