import { send } from "../../internal/send.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Hex } from "../../types/Hex.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** What {@link startRotation} takes. */
export interface StartRotationParameters extends WaitLimits {
  /** 20 bytes of an account, or an ERC-7913 signer: `verifier || key`. */
  readonly newSigner: Hex;
}

/** The transaction. */
export interface StartRotationReturnType {
  readonly receipt: Receipt;
}

/**
 * A hot key asks to be replaced by another; sent by the key itself. Done after the cool-down unless the cold account cancels.
 *
 * @throws QuorateError SIGNER_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as MemberNotAllowed, MemberBadSigner, MemberKeyTaken
 * @example
 * ```ts
 * await startRotation(client, { newSigner });
 * ```
 */
export async function startRotation(
  client: Client,
  parameters: StartRotationParameters,
): Promise<StartRotationReturnType> {
  const { receipt } = await send(client, parameters, "starting a rotation", async () =>
    client.contracts.memberRegistry.startRotation.populateTransaction(parameters.newSigner),
  );
  return { receipt };
}
