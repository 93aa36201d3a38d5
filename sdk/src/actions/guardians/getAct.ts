import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";

/** Which key. */
export interface GetActParameters extends WaitLimits {
  readonly key: Bytes32;
}

/** The last act of break-glass on a key; dates are unix seconds. Null where there was none. */
export type GetActReturnType = {
  /** The seat of the guardian who acted. */
  readonly guardian: bigint;
  readonly actedAt: bigint;
  /** When it lapses, or lapsed, without ratification. */
  readonly lapsesAt: bigint;
  /** Until when the members ratified it; 0 where they did not. */
  readonly ratifiedUntil: bigint;
} | null;

/**
 * The last act of break-glass on a key.
 *
 * @throws QuorateError ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const act = await getAct(client, { key });
 * ```
 */
export async function getAct(client: Client, parameters: GetActParameters): Promise<GetActReturnType> {
  return await withLimits(parameters, client, "reading an act of break-glass", async () => {
    const [guardian, actedAt, lapsesAt, ratifiedUntil] = await client.contracts.guardians.actOn(parameters.key);
    return actedAt === 0n ? null : { guardian, actedAt, lapsesAt, ratifiedUntil };
  });
}
