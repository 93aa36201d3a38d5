import { castBallot, getParameter, getProposal } from "#sdk";

import type { Act } from "../Act.ts";
import { chooseVoters } from "../cast/chooseVoters.ts";
import { formatPassage } from "../narration/formatPassage.ts";
import { confirm } from "../stage/confirm.ts";
import { expectRefusal } from "../stage/expectRefusal.ts";
import { memberClient } from "../stage/memberClient.ts";
import { openProposal } from "../stage/openProposal.ts";
import { showTally } from "../stage/showTally.ts";
import { submitSigned } from "../stage/submitSigned.ts";

const KEY = "membership.feePerYear";
const STEP = 10_000n;

/** A vote ends the moment acceptance became impossible. */
export const rejectingEarly: Act = {
  title: "A proposal is rejected early",
  promise: "The vote closes with the very ballot after which no other ballot could still make it pass.",
  play: async (stage) => {
    const { cast, chain, client } = stage;
    const fee = await getParameter(client, { key: KEY });
    const proposalId = await openProposal(stage, {
      proposer: cast.as("proposer"),
      calls: [
        client.calls.constitution.setParameter({ key: KEY, expectedVersion: fee.version, value: fee.value + STEP }),
      ],
      description: "A higher fee",
    });
    const { facts, closesAt } = await getProposal(client, { proposalId });

    const proposer = cast.as("proposer");
    const deciding = cast.as("rotating");
    const late = cast.as("suspended");
    const against = chooseVoters(cast.members, { weight: facts.mayLose, without: [proposer, deciding, late] });
    await submitSigned(stage, { proposalId, voters: against, support: "against", called: `${against.length} members` });
    await showTally(stage, proposalId, "A higher fee", "active");
    stage.narrator.fact(`It could still pass: up to a weight of ${facts.mayLose} may be against it, and not more.`);
    await submitSigned(stage, { proposalId, voters: [deciding], support: "against", called: `${deciding.name} alone` });
    const counted = await showTally(stage, proposalId, "A higher fee", "defeated");
    const open = counted.total - counted.weightFor - counted.weightAgainst - counted.weightAbstain;
    const left = Number(closesAt) - (await chain.now());
    const closed = await getProposal(client, { proposalId });
    confirm(
      stage,
      closed.closesAt < closesAt && closed.facts.isDecided,
      `The vote is over ${formatPassage(left)} before its time, with a weight of ${open} that has not voted.`,
    );
    await expectRefusal(stage, {
      who: late.name,
      attempted: "votes in favour, too late.",
      error: "GovernorVotingClosed",
      attempt: () => castBallot(memberClient(stage, late), { proposalId, support: "for" }),
    });
  },
};
