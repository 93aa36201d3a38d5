import {
  type BuiltCall,
  enact,
  execute,
  explain,
  formatRule,
  getParameter,
  getProposal,
  getProposalId,
  getRule,
  type ProposalId,
  parseHex,
  poke,
  queue,
  type Rule,
  tally,
  toShortText,
} from "#sdk";

import { governedActions } from "../../founding/governedActions.ts";
import type { Act } from "../Act.ts";
import { chooseVoters } from "../cast/chooseVoters.ts";
import { confirm } from "../stage/confirm.ts";
import { expectRefusal } from "../stage/expectRefusal.ts";
import { openProposal } from "../stage/openProposal.ts";
import { SECRETARIAT, type Stage } from "../stage/Stage.ts";
import { showTally } from "../stage/showTally.ts";
import { signBallots } from "../stage/signBallots.ts";
import { submitSigned } from "../stage/submitSigned.ts";
import { travelTo } from "../stage/travelTo.ts";
import { weightNeeded } from "../stage/weightNeeded.ts";

const DAY = 86_400;
const HIGHER_BPS = 6_000n;

/** A rule is changed only by those who clear a bar at least as high as the old one, the new one and that for changing rules. */
export const changingARule: Act = {
  title: "A rule is changed, by a rule at least as strict",
  promise:
    "A majority that may set a parameter may not set the rule for setting parameters; what changes the membership can never be made easier than the fallback.",
  play: async (stage) => {
    const { cast, client } = stage;
    const parameter = await getParameter(client, { key: "batch.maxRecords" });
    const setParameter = client.calls.constitution.setParameter({
      key: "batch.maxRecords",
      expectedVersion: parameter.version,
      value: parameter.value - 1n,
    });
    const inForce = await getRule(client, { calls: [setParameter] });
    const higher = setRule(stage, "Constitution", "setParameter", {
      ...inForce,
      quorum: HIGHER_BPS,
      threshold: HIGHER_BPS,
    });
    await showTooFast(stage, higher, inForce);
    await showTooEasy(stage);

    const lower = setRule(stage, "Constitution", "setParameter", { ...inForce, quorum: 1_000n, threshold: 1_000n });
    const weak = await openProposal(stage, {
      proposer: cast.as("rival"),
      calls: [lower],
      description: "A tenth of all weight shall be enough for a parameter",
    });
    const strict = await openProposal(stage, {
      proposer: cast.as("proposer"),
      calls: [higher],
      description: "Three fifths of all weight for a parameter",
    });
    await decideBoth(stage, { weak, strict, inForce });
    await executeStrict(stage, strict, setParameter);
  },
};

function setRule({ client }: Stage, module: string, verb: string, rule: Rule): BuiltCall {
  const action = governedActions.find((governed) => governed.module === module && governed.function === verb);
  if (action === undefined) throw new TypeError(`${module}.${verb} is no governed function`);
  return client.calls.constitution.setRule({
    subject: module,
    selector: parseHex(action.selector),
    words: BigInt(action.words),
    rule,
  });
}

/** The majority that a parameter needs, at once, for the rule itself. */
async function showTooFast(stage: Stage, call: BuiltCall, inForce: Rule): Promise<void> {
  const { cast, chain, client, narrator } = stage;
  const proposer = cast.as("rival");
  const voters = chooseVoters(cast.members, { weight: await weightNeeded(stage, inForce), first: [proposer] });
  const proposal = { calls: [call], description: "A rule in an instant", proposer: proposer.seat };
  const ballots = await signBallots(stage, voters, {
    proposalId: await getProposalId(client, proposal),
    support: "for",
    deadline: BigInt((await chain.now()) + DAY),
  });
  await expectRefusal(stage, {
    who: `${proposer.name} and ${voters.length - 1} others`,
    attempted:
      "try to change the rule for parameters the way parameters are changed, with a simple majority in one transaction.",
    error: "GovernorNeedsTime",
    attempt: () => enact(client, { ...proposal, ballots }),
  });
  narrator.fact(`What decides about that rule is this one: ${formatRule(await getRule(client, { calls: [call] }))}.`);
}

