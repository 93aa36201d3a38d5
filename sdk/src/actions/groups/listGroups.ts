import { readGroup } from "../../internal/readGroup.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Group } from "../../types/Group.ts";

/** The groups by number, each in its current epoch. */
export type ListGroupsReturnType = readonly Group[];

/**
 * All groups as they stand now.
 *
 * @throws QuorateError ABORTED, TIMED_OUT
 * @example
 * ```ts
 * for (const { group, epoch, seats } of await listGroups(client)) console.log(group, epoch, seats);
 * ```
 */
export async function listGroups(client: Client, parameters: WaitLimits = {}): Promise<ListGroupsReturnType> {
  return await withLimits(parameters, client, "listing groups", async (signal) => {
    const count = await client.contracts.groupDirectory.groupCount();
    const groups: Group[] = [];
    for (let number = 1n; number <= count; number += 1n) {
      signal.throwIfAborted();
      const group = await readGroup(client, number);
      if (group !== null) groups.push(group);
    }
    return groups;
  });
}
