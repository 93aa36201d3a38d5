import type { NewGroup } from "../ports/Store.ts";

const DIGEST_BYTES = 32;

/** A group that says what it holds. */
export function checkGroup({ count, digests, records }: NewGroup): void {
  if (!Number.isSafeInteger(count) || count < 1 || digests.length !== count * DIGEST_BYTES || records.length === 0)
    throw new RangeError(`a group of ${count} records came with ${digests.length} bytes of digests`);
}
