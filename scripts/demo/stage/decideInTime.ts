import { execute, getProposal, queue } from "#sdk";

import { chooseVoters } from "../cast/chooseVoters.ts";
import type { DecideParameters } from "./decide.ts";
import { openProposal } from "./openProposal.ts";
import { SECRETARIAT, type Stage } from "./Stage.ts";
import { submitSigned } from "./submitSigned.ts";
import { travelTo } from "./travelTo.ts";
import { weightNeeded } from "./weightNeeded.ts";

/** The members decide something whose rule gives them time to object before it is executed. */
export async function decideInTime(stage: Stage, { proposer, calls, description }: DecideParameters): Promise<void> {
  const { cast, client, narrator } = stage;
  const proposalId = await openProposal(stage, { proposer, calls, description });
  const { rule } = await getProposal(client, { proposalId });
  const voters = chooseVoters(cast.members, { weight: await weightNeeded(stage, rule), first: [proposer] });
  await submitSigned(stage, { proposalId, voters, support: "for", called: `${voters.length} members` });
  const queued = await queue(client, { proposalId });
  narrator.step(SECRETARIAT, "queues it: nobody's open ballot could change it any more.", queued.receipt);
  await travelTo(stage, queued.executableAt, "the execution delay ends");
  const executed = await execute(client, { proposalId });
  narrator.step(SECRETARIAT, "has it executed.", executed.receipt);
}
