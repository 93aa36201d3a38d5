import { eventsNamed, send } from "../../internal/send.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32, Hex } from "../../types/Hex.ts";
import type { MemberConsent } from "../../types/MemberConsent.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** Acknowledgements of any members and any records. */
export interface AcknowledgeAllParameters extends WaitLimits {
  readonly acknowledgements: readonly { readonly recordId: Bytes32; readonly consent: MemberConsent }[];
}

/** An acknowledgement that was not counted, and the selector of the error that says why. */
export interface SkippedAcknowledgement {
  readonly recordId: Bytes32;
  readonly seat: bigint;
  readonly reason: Hex;
}

/** What came of them. */
export interface AcknowledgeAllReturnType {
  /** The records that became final. */
  readonly final: readonly Bytes32[];
  readonly skipped: readonly SkippedAcknowledgement[];
  readonly receipt: Receipt;
}

/**
 * Sends many members' acknowledgements in one transaction; one that is bad is skipped and named, the others count.
 *
 * @throws QuorateError SIGNER_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @example
 * ```ts
 * const { final, skipped } = await acknowledgeAll(client, { acknowledgements: [{ recordId, consent }] });
 * ```
 */
export async function acknowledgeAll(
  client: Client,
  parameters: AcknowledgeAllParameters,
): Promise<AcknowledgeAllReturnType> {
  const acknowledgements = parameters.acknowledgements.map(({ recordId, consent }) => {
    const { seat, deadline, signer, signature } = consent;
    return { recordId, consent: { seat, deadline, by: { signer, signature } } };
  });
  const sent = await send(client, parameters, "acknowledging records", async () =>
    client.contracts.confidentialRegistry.acknowledgeAll.populateTransaction(acknowledgements),
  );
  return {
    final: eventsNamed(sent.events, "ConfidentialRegistry.RecordFinal").map(({ facts }) => facts.recordId),
    skipped: eventsNamed(sent.events, "ConfidentialRegistry.AcknowledgementSkipped").map(({ facts }) => facts),
    receipt: sent.receipt,
  };
}
