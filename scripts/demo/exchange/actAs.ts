import { type Client, type MemberAction, type MemberConsent, signConsent } from "#sdk";

import { firstKey } from "../cast/firstKey.ts";
import type { Member } from "../cast/Member.ts";
import { clientOf } from "../stage/clientOf.ts";
import type { Stage } from "../stage/Stage.ts";

const DAY = 86_400;

/** Who sends, and in whose name. */
export interface Acting {
  readonly client: Client;
  readonly acting: { readonly seat: bigint; readonly consent?: MemberConsent };
}

/** A member acts: by its own transaction where its key is an account, else by a signature that the secretariat sends. */
export async function actAs(stage: Stage, member: Member, action: MemberAction): Promise<Acting> {
  const { seat } = member;
  const { wallet } = firstKey(member);
  if (wallet !== null) return { client: clientOf(stage, wallet), acting: { seat } };
  return { client: stage.client, acting: { seat, consent: await consentOf(stage, member, action) } };
}

/** A member signs what it does; anybody may send it. */
export async function consentOf(
  { chain, client }: Stage,
  member: Member,
  action: MemberAction,
): Promise<MemberConsent> {
  const { chainId, modules } = client;
  const deadline = BigInt((await chain.now()) + DAY);
  return signConsent({ chainId, modules, seat: member.seat, deadline, action, signer: firstKey(member).signer });
}
