import { climbRange, hashPair, isRange } from "./batchTree.ts";

const NODE = 32;

/** A run of leaves that leads to a root. */
export interface OpenedRange {
  readonly root: Uint8Array;
  /** What leads the leaf at an index of the tree to the root. @throws RangeError for a leaf that is not of the run */
  readonly proofOf: (index: number) => Uint8Array[];
}

/**
 * Reads the proof of a run of leaves, as `proveRange` makes it: the root that they lead to, and the proof of each of them alone. Undefined where
 * leaves, siblings and numbers do not fit each other.
 *
 * @example
 * ```ts
 * const range = openRange(leaves, siblings, 12, 4_096);
 * const proof: readonly Uint8Array[] = range?.proofOf(14) ?? [];
 * ```
 */
export function openRange(
  leaves: Uint8Array,
  siblings: readonly Uint8Array[],
  first: number,
  total: number,
): OpenedRange | undefined {
  const count = leaves.length / NODE;
  if (!isRange(total, first, count) || siblings.some(({ length }) => length !== NODE)) return undefined;
  const nodes = new Map<number, Uint8Array>();
  for (let index = 0; index < count; index += 1)
    nodes.set(2 * total - 2 - first - index, leaves.subarray(NODE * index, NODE * (index + 1)));
  const at = (index: number): Uint8Array => {
    const node = nodes.get(index);
    if (node === undefined) throw new RangeError(`the run does not lead to node ${index}`);
    return node;
  };
  let taken = 0;
  const isWhole = climbRange(total, first, count, {
    sibling: (index) => {
      const sibling = siblings[taken];
      taken += 1;
      if (sibling !== undefined) nodes.set(index, sibling);
      return sibling !== undefined;
    },
    parent: (index) => nodes.set(index, hashPair(at(2 * index + 1), at(2 * index + 2))),
  });
  if (!isWhole || taken !== siblings.length) return undefined;
  return {
    root: at(0),
    proofOf: (index) => {
      if (!(index >= first && index < first + count)) throw new RangeError(`the run has no leaf ${index}`);
      const proof: Uint8Array[] = [];
      climbRange(total, index, 1, { sibling: (node) => proof.push(at(node)) > 0 });
      return proof;
    },
  };
}

/**
 * The root that a run of leaves leads to, or undefined where leaves, siblings and numbers do not fit each other.
 *
 * @example
 * ```ts
 * const root: Uint8Array | undefined = rootFromRange(leaves, siblings, 12, 4_096);
 * ```
 */
export function rootFromRange(
  leaves: Uint8Array,
  siblings: readonly Uint8Array[],
  first: number,
  total: number,
): Uint8Array | undefined {
  return openRange(leaves, siblings, first, total)?.root;
}

/**
 * The proof of one leaf out of the proof of a run; {@link openRange} gives the proofs of many at once.
 *
 * @throws RangeError where leaves, siblings and numbers do not fit each other, or the leaf is not of the run
 * @example
 * ```ts
 * const proof: readonly Uint8Array[] = proofFromRange(leaves, siblings, 12, 4_096, 14);
 * ```
 */
export function proofFromRange(
  leaves: Uint8Array,
  siblings: readonly Uint8Array[],
  first: number,
  total: number,
  index: number,
): Uint8Array[] {
  const range = openRange(leaves, siblings, first, total);
  if (range === undefined) throw new RangeError("these leaves and siblings do not fit each other");
  return range.proofOf(index);
}
