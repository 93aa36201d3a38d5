import { type KeyFilter, readEncryptionKeys } from "../../internal/readEncryptionKeys.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { MemberKey } from "../../types/MemberKey.ts";

/** Whose keys; without anything, everybody's. */
export interface ListEncryptionKeysParameters extends WaitLimits, KeyFilter {}

/** The keys in the order of their publication, those that are over among them. */
export type ListEncryptionKeysReturnType = readonly MemberKey[];

/**
 * The keys that members published for records.
 *
 * @throws QuorateError LOGS_REFUSED, ABORTED, TIMED_OUT
 * @example
 * ```ts
 * for (const { keyId, seat, suite, notAfter } of await listEncryptionKeys(client, { seats: [3n] })) console.log(keyId, seat, suite, notAfter);
 * ```
 */
export async function listEncryptionKeys(
  client: Client,
  parameters: ListEncryptionKeysParameters = {},
): Promise<ListEncryptionKeysReturnType> {
  return await withLimits(parameters, client, "listing encryption keys", (signal) =>
    readEncryptionKeys(client, parameters, signal),
  );
}
