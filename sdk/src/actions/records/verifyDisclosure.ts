import { toUtf8Bytes } from "ethers";

import { computeRecordContext } from "../../crypto/commitment/computeRecordContext.ts";
import { decodeField } from "../../crypto/commitment/encodeField.ts";
import { checkDisclosure } from "../../crypto/disclosure/checkDisclosure.ts";
import type { Disclosure } from "../../crypto/disclosure/Disclosure.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import { readRegistration } from "../../internal/readRegistration.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { RecordField } from "../../types/RecordField.ts";

/** What was disclosed, and of which record. */
export interface VerifyDisclosureParameters extends WaitLimits {
  readonly recordId: Bytes32;
  readonly disclosure: Disclosure;
}

/** The fields that the record commits to. */
export type VerifyDisclosureReturnType = readonly RecordField[];

/**
 * Has the contract check that a record commits to the fields that somebody shows, and checks it here too. What is asked goes to the
 * client's node, which learns the fields: use your own.
 *
 * @throws QuorateError DISCLOSURE_MALFORMED, DISCLOSURE_MISMATCH, FIELD_MALFORMED, RECORD_UNKNOWN, EVENT_MISSING, LOGS_REFUSED, ABORTED, TIMED_OUT
 * @throws RevertedError such as DisclosureMismatch
 * @example
 * ```ts
 * const [amount] = await verifyDisclosure(client, { recordId, disclosure });
 * if (amount?.type === "decimal") console.log(amount.path, amount.value);
 * ```
 */
export async function verifyDisclosure(
  client: Client,
  { recordId, disclosure, ...limits }: VerifyDisclosureParameters,
): Promise<VerifyDisclosureReturnType> {
  return await withLimits(limits, client, "verifying a disclosure", async (signal) => {
    const { context, contentRoot, bodyHash } = await readRegistration(client, recordId, signal);
    const { senderNonce } = context;
    const fields = checkDisclosure(disclosure, { recordContext: computeRecordContext(context), contentRoot });
    const { openings, proof, flags } = disclosure;
    const isSo = await client.contracts.confidentialRegistry.verifyDisclosure(
      recordId,
      { senderNonce, contentRoot, bodyHash },
      openings.map((opening) => ({ ...opening, path: toUtf8Bytes(opening.path) })),
      [...proof],
      [...flags],
    );
    if (!isSo) throw refused(recordId);
    return fields.map(decodeField);
  });
}

function refused(recordId: Bytes32): QuorateError {
  return new QuorateError({
    code: "DISCLOSURE_MISMATCH",
    summary: "The registry does not find the fields in the record.",
    remedy: "Believe none of the values, and ask the party that disclosed which record it means.",
    facts: { recordId },
  });
}
