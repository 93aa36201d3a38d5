import { readMember } from "../../internal/readMember.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Member } from "../../types/Member.ts";

const SEATS_AT_ONCE = 16;

/** The members by seat, former ones among them. */
export type ListMembersReturnType = readonly Member[];

/**
 * Everybody who ever had a seat, as they stand now.
 *
 * @throws QuorateError ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const active = (await listMembers(client)).filter(({ standing }) => standing === "active");
 * ```
 */
export async function listMembers(client: Client, parameters: WaitLimits = {}): Promise<ListMembersReturnType> {
  return await withLimits(parameters, client, "listing members", async (signal) => {
    const count = Number(await client.contracts.memberRegistry.seatCount());
    const members: Member[] = [];
    for (let first = 0; first < count; first += SEATS_AT_ONCE) {
      signal.throwIfAborted();
      const seats = Array.from({ length: Math.min(SEATS_AT_ONCE, count - first) }, (_, place) => BigInt(first + place));
      members.push(...(await Promise.all(seats.map((seat) => readMember(client, seat)))));
    }
    return members;
  });
}
