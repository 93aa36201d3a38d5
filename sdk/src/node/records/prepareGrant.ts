import { type GrantedSlot, grantSlot } from "../../crypto/grantSlot.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import { readEncryptionKeys } from "../../internal/readEncryptionKeys.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import { type OpenParameters, open } from "./open.ts";

/** Which record gets to be read by which key. */
export interface PrepareGrantParameters extends OpenParameters {
  readonly keyId: Bytes32;
}

/** The slot for its reader, and what goes on chain: by the members of the group with `grant`, or by vote. */
export type PrepareGrantReturnType = GrantedSlot;

/**
 * Makes a slot for one more key of a record that the caller can open. Send the slot to its reader; on chain stands its hash alone.
 *
 * @throws QuorateError ENCRYPTION_KEY_UNKNOWN, RECIPIENTS_MALFORMED where the key is of another suite, and those of `open`
 * @example
 * ```ts
 * const { slot, slotHash, granteeKeyId } = await prepareGrant(client, { keyStore, store, recordId, keyId });
 * const call = client.calls.confidentialRegistry.grantByVote({ recordId, keyId: granteeKeyId, slotHash });
 * ```
 */
export async function prepareGrant(
  client: Client,
  parameters: PrepareGrantParameters,
): Promise<PrepareGrantReturnType> {
  const { keyId, ...asked } = parameters;
  const [to] = await withLimits(parameters, client, "looking for a key", (signal) =>
    readEncryptionKeys(client, { keyId }, signal),
  );
  if (to === undefined) throw unknownKey(keyId);
  const opened = await open(client, asked);
  await opened.document?.[Symbol.asyncIterator]().return?.();
  return grantSlot({ opened, to });
}

function unknownKey(keyId: Bytes32): QuorateError {
  return new QuorateError({
    code: "ENCRYPTION_KEY_UNKNOWN",
    summary: `Nobody has published the encryption key ${keyId}.`,
    remedy: "List the encryption keys of the member that is to read the record.",
    facts: { keyId },
  });
}
