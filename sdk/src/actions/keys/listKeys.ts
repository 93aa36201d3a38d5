import { readKey } from "../../internal/readMember.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Key } from "../../types/Member.ts";
import { parseBytes32 } from "../../types/parseHex.ts";

/** Whose keys. */
export interface ListKeysParameters extends WaitLimits {
  readonly seat: bigint;
}

/** The keys in the order of their positions. */
export type ListKeysReturnType = readonly Key[];

/**
 * A seat's keys as they stand now.
 *
 * @throws QuorateError ABORTED, TIMED_OUT
 * @example
 * ```ts
 * for (const { signer, scopes, rotation } of await listKeys(client, { seat: 3n })) console.log(signer, scopes, rotation);
 * ```
 */
export async function listKeys(client: Client, parameters: ListKeysParameters): Promise<ListKeysReturnType> {
  return await withLimits(parameters, client, "listing keys", async () => {
    const names = await client.contracts.memberRegistry.keysOf(parameters.seat);
    const keys = await Promise.all(names.map((name) => readKey(client, parseBytes32(name))));
    return keys.flatMap((key) => (key === undefined ? [] : [key]));
  });
}
