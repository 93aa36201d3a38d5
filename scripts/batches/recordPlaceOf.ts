import type { Client } from "#sdk";
import type { RecordPlace } from "#sdk/receipts";

/** The contracts in whose domains members sign records. */
export function recordPlaceOf({ chainId, modules }: Client): RecordPlace {
  const { confidentialRegistry: registry, batchAnchor: anchor, batchExecutor: executor } = modules;
  return { chainId, registry, anchor, executor };
}
