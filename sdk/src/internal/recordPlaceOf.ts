import type { RecordPlace } from "../crypto/batch/createRecordDigester.ts";
import type { Client } from "../types/Client.ts";

/** The contracts in whose domains the members of a consortium sign records. */
export function recordPlaceOf({ chainId, modules }: Pick<Client, "chainId" | "modules">): RecordPlace {
  const { confidentialRegistry: registry, batchAnchor: anchor, batchExecutor: executor } = modules;
  return { chainId, registry, anchor, executor };
}
