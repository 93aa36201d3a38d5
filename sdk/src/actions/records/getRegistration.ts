import { readRegistration } from "../../internal/readRegistration.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { Registration } from "../../types/Registration.ts";

/** Which record. */
export interface GetRegistrationParameters extends WaitLimits {
  readonly recordId: Bytes32;
}

/** What its registration said. The id is computed from it again, so that a node cannot make commitments up. */
export type GetRegistrationReturnType = Registration;

/**
 * What a record was registered with: where it belongs and what it commits to. Opening and disclosing need it.
 *
 * @throws QuorateError RECORD_UNKNOWN, EVENT_MISSING, LOGS_REFUSED, ABORTED, TIMED_OUT
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
    readRegistration(client, parameters.recordId, signal),
  );
}
