import { hexlify, randomBytes, type Wallet } from "ethers";
import { compareText } from "../../founding/compareText.ts";
import { duties } from "../../founding/Duty.ts";
import type { FoundingKeys, MemberKeys } from "../../founding/FoundingKeys.ts";
import { keyScopes } from "../../founding/FoundingKeys.ts";
import type { Founding } from "../../founding/readFounding.ts";
import { toHex } from "../../founding/toHex.ts";
import type { Chain } from "../chain/Chain.ts";
import { assignRoles, type Candidate } from "./assignRoles.ts";
import { Cast } from "./Cast.ts";
import { createAccountKey } from "./createAccountKey.ts";
import { createSafe } from "./createSafe.ts";
import type { Member, MemberKey } from "./Member.ts";

const KEYS_OF_A_COUNCIL = 3;

/** The founding members, and what they hand in for the founding. */
export interface Founders {
  readonly cast: Cast;
  readonly keys: FoundingKeys;
}

/** Draws every organisation's keys, as each would do for itself: a cold account, and what it votes with every day. */
export async function createFounders(chain: Chain, account: Wallet, founding: Founding): Promise<Founders> {
  const names = founding.organisations.map(({ name }) => name).toSorted(compareText);
  const candidates = names.map((name, seat) => toCandidate(founding, name, seat));
  const roles = assignRoles(candidates);
  const members: Member[] = [];
  const keys: MemberKeys[] = [];
  for (const [seat, name] of names.entries()) {
    const cold = await chain.createAccount();
    const count = candidates[seat]?.ballotsNeeded === 1 ? 1 : KEYS_OF_A_COUNCIL;
    const isSafe = roles.get("safe") === BigInt(seat);
    const held = isSafe ? [await createSafeKey(chain, account, founding)] : await createAccountKeys(chain, count);
    const terms = founding.constitution.termsOf.get(name) ?? founding.constitution.defaultTerms;
    members.push({ name, seat: BigInt(seat), cold, keys: held, ...terms });
    keys.push({
      organisation: name,
      cold: toHex(cold.address),
      salt: toHex(hexlify(randomBytes(32))),
      hot: held.map(({ signer }) => ({
        publicKey: { kind: "account", address: toHex(signer.signer) },
        scopes: [...keyScopes],
        expiresAt: null,
      })),
    });
  }
  return { cast: new Cast(members, roles), keys };
}

function toCandidate({ constitution }: Founding, name: string, seat: number): Candidate {
  const { ballotsNeeded } = constitution.termsOf.get(name) ?? constitution.defaultTerms;
  return {
    seat: BigInt(seat),
    ballotsNeeded,
    isGuardian: constitution.holders.guardian.includes(name),
    hasDuties: duties.some((duty) => constitution.holders[duty].includes(name)),
  };
}

async function createAccountKeys(chain: Chain, count: number): Promise<readonly MemberKey[]> {
  const ordinals = ["first", "second", "third"];
  const held: MemberKey[] = [];
  for (const ordinal of ordinals.slice(0, count)) {
    held.push(await createAccountKey(chain, count === 1 ? "its account" : `its ${ordinal} officer's account`));
  }
  return held;
}

async function createSafeKey(chain: Chain, account: Wallet, { constitution }: Founding): Promise<MemberKey> {
  const owners = [await chain.createAccount(), await chain.createAccount(), await chain.createAccount()];
  const { signer } = await createSafe(account, { owners, threshold: 2, chainId: constitution.chainId });
  const label = "its Safe, 2 of 3 owners (ERC-1271)";
  return { label, signer, wallet: null };
}
