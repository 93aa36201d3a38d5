import { concat, type Wallet, ZeroHash, zeroPadValue } from "ethers";

import {
  deploySafe,
  encodeSafeExecution,
  type SafeCall,
  type SafeContracts,
  signSafeCall,
  sortOwners,
} from "../support/safeAccount.ts";
import { sendTransaction } from "../support/sendTransaction.ts";
import type { Chain } from "./openChain.ts";
import type { Action, Cost, Electorate, Session, Subject } from "./Subject.ts";

/**
 * Who sends a Safe's transaction.
 *
 * * `relayer`: an account outside the group, with `needed` ECDSA signatures: what a relayed set of signed ballots is. This is
 *   the peer, like for like.
 * * `owner`: one of the owners, who signs nothing, because the Safe takes the sender's word (v = 1): one signature less to
 *   recover. The Safe's own application does this, so it is measured too.
 */
export type SafeSender = "relayer" | "owner";

/**
 * A Safe 1.5.0 behind its proxy: `needed` of the members sign, one transaction executes.
 *
 * The variant most favourable to the peer is taken throughout: `Safe` and not `SafeL2`, which emits more; no guard, no
 * module, no refund; and for the bytecode see `contracts`. The published bytecode was compiled with solc 0.7.6 without
 * the optimizer and is what people use; the same sources built with our compiler and settings are about 1 % cheaper.
 */
export function createSafe(name: string, contracts: SafeContracts, sender: SafeSender): Subject {
  return {
    name,
    deploy: async (chain, electorate) => {
      const owners = electorate.members.map((member) => member.address);
      const safe = await deploySafe(chain.relayer, { owners, threshold: electorate.needed }, contracts);
      return {
        authority: safe,
        oneTx: (action) => execute(chain, contracts, safe, electorate, sender, action),
      } satisfies Session;
    },
  };
}

async function execute(
  chain: Chain,
  contracts: SafeContracts,
  safe: string,
  { members, needed }: Electorate,
  sender: SafeSender,
  action: Action,
): Promise<readonly Cost[]> {
  const { abi } = contracts.singleton;
  const nonce = BigInt(await chain.provider.call({ to: safe, data: abi.encodeFunctionData("nonce") }));
  const call: SafeCall = { to: action.target, data: action.data, nonce };
  const [first, ...others] = await sortOwners(members.slice(0, needed));
  if (first === undefined) throw new Error("a group needs members");
  const signatures =
    sender === "owner"
      ? concat([encodeSendersWord(first), await signSafeCall(safe, others, call)])
      : await signSafeCall(safe, [first, ...others], call);
  const receipt = await sendTransaction(sender === "owner" ? first : chain.relayer, {
    to: safe,
    data: encodeSafeExecution(contracts, call, signatures),
  });
  return [{ step: "enact", gas: receipt.gasUsed }];
}

/** The entry of an owner who is the sender: its address where r would be, nothing where s would be, v = 1. */
function encodeSendersWord(owner: Wallet): string {
  return concat([zeroPadValue(owner.address, 32), ZeroHash, "0x01"]);
}
