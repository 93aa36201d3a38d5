import { readMember } from "../../internal/readMember.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Member } from "../../types/Member.ts";

/** Which member. */
export interface GetMemberParameters extends WaitLimits {
  readonly seat: bigint;
}

/** The member; its standing is `none` where the seat was never given. */
export type GetMemberReturnType = Member;

/**
 * A member as it stands now.
 *
 * @throws QuorateError ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const { standing, weight } = await getMember(client, { seat: 3n });
 * ```
 */
export async function getMember(client: Client, parameters: GetMemberParameters): Promise<GetMemberReturnType> {
  return await withLimits(
    parameters,
    client,
    "reading a member",
    async () => await readMember(client, parameters.seat),
  );
}
