import { accept, addKey, FOREVER, getCurrentState, getMember, signAcceptance } from "#sdk";

import { firstKey } from "../cast/firstKey.ts";
import type { Member } from "../cast/Member.ts";
import { clientOf } from "../stage/clientOf.ts";
import { confirm } from "../stage/confirm.ts";
import { SECRETARIAT, type Stage } from "../stage/Stage.ts";

const DAY = 86_400;

/** An admitted organisation adds its key and accepts the state; from then on it is a member like every other. */
export async function joinAsMember(stage: Stage, member: Member): Promise<void> {
  const { cast, chain, client, narrator } = stage;
  const key = firstKey(member);
  const added = await addKey(clientOf(stage, member.cold), {
    seat: member.seat,
    signer: key.signer.signer,
    scopes: ["vote", "propose"],
    expiresAt: FOREVER,
  });
  narrator.step(member.name, "adds its voting key with its cold account.", added.receipt);
  const acceptance = await signAcceptance({
    chainId: client.chainId,
    accession: client.modules.accession,
    seat: member.seat,
    state: await getCurrentState(client),
    deadline: BigInt((await chain.now()) + DAY),
    signer: key.signer,
  });
  narrator.step(member.name, "signs that it accepts the rules, the parameters and the membership as they are now.");
  const accepted = await accept(client, acceptance);
  narrator.step(SECRETARIAT, `submits the acceptance of ${member.name}.`, accepted.receipt);
  cast.put(member);
  const { standing, weight } = await getMember(client, { seat: member.seat });
  confirm(
    stage,
    standing === "active",
    `${member.name} is a member with a weight of ${weight}, and votes from now on.`,
  );
}
