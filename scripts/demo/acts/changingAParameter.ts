import { execute, getParameter, getRule, pokeStale, propose, tally } from "#sdk";

import type { Act } from "../Act.ts";
import { chooseVoters } from "../cast/chooseVoters.ts";
import { confirm } from "../stage/confirm.ts";
import { expectRefusal } from "../stage/expectRefusal.ts";
import { memberClient } from "../stage/memberClient.ts";
import { openProposal } from "../stage/openProposal.ts";
import { SECRETARIAT } from "../stage/Stage.ts";
import { showTally } from "../stage/showTally.ts";
import { submitSigned } from "../stage/submitSigned.ts";
import { weightNeeded } from "../stage/weightNeeded.ts";

const KEY = "batch.maxRecords";

/** A parameter changes from the version that people saw, and from no other. */
export const changingAParameter: Act = {
  title: "A parameter changes by compare-and-set",
  promise: "A proposal names the version it was written against; whoever comes second with the old version is refused.",
  play: async (stage) => {
    const { cast, client, narrator } = stage;
    const before = await getParameter(client, { key: KEY });
    const set = (value: bigint, expectedVersion: bigint) =>
      client.calls.constitution.setParameter({ key: KEY, expectedVersion, value });
    confirm(stage, before.version > 0n, `${KEY} is ${before.value}, at version ${before.version}.`);

    const newcomer = cast.newcomer;
    const rival = cast.as("rival");
    const raise = await openProposal(stage, {
      proposer: newcomer,
      calls: [set(before.value * 2n, before.version)],
      description: "Twice as many records in a batch",
    });
    const lower = await openProposal(stage, {
      proposer: rival,
      calls: [set(before.value / 2n, before.version)],
      description: "Half as many records in a batch",
    });
    const rule = await getRule(client, { calls: [set(1n, before.version)] });
    const voters = chooseVoters(cast.members, { weight: await weightNeeded(stage, rule), first: [newcomer] });
    const called = `${newcomer.name}, which votes for the first time, and ${voters.length - 1} others`;
    await submitSigned(stage, { proposalId: raise, voters, support: "for", called });
    await showTally(stage, raise, "Twice as many", "succeeded");
    const others = chooseVoters(cast.members.toReversed(), { weight: await weightNeeded(stage, rule), first: [rival] });
    await submitSigned(stage, {
      proposalId: lower,
      voters: others,
      support: "for",
      called: `${others.length} members`,
    });
    await showTally(stage, lower, "Half as many", "succeeded");

    const executed = await execute(client, { proposalId: raise });
    narrator.step(SECRETARIAT, "has the first proposal executed.", executed.receipt);
    const after = await getParameter(client, { key: KEY });
    confirm(
      stage,
      after.value === before.value * 2n && after.version === before.version + 1n,
      `${KEY} is ${after.value}, at version ${after.version}.`,
    );
    await expectRefusal(stage, {
      who: SECRETARIAT,
      attempted: "tries to have the second one executed, which passed as well.",
      error: "ConstitutionParameterChanged",
      attempt: () => execute(client, { proposalId: lower }),
    });
    const { receipt } = await pokeStale(client, { proposalId: lower });
    narrator.step(SECRETARIAT, "lets the chain write down that it can never be executed.", receipt);
    const { state } = await tally(client, { proposalId: lower });
    confirm(stage, state === "canceled", "The second proposal is canceled.");
    await expectRefusal(stage, {
      who: rival.name,
      attempted: "tries to propose the same again, still against the old version.",
      error: "ConstitutionParameterChanged",
      attempt: () =>
        propose(memberClient(stage, rival), {
          calls: [set(before.value / 2n, before.version)],
          description: "Half as many records in a batch, once more",
        }),
    });
  },
};
