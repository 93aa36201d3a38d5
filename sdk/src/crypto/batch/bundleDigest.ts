import type { SignedBundle } from "../../types/SignedRecord.ts";
import { hashWords } from "../commitment/hashWords.ts";
import { fromHex } from "../commitment/toBytes32.ts";
import { batchTypehashes, computeSeparator, createSealer } from "./batchTypehashes.ts";
import type { RecordPlace } from "./createRecordDigester.ts";

/**
 * What a member signs of a bundle, by the root over its items. Source: EIP-712.
 *
 * @example
 * ```ts
 * const signed: Uint8Array = bundleDigest(recordPlace, { kind: "bundle", seat: 3n, nonce: 7n, deadline, count: 100n, root: contentRoot });
 * ```
 */
export function bundleDigest(
  place: Omit<RecordPlace, "registry">,
  { kind, root, count, seat, nonce, deadline }: Omit<SignedBundle, "signer">,
): Uint8Array {
  const [domain, contract] =
    kind === "bundle" ? (["batches", place.anchor] as const) : (["calls", place.executor] as const);
  const seal = createSealer(computeSeparator(domain, place.chainId, contract));
  return seal(hashWords([batchTypehashes[kind], fromHex(root), count, seat, nonce, deadline]));
}
