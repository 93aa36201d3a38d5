import { eventNamed, send } from "../../internal/send.ts";
import { toChainConsents } from "../../internal/toChainConsents.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { MemberConsent } from "../../types/MemberConsent.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** Which record is to be destroyed, and who consents. */
export interface ShredParameters extends WaitLimits {
  readonly recordId: Bytes32;
  /** Of `shredQuorum` members, over the action `shred`; none once the record's time to live is over. */
  readonly consents: readonly MemberConsent[];
}

/** What came of it. */
export interface ShredReturnType {
  /** Unix seconds until which the parties destroy it and say so with {@link confirmShred}. */
  readonly until: bigint;
  readonly receipt: Receipt;
}

/**
 * Has a record destroyed that has come to its end. By vote of the consortium it is the call
 * `client.calls.confidentialRegistry.shredByVote`.
 *
 * @throws QuorateError SIGNER_MISSING, OBJECT_MALFORMED, EVENT_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as RecordWrongState, RecordOnHold, RecordNotParty, MemberActionTooFew
 * @example
 * ```ts
 * const { until } = await shred(client, { recordId, consents });
 * ```
 */
export async function shred(client: Client, parameters: ShredParameters): Promise<ShredReturnType> {
  const { recordId, consents } = parameters;
  const sent = await send(client, parameters, "shredding a record", async () =>
    client.contracts.confidentialRegistry.shred.populateTransaction(recordId, toChainConsents(consents)),
  );
  const { facts } = eventNamed(sent, "ConfidentialRegistry.RecordShredStarted");
  return { until: facts.until, receipt: sent.receipt };
}
