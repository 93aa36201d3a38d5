import { readAnyRegistration } from "../../internal/readAnyRegistration.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { BatchReceipt } from "../../types/BatchReceipt.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { Registration } from "../../types/Registration.ts";

/** Which record. */
export interface GetRegistrationParameters extends WaitLimits {
  readonly recordId: Bytes32;
  /** Its receipt, for a record that is in a batch and was not promoted; of a bundle's record the item's, with the item's own `record`. */
  readonly batchReceipt?: BatchReceipt | undefined;
}

/** What its registration said. The id is computed from it again, so that a node cannot make commitments up; a batched record's date is its batch's. */
export type GetRegistrationReturnType = Registration;

/**
 * What a record was registered with: where it belongs and what it commits to. Opening and disclosing need it.
 *
 * @throws QuorateError RECORD_UNKNOWN, EVENT_MISSING, LOGS_REFUSED, RECEIPT_..., REVERTED, ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const { context, contentRoot, bodyHash } = await getRegistration(client, { recordId });
 * ```
 */
export async function getRegistration(
  client: Client,
  parameters: GetRegistrationParameters,
): Promise<GetRegistrationReturnType> {
  return await withLimits(parameters, client, "reading a registration", (signal) =>
    readAnyRegistration(client, parameters, signal),
  );
}
