import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { KeptRecord } from "./storedContent.ts";
import { type KeyStore, readStore } from "./vault.ts";

/** Which record. */
export interface GetKeptRecordParameters extends WaitLimits {
  readonly recordId: Bytes32;
}

/** What a store says of a record: what it keeps for it, that it has forgotten it, or that it knows nothing of it. */
export type GetKeptRecordReturnType =
  | { readonly state: "kept"; readonly record: KeptRecord }
  | { readonly state: "forgotten" | "unknown" };

/**
 * What is kept for a record. Whoever opens records asks first, so that one that was shredded here is not opened again.
 *
 * @throws QuorateError KEYSTORE_..., ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const kept = await getKeptRecord(store, { recordId });
 * if (kept.state === "forgotten") console.log("shredded");
 * ```
 */
export async function getKeptRecord(
  store: KeyStore,
  parameters: GetKeptRecordParameters,
): Promise<GetKeptRecordReturnType> {
  const { records, forgotten } = await readStore(store, parameters);
  const record = records.find(({ recordId }) => recordId === parameters.recordId);
  if (record !== undefined) return { state: "kept", record };
  return { state: forgotten.includes(parameters.recordId) ? "forgotten" : "unknown" };
}
