import { send } from "../../internal/send.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** What {@link revokeKey} takes. */
export interface RevokeKeyParameters extends WaitLimits {
  readonly seat: bigint;
  /** As {@link listKeys} names it. */
  readonly key: Bytes32;
}

/** The transaction. */
export interface RevokeKeyReturnType {
  readonly receipt: Receipt;
}

/**
 * Takes a key away at once; sent by the seat's cold account. Ballots that it helped to cast and that were counted stay.
 *
 * @throws QuorateError SIGNER_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as MemberNotCold, MemberKeyUnknown, MemberBadBallotsNeeded
 * @example
 * ```ts
 * await revokeKey(client, { seat: 3n, key });
 * ```
 */
export async function revokeKey(client: Client, parameters: RevokeKeyParameters): Promise<RevokeKeyReturnType> {
  const { receipt } = await send(client, parameters, "revoking a key", async () =>
    client.contracts.memberRegistry.revokeKey.populateTransaction(parameters.seat, parameters.key),
  );
  return { receipt };
}
