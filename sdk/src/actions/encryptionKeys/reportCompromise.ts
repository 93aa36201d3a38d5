import { send } from "../../internal/send.ts";
import { type ActingMember, toChainConsent } from "../../internal/toChainConsent.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** Which key somebody else may have, and since when. */
export interface ReportCompromiseParameters extends WaitLimits, ActingMember {
  readonly keyId: Bytes32;
  /** Unix seconds; an earlier date replaces a later one. */
  readonly since: bigint;
}

/** The transaction that said so. */
export interface ReportCompromiseReturnType {
  readonly receipt: Receipt;
}

/**
 * Says that somebody else may have a key since a date, also of one that is over, and ends it. `listRewrapTasks` says what to grant anew.
 *
 * @throws QuorateError SIGNER_MISSING, OBJECT_MALFORMED, INTEGER_MALFORMED, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as EncryptionKeyUnknown, EncryptionKeyBadDate
 * @example
 * ```ts
 * await reportCompromise(client, { keyId, since: 1_800_000_000n, seat: 3n });
 * ```
 */
export async function reportCompromise(
  client: Client,
  parameters: ReportCompromiseParameters,
): Promise<ReportCompromiseReturnType> {
  const { keyId, since } = parameters;
  const sent = await send(client, parameters, "reporting a compromised key", async () =>
    client.contracts.keyDirectory.reportCompromise.populateTransaction(
      keyId,
      since,
      await toChainConsent(client, parameters),
    ),
  );
  return { receipt: sent.receipt };
}
