import type { Signer } from "ethers";

import { type BallotSigner, parseHex } from "#sdk";

import { signAsSafe } from "./safeAccount.ts";

/** Signs as a Safe, with these of its owners. */
export function toSafeSigner(safe: string, owners: readonly Signer[]): BallotSigner {
  return { signer: parseHex(safe), sign: async (digest) => parseHex(await signAsSafe(safe, owners, digest)) };
}
