import { getAddress, type Signer } from "ethers";

import { toHex } from "../founding/toHex.ts";
import { copyTypes } from "./copyTypes.ts";
import type { AccountKey } from "./VotingKey.ts";

/** Makes a voting key of an account that ethers can sign with (ECDSA over secp256k1). */
export async function createAccountKey(signer: Signer): Promise<AccountKey> {
  return {
    publicKey: { kind: "account", address: toHex(getAddress(await signer.getAddress())) },
    signer,
    signTypedData: async ({ domain, types, message }) =>
      toHex(await signer.signTypedData(domain, copyTypes(types), message)),
  };
}
