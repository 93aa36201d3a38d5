import {
  castBallot,
  completeRotation,
  enact,
  getMember,
  getParameter,
  getProposalId,
  getRule,
  type ProposalId,
  startRotation,
  toKey,
} from "#sdk";

import type { Act } from "../Act.ts";
import { chooseVoters } from "../cast/chooseVoters.ts";
import { createAccountKey } from "../cast/createAccountKey.ts";
import { firstKey } from "../cast/firstKey.ts";
import { clientOf } from "../stage/clientOf.ts";
import { confirm } from "../stage/confirm.ts";
import { expectRefusal } from "../stage/expectRefusal.ts";
import { memberClient } from "../stage/memberClient.ts";
import { openProposal } from "../stage/openProposal.ts";
import { SECRETARIAT, type Stage } from "../stage/Stage.ts";
import { showTally } from "../stage/showTally.ts";
import { signBallots } from "../stage/signBallots.ts";
import { submitSigned } from "../stage/submitSigned.ts";
import { travelTo } from "../stage/travelTo.ts";
import { weightNeeded } from "../stage/weightNeeded.ts";

const KEY = "record.maxBytes";
const DAY = 86_400;
const CHOICE_AGAINST = 1n;
const CHOICE_FOR = 2n;

/** A member changes its key by itself, and a suspended member's ballot stops counting. */
export const rotatingAKey: Act = {
  title: "A key is rotated, and a member is suspended",
  promise:
    "A ballot that was counted survives the key that cast it, and the new key may change it; a suspended member's ballot stops counting, and its weight stays in every bar.",
  play: async (stage) => {
    const { cast, client } = stage;
    const bytes = await getParameter(client, { key: KEY });
    const proposalId = await openProposal(stage, {
      proposer: cast.as("proposer"),
      calls: [
        client.calls.constitution.setParameter({ key: KEY, expectedVersion: bytes.version, value: bytes.value * 2n }),
      ],
      description: "Larger records",
    });
    const voters = [cast.as("rotating"), cast.as("suspended"), cast.newcomer];
    await submitSigned(stage, {
      proposalId,
      voters,
      support: "for",
      called: voters.map(({ name }) => name).join(", "),
    });
    await showTally(stage, proposalId, "Larger records", "active");
    await rotate(stage, proposalId);
    await suspend(stage, proposalId);
  },
};

async function rotate(stage: Stage, proposalId: ProposalId): Promise<void> {
  const { cast, chain, client, narrator } = stage;
  const member = cast.as("rotating");
  const before = memberClient(stage, member);
  const key = toKey(firstKey(member).signer.signer);
  const next = await createAccountKey(chain, "its new account");
  const started = await startRotation(before, { newSigner: next.signer.signer });
  narrator.step(member.name, "asks to replace its voting key, with that key itself.", started.receipt);
  const rotation = await client.contracts.memberRegistry.rotationOf(key);
  await expectRefusal(stage, {
    who: SECRETARIAT,
    attempted: "tries to complete it at once; the cold account could still cancel it.",
    error: "MemberCoolingDown",
    attempt: () => completeRotation(client, { seat: member.seat, key }),
  });
  await travelTo(stage, rotation.effectiveAt, "the cool-down of a key ends");
  const completed = await completeRotation(client, { seat: member.seat, key });
  cast.put({ ...member, keys: [next] });
  narrator.step(SECRETARIAT, "completes it, as anybody may now.", completed.receipt);
  const { governor } = client.contracts;
  confirm(
    stage,
    (await governor.choiceOf(proposalId, member.seat)) === CHOICE_FOR,
    `${member.name}'s ballot, cast with the old key, still counts in favour.`,
  );
  await expectRefusal(stage, {
    who: member.name,
    attempted: "tries to vote with the old key once more.",
    error: "GovernorNotAllowed",
    attempt: () => castBallot(before, { proposalId, support: "against" }),
  });
  const changed = await castBallot(clientOf(stage, next.wallet), { proposalId, support: "against" });
  narrator.step(member.name, "changes its mind with the new key, and votes against.", changed.receipt);
  confirm(
    stage,
    (await governor.choiceOf(proposalId, member.seat)) === CHOICE_AGAINST,
    `${member.name} counts against now, and nowhere else.`,
  );
}

async function suspend(stage: Stage, proposalId: ProposalId): Promise<void> {
  const { cast, chain, client, narrator } = stage;
  const member = cast.as("suspended");
  const proposer = cast.as("proposer");
  const before = await showTally(stage, proposalId, "Larger records", "active");
  const until = BigInt((await chain.now()) + 2 * DAY);
  const calls = [client.calls.memberRegistry.suspend({ seat: member.seat, until })];
  const description = `Suspend ${member.name} for two days`;
  const rule = await getRule(client, { calls });
  const voters = chooseVoters(cast.members, {
    weight: await weightNeeded(stage, rule),
    first: [proposer],
    without: [member],
  });
  const proposal = { calls, description, proposer: proposer.seat };
  const ballots = await signBallots(stage, voters, {
    proposalId: await getProposalId(client, proposal),
    support: "for",
    deadline: BigInt((await chain.now()) + DAY),
  });
  const enacted = await enact(client, { ...proposal, ballots });
  narrator.step(
    SECRETARIAT,
    `hands in the ballots of ${voters.length} members and executes in one transaction: "${description}".`,
    enacted.receipt,
  );
  const { standing } = await getMember(client, { seat: member.seat });
  confirm(stage, standing === "suspended", `${member.name} is suspended; the suspension ends by itself.`);
  const after = await showTally(stage, proposalId, "Larger records", "active");
  confirm(
    stage,
    after.weightFor === before.weightFor - BigInt(member.weight) &&
      after.total === before.total &&
      after.needed === before.needed,
    `${member.name}'s ballot does not count any more; the bar has not moved: ${after.needed} of ${after.total}.`,
  );
  await expectRefusal(stage, {
    who: member.name,
    attempted: "tries to vote again.",
    error: "GovernorNotAllowed",
    attempt: () => castBallot(memberClient(stage, member), { proposalId, support: "for" }),
  });
}
