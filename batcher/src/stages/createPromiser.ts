import { buildTree, computeLeaves, parseAddress, promiseDigest, rootOfTree } from "#sdk/receipts";

import type { Signer } from "../ports/Signer.ts";
import { fromHex } from "../records.ts";
import type { PromisedGroup } from "./PromisedGroup.ts";

/** What is promised about: a group that is stored. */
export interface GroupFacts {
  readonly logId: string;
  readonly firstSequence: number;
  readonly count: number;
  readonly digests: Uint8Array;
  readonly promisedUntil: number;
  readonly block: number;
}

/** Promises that a group will be anchored: one signature for all of its records. The same group is promised in the same words. */
export type Promiser = (group: GroupFacts) => PromisedGroup;

/** Makes the promiser of one key, for one contract. */
export function createPromiser(place: { readonly chainId: bigint; readonly anchor: string }, signer: Signer): Promiser {
  const domain = { chainId: place.chainId, anchor: parseAddress(place.anchor) };
  return ({ logId, firstSequence, count, digests, promisedUntil, block }) => {
    const log = fromHex(logId);
    const leaves = computeLeaves(log, firstSequence, digests);
    const tree = buildTree(leaves);
    const promise = {
      logId: log,
      firstSequence,
      count,
      groupRoot: rootOfTree(tree),
      deadline: promisedUntil,
      promisedAtBlock: block,
    };
    const signature = signer.signDigest(promiseDigest(domain, promise));
    return { logId, firstSequence, count, digests, leaves, tree, promise, signature };
  };
}
