import { send } from "../../internal/send.ts";
import { toChainConsents } from "../../internal/toChainConsents.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { MemberConsent } from "../../types/MemberConsent.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** Which record is granted to which key, and who consents. */
export interface GrantParameters extends WaitLimits {
  readonly recordId: Bytes32;
  /** A key of the record's suite that is in use. */
  readonly keyId: Bytes32;
  /** Hash of the slot that a party made for the key; the slot itself travels to its reader off chain. */
  readonly slotHash: Bytes32;
  /** Of `historyQuorum` members of the group, over the action `grant`. */
  readonly consents: readonly MemberConsent[];
}

/** The transaction that noted it. */
export interface GrantReturnType {
  readonly receipt: Receipt;
}

/**
 * Members of a group let another key read an earlier record. By vote of the consortium it is the call
 * `client.calls.confidentialRegistry.grantByVote`.
 *
 * @throws QuorateError SIGNER_MISSING, OBJECT_MALFORMED, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as RecordKeyNotUsable, RecordSuiteRefused, RecordGrantedAlready, MemberActionTooFew
 * @example
 * ```ts
 * await grant(client, { recordId, keyId, slotHash, consents });
 * ```
 */
export async function grant(client: Client, parameters: GrantParameters): Promise<GrantReturnType> {
  const { recordId, keyId, slotHash, consents } = parameters;
  const sent = await send(client, parameters, "granting a record", async () =>
    client.contracts.confidentialRegistry.grant.populateTransaction(
      recordId,
      keyId,
      slotHash,
      toChainConsents(consents),
    ),
  );
  return { receipt: sent.receipt };
}
