import { send } from "../../internal/send.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Scope } from "../../types/Duty.ts";
import { toScopeMask } from "../../types/dutyMask.ts";
import type { Hex } from "../../types/Hex.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** What {@link addKey} takes. */
export interface AddKeyParameters extends WaitLimits {
  readonly seat: bigint;
  /** 20 bytes of an account, or an ERC-7913 signer: `verifier || key`. */
  readonly signer: Hex;
  /** What the key may do for its member. */
  readonly scopes: readonly Scope[];
  /** Unix seconds, FOREVER for no end. */
  readonly expiresAt: bigint;
}

/** The transaction. */
export interface AddKeyReturnType {
  readonly receipt: Receipt;
}

/**
 * Adds a key to a seat at once; sent by the seat's cold account.
 *
 * @throws QuorateError SIGNER_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as MemberNotCold, MemberBadSigner, MemberKeyTaken, MemberTooManyKeys
 * @example
 * ```ts
 * await addKey(client, { seat: 3n, signer: newSigner, scopes: ["vote"], expiresAt: FOREVER });
 * ```
 */
export async function addKey(client: Client, parameters: AddKeyParameters): Promise<AddKeyReturnType> {
  const { receipt } = await send(client, parameters, "adding a key", async () =>
    client.contracts.memberRegistry.addKey.populateTransaction(parameters.seat, {
      signer: parameters.signer,
      scopes: toScopeMask(parameters.scopes),
      expiresAt: parameters.expiresAt,
    }),
  );
  return { receipt };
}
