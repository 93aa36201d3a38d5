import { send } from "../../internal/send.ts";
import { type ActingMember, toChainConsent } from "../../internal/toChainConsent.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** Which key, and whose it is. */
export interface EndKeyParameters extends WaitLimits, ActingMember {
  readonly keyId: Bytes32;
}

/** The transaction that ended it. */
export interface EndKeyReturnType {
  readonly receipt: Receipt;
}

/**
 * Ends a key at once: nothing more may be sealed to it. What was sealed to it stays readable.
 *
 * @throws QuorateError SIGNER_MISSING, OBJECT_MALFORMED, INTEGER_MALFORMED, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as EncryptionKeyUnknown
 * @example
 * ```ts
 * await endKey(client, { keyId, seat: 3n });
 * ```
 */
export async function endKey(client: Client, parameters: EndKeyParameters): Promise<EndKeyReturnType> {
  const { keyId } = parameters;
  const sent = await send(client, parameters, "ending an encryption key", async () =>
    client.contracts.keyDirectory.endKey.populateTransaction(keyId, await toChainConsent(client, parameters)),
  );
  return { receipt: sent.receipt };
}
