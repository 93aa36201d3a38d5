import { send } from "../../internal/send.ts";
import { type ActingMember, toChainConsent } from "../../internal/toChainConsent.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** Which key is challenged, and by whom. */
export interface ChallengeKeyParameters extends WaitLimits, ActingMember {
  readonly keyId: Bytes32;
  /** `keccak256` of 32 random bytes that were sealed to the key and sent to its member; each challenge is given once. */
  readonly answerHash: Bytes32;
}

/** The transaction that said so. */
export interface ChallengeKeyReturnType {
  readonly receipt: Receipt;
}

/**
 * Asks a member to prove that it can open what is sealed to its key: the chain proves who published a key, not that.
 *
 * @throws QuorateError SIGNER_MISSING, OBJECT_MALFORMED, INTEGER_MALFORMED, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as EncryptionKeyUnknown, PossessionChallengedAlready
 * @example
 * ```ts
 * await challengeKey(client, { keyId, answerHash, seat: 2n });
 * ```
 */
export async function challengeKey(
  client: Client,
  parameters: ChallengeKeyParameters,
): Promise<ChallengeKeyReturnType> {
  const { keyId, answerHash } = parameters;
  const sent = await send(client, parameters, "challenging a key", async () =>
    client.contracts.keyDirectory.challengeKey.populateTransaction(
      keyId,
      answerHash,
      await toChainConsent(client, parameters),
    ),
  );
  return { receipt: sent.receipt };
}
