import { readGroup } from "../../internal/readGroup.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Group } from "../../types/Group.ts";

/** Which group, and as it was when. */
export interface GetGroupParameters extends WaitLimits {
  readonly group: bigint;
  /** From 1 on; without it, the current one. */
  readonly epoch?: bigint | undefined;
}

/** The group in that epoch; null where there is no such group, or the epoch has not begun. */
export type GetGroupReturnType = Group | null;

/**
 * Who is in a group, and what it asks of its records.
 *
 * @throws QuorateError OBJECT_MALFORMED, ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const group = await getGroup(client, { group: 1n });
 * if (group !== null) console.log(group.epoch, group.seats, group.policy.minAcks);
 * ```
 */
export async function getGroup(client: Client, parameters: GetGroupParameters): Promise<GetGroupReturnType> {
  const { group, epoch } = parameters;
  return await withLimits(parameters, client, "reading a group", async () => readGroup(client, group, epoch));
}
