import type { TypedDataDomain, TypedDataField } from "ethers";

import type { Bytes32, Hex } from "./Hex.ts";

/** Structured data in the sense of EIP-712, as a wallet shows it. */
export interface TypedData {
  readonly domain: TypedDataDomain;
  readonly types: Readonly<Record<string, readonly TypedDataField[]>>;
  readonly message: Readonly<Record<string, unknown>>;
}

/** Whoever signs for a member: a wallet, a contract account, a passkey, an HSM. The secret never comes here. */
export interface BallotSigner {
  /** 20 bytes of an account, or an ERC-7913 signer: `verifier || key`. */
  readonly signer: Hex;
  /**
   * Signs a digest.
   *
   * @param digest the EIP-712 digest of `data`
   * @param data what is signed, for signers that show it
   * @param signal aborts when nobody waits for the signature any more, so that a device can stop asking
   * @returns what the contracts take for this kind of signer
   */
  sign(digest: Bytes32, data: TypedData, signal?: AbortSignal): Promise<Hex>;
}