/** Admission below the fallback: whoever could admit easily could outvote everybody with members of straw. */
async function showTooEasy(stage: Stage): Promise<void> {
  const { cast, client, narrator } = stage;
  const admission = await getRule(client, {
    calls: [
      client.calls.memberRegistry.admit({
        cold: client.modules.guardians,
        weight: 1n,
        metadata: toShortText("anybody"),
      }),
    ],
  });
  const call = setRule(stage, "MemberRegistry", "admit", { ...admission, quorum: 5_001n, threshold: 5_001n });
  const { simulation } = await explain(client, { calls: [call] });
  if (simulation.failure?.revert.name !== "ConstitutionWeakerThanFallback")
    throw new TypeError("a weaker rule for admission was not refused");
  narrator.refusal({
    who: cast.as("rival").name,
    attempted: "simulates a rule by which a simple majority could admit members.",
    error: simulation.failure.revert.name,
    reason: `${simulation.failure.revert.sentence} ${simulation.failure.revert.remedy}`,
  });
}

interface Rivals {
  readonly weak: ProposalId;
  readonly strict: ProposalId;
  readonly inForce: Rule;
}

async function decideBoth(stage: Stage, { weak, strict, inForce }: Rivals): Promise<void> {
  const { cast, client } = stage;
  const { rule, closesAt } = await getProposal(client, { proposalId: strict });
  const simple = chooseVoters(cast.members.toReversed(), {
    weight: await weightNeeded(stage, inForce),
    first: [cast.as("rival")],
  });
  await submitSigned(stage, {
    proposalId: weak,
    voters: simple,
    support: "for",
    called: `${simple.length} members, enough to set a parameter,`,
  });
  const strong = chooseVoters(cast.members, { weight: await weightNeeded(stage, rule), first: [cast.as("proposer")] });
  await submitSigned(stage, { proposalId: strict, voters: strong, support: "for", called: `${strong.length} members` });
  await travelTo(stage, closesAt, "both votes run their whole period");
  await showTally(stage, weak, "A tenth for a parameter", "defeated");
  await expectRefusal(stage, {
    who: SECRETARIAT,
    attempted: "tries to have the weaker rule executed.",
    error: "GovernorUnexpectedProposalState",
    attempt: () => execute(client, { proposalId: weak }),
  });
  await showTally(stage, strict, "Three fifths for a parameter", "succeeded");
}

async function executeStrict(stage: Stage, strict: ProposalId, setParameter: BuiltCall): Promise<void> {
  const { cast, client, narrator } = stage;
  const queued = await queue(client, { proposalId: strict });
  narrator.step(SECRETARIAT, "queues the stricter one.", queued.receipt);
  await travelTo(stage, queued.executableAt, "the execution delay ends");
  const pending = await openProposal(stage, {
    proposer: cast.newcomer,
    calls: [setParameter],
    description: "One record fewer, under the old rule",
  });
  const executed = await execute(client, { proposalId: strict });
  narrator.step(SECRETARIAT, "has it executed.", executed.receipt);
  const { quorum } = await getRule(client, { calls: [setParameter] });
  confirm(stage, quorum === HIGHER_BPS, `A parameter needs ${Number(quorum) / 100} % of all weight from now on.`);
  const poked = await poke(client, { proposalId: pending });
  narrator.step(
    SECRETARIAT,
    "lets the chain write down what became of the proposal that was open meanwhile.",
    poked.receipt,
  );
  const { state } = await tally(client, { proposalId: pending });
  confirm(
    stage,
    state === "canceled",
    "It is canceled, because its rule is not in force any more: nobody votes under a bar that was lowered or raised behind them.",
  );
}
