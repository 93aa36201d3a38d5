import type { Wallet } from "ethers";

import { toAccountSigner } from "#sdk";

import type { Chain } from "../chain/Chain.ts";
import type { MemberKey } from "./Member.ts";

/** Draws an account that a member votes with. */
export async function createAccountKey(chain: Chain, label: string): Promise<MemberKey & { readonly wallet: Wallet }> {
  const wallet = await chain.createAccount();
  return { label, wallet, signer: await toAccountSigner(wallet) };
}
