import { hexlify, randomBytes } from "ethers";
import {
  type AcceptReturnType,
  accept,
  addKey,
  FOREVER,
  getCurrentState,
  parseBytes32,
  propose,
  type SignAcceptanceReturnType,
  signAcceptance,
} from "#sdk";

import type { Act } from "../Act.ts";
import { createAccountKey } from "../cast/createAccountKey.ts";
import { firstKey } from "../cast/firstKey.ts";
import { clientOf } from "../stage/clientOf.ts";
import { confirm } from "../stage/confirm.ts";
import { expectRefusal } from "../stage/expectRefusal.ts";
import { memberClient } from "../stage/memberClient.ts";
import { SECRETARIAT, type Stage } from "../stage/Stage.ts";

const WEEK = 7 * 86_400;

/** The founding members accept; before enough of them have, nothing else works. */
export const acceptingTheState: Act = {
  title: "The founding members accept the state they join",
  promise:
    "Each signs the roots of the rules, the parameters and the membership; before the founding quorum has accepted, nothing else works.",
  play: async (stage) => {
    await showClosed(stage);
    const acceptances = await signAll(stage);
    await showForged(stage);
    await submitAll(stage, acceptances);
  },
};

async function showClosed(stage: Stage): Promise<void> {
  const { cast, client } = stage;
  const member = cast.as("rival");
  const { signer } = await createAccountKey(stage.chain, "a key too early");
  await expectRefusal(stage, {
    who: member.name,
    attempted: "tries to add a key with its cold account.",
    error: "MemberNotFounded",
    attempt: () =>
      addKey(clientOf(stage, member.cold), {
        seat: member.seat,
        signer: signer.signer,
        scopes: ["vote"],
        expiresAt: FOREVER,
      }),
  });
  confirm(stage, (await client.contracts.memberRegistry.foundedAt()) === 0n, "The registry says: not founded.");
}

async function signAll(stage: Stage): Promise<readonly SignAcceptanceReturnType[]> {
  const { cast, client, chain, narrator } = stage;
  const state = await getCurrentState(client);
  const deadline = BigInt((await chain.now()) + WEEK);
  narrator.list("What is accepted:", [
    `rules, version ${state.rulesVersion}, root ${state.rulesRoot}`,
    `parameters, version ${state.parametersVersion}, root ${state.parametersRoot}`,
    `membership, version ${state.membershipVersion}, root ${state.membershipRoot}`,
  ]);
  const signed: SignAcceptanceReturnType[] = [];
  for (const member of cast.members) {
    signed.push(
      await signAcceptance({ ...placeOf(stage), seat: member.seat, state, deadline, signer: firstKey(member).signer }),
    );
  }
  narrator.step(`All ${signed.length} founding members`, "sign it off line; nothing is on the chain yet.");
  return signed;
}

async function showForged(stage: Stage): Promise<void> {
  const { cast, client, chain } = stage;
  const member = cast.as("rival");
  const state = { ...(await getCurrentState(client)), rulesRoot: parseBytes32(hexlify(randomBytes(32))) };
  const deadline = BigInt((await chain.now()) + WEEK);
  const signer = firstKey(member).signer;
  const forged = await signAcceptance({ ...placeOf(stage), seat: member.seat, state, deadline, signer });
  await expectRefusal(stage, {
    who: member.name,
    attempted: "is shown other rules than those in force, and signs them.",
    error: "AccessionStateMismatch",
    attempt: () => accept(client, forged),
  });
}

async function submitAll(stage: Stage, acceptances: readonly SignAcceptanceReturnType[]): Promise<void> {
  const { cast, client, plan, narrator } = stage;
  const { memberRegistry } = client.contracts;
  const weightOf = (seat: bigint): number => cast.members.find((member) => member.seat === seat)?.weight ?? 0;
  const proposer = cast.as("proposer");
  // Whoever tries to propose in between has accepted by then.
  const waiting = acceptances.toSorted(
    (one, other) => Number(other.seat === proposer.seat) - Number(one.seat === proposer.seat),
  );
  const submit = async (accepting: readonly SignAcceptanceReturnType[], what: string): Promise<boolean> => {
    const accepted = await narrator.working("submitting acceptances", async (advance) => {
      const done: AcceptReturnType[] = [];
      for (const acceptance of accepting) {
        done.push(await accept(client, acceptance));
        advance(done.length / accepting.length);
      }
      return done;
    });
    narrator.step(SECRETARIAT, what, ...accepted.map(({ receipt }) => receipt));
    return accepted.some(({ isFounding }) => isFounding);
  };
  let weight = 0;
  const early = waiting.filter(({ seat }) => {
    const fits = weight + weightOf(seat) < plan.foundingWeight;
    if (fits) weight += weightOf(seat);
    return fits;
  });
  const [deciding, ...late] = waiting.filter((acceptance) => !early.includes(acceptance));
  if (deciding === undefined) throw new TypeError("a founding quorum is more than nothing");

  const tooEarly = await submit(
    early,
    `submits the acceptances of ${early.length} members with a weight of ${weight}.`,
  );
  confirm(
    stage,
    !tooEarly,
    `A weight of ${weight} of ${plan.totalWeight} is not the ${plan.foundingWeight} that the founding needs.`,
  );
  await expectRefusal(stage, {
    who: proposer.name,
    attempted: "has accepted, and tries to open a proposal.",
    error: "GovernorNotFounded",
    attempt: () => {
      const call = client.calls.memberRegistry.setWeight({ seat: proposer.seat, weight: 2n });
      return propose(memberClient(stage, proposer), { calls: [call], description: "More weight for us" });
    },
  });
  const founded = await submit([deciding], `submits the acceptance of ${cast.nameOf(deciding.seat)}.`);
  const foundedAt = await memberRegistry.foundedAt();
  confirm(stage, founded && foundedAt > 0n, "The founding quorum is reached, and the governor is open.");
  await submit(late, `submits the other ${late.length} acceptances as well, so that these members vote from now on.`);
  const { active, total } = await memberRegistry.strength();
  confirm(stage, active === total, `Everybody is active: a weight of ${active} of ${total}.`);
}

function placeOf({ client }: Stage) {
  return { chainId: client.chainId, accession: client.modules.accession };
}
