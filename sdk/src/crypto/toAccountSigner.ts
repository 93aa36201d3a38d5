import type { Signer } from "ethers";

import type { BallotSigner } from "../types/BallotSigner.ts";
import { parseHex } from "../types/parseHex.ts";
import { copyTypes } from "./hashTypedData.ts";

/**
 * A signer of ethers, such as a wallet, as a ballot signer of its own account.
 *
 * @example
 * ```ts
 * const signer: BallotSigner = await toAccountSigner(wallet);
 * ```
 */
export async function toAccountSigner(signer: Signer): Promise<BallotSigner> {
  const account = parseHex(await signer.getAddress());
  return {
    signer: account,
    sign: async (_, { domain, types, message }) =>
      parseHex(await signer.signTypedData(domain, copyTypes(types), message)),
  };
}
