import type { Signer } from "ethers";
import { copyTypes } from "../../crypto/hashTypedData.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { OFF_LINE, withLimits } from "../../internal/withLimits.ts";
import type { BallotSigner } from "../../types/BallotSigner.ts";
import { parseHex } from "../../types/parseHex.ts";

/**
 * A signer of ethers, such as a wallet, as a ballot signer of its own account.
 *
 * @throws QuorateError SIGNER_REFUSED, CHAIN_UNREACHABLE, ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const signer: BallotSigner = await toAccountSigner(wallet);
 * ```
 */
export async function toAccountSigner(signer: Signer, limits: WaitLimits = {}): Promise<BallotSigner> {
  const account = await withLimits(limits, OFF_LINE, "asking a signer for its account", async () =>
    parseHex(await signer.getAddress()),
  );
  return {
    signer: account,
    sign: async (_, { domain, types, message }) =>
      parseHex(await signer.signTypedData(domain, copyTypes(types), message)),
  };
}
