import { toKey } from "../../crypto/toKey.ts";
import { readKey } from "../../internal/readMember.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Hex } from "../../types/Hex.ts";
import type { Key } from "../../types/Member.ts";

/** Which signer. */
export interface GetKeyParameters extends WaitLimits {
  /** 20 bytes of an account, or `verifier || key`. */
  readonly signer: Hex;
}

/** The key; null where no member has it. */
export type GetKeyReturnType = Key | null;

/**
 * The key of a signer, with the seat that it belongs to.
 *
 * @throws QuorateError ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const seat = (await getKey(client, { signer: newSigner }))?.seat;
 * ```
 */
export async function getKey(client: Client, parameters: GetKeyParameters): Promise<GetKeyReturnType> {
  return await withLimits(
    parameters,
    client,
    "reading a key",
    async () => (await readKey(client, toKey(parameters.signer))) ?? null,
  );
}
