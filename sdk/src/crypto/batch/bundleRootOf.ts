import type { Bytes32 } from "../../types/Hex.ts";
import { recordKinds } from "../../types/PackedRecord.ts";
import { toBytes32 } from "../commitment/toBytes32.ts";
import { rootOfTree } from "./batchTree.ts";
import { buildCallsTree, buildItemsTree } from "./bundleTrees.ts";
import { countItems } from "./packedLength.ts";
import { BUNDLE, DIGEST_BYTES, HEAD } from "./recordLayout.ts";

/** How many items a packed bundle of either kind has, and the root over them. @throws QuorateError RECORD_MALFORMED */
export function bundleRootOf(packed: Uint8Array): { readonly count: bigint; readonly root: Bytes32 } {
  const count = countItems(packed, 0);
  const items = packed.subarray(BUNDLE.items, BUNDLE.items + DIGEST_BYTES * count);
  const tree = packed[HEAD.kind] === recordKinds.bundle ? buildItemsTree(items) : buildCallsTree(packed);
  return { count: BigInt(count), root: toBytes32(rootOfTree(tree)) };
}
