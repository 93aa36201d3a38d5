import { type BuiltCall, enact, getProposalId, getRule } from "#sdk";

import { chooseVoters } from "../cast/chooseVoters.ts";
import type { Member } from "../cast/Member.ts";
import { confirm } from "./confirm.ts";
import { SECRETARIAT, type Stage } from "./Stage.ts";
import { signBallots } from "./signBallots.ts";
import { weightNeeded } from "./weightNeeded.ts";

const DAY = 86_400;

/** What is decided, and who proposes it. */
export interface DecideParameters {
  readonly proposer: Member;
  readonly calls: readonly BuiltCall[];
  readonly description: string;
}

/** The members decide something whose rule needs no time: proposed, voted and executed in one transaction. */
export async function decide(stage: Stage, { proposer, calls, description }: DecideParameters): Promise<void> {
  const { cast, chain, client, narrator } = stage;
  const rule = await getRule(client, { calls });
  const voters = chooseVoters(cast.members, { weight: await weightNeeded(stage, rule), first: [proposer] });
  const proposal = { calls, description, proposer: proposer.seat };
  const ballots = await signBallots(stage, voters, {
    proposalId: await getProposalId(client, proposal),
    support: "for",
    deadline: BigInt((await chain.now()) + DAY),
  });
  const enacted = await enact(client, { ...proposal, ballots });
  narrator.step(
    SECRETARIAT,
    `hands in the ballots of ${voters.length} members on what ${proposer.name} proposed and executes it, in one transaction: "${description}".`,
    enacted.receipt,
  );
  confirm(stage, enacted.skipped.length === 0, "The vote is decided, and no ballot was skipped.");
}
