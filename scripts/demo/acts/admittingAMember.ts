import { hexlify, randomBytes } from "ethers";
import { enact, getMember, getProposalId, parseAddress, parseBytes32, type SignedBallot } from "#sdk";

import { createMetadataCommitment } from "../../founding/createMetadataCommitment.ts";
import { toHex } from "../../founding/toHex.ts";
import type { Act } from "../Act.ts";
import { approveVerifiers } from "../admission/approveVerifiers.ts";
import { collectBallotFiles } from "../admission/collectBallotFiles.ts";
import { joinAsMember } from "../admission/joinAsMember.ts";
import { chooseVoters } from "../cast/chooseVoters.ts";
import { createAccountKey } from "../cast/createAccountKey.ts";
import type { Member } from "../cast/Member.ts";
import { confirm } from "../stage/confirm.ts";
import { explainCalls } from "../stage/explainCalls.ts";
import { SECRETARIAT, type Stage } from "../stage/Stage.ts";
import { showTally } from "../stage/showTally.ts";
import { weightNeeded } from "../stage/weightNeeded.ts";

const APPLICANT = "Faro Clearing House";
const DAY = 86_400;

/** A new member is admitted by ballots of every kind of key, in one transaction. */
export const admittingAMember: Act = {
  title: "A new member is admitted",
  promise:
    "The proposal is explained and simulated; ballots are signed off line into files, by a Safe, a P-256 key, a passkey, two of an organisation's three officers and plain accounts; one transaction proposes, counts them and executes.",
  play: async (stage) => {
    await approveVerifiers(stage);
    const applicant = await createApplicant(stage);
    await admit(stage, applicant);
    await joinAsMember(stage, applicant);
  },
};

interface Applicant extends Member {
  readonly metadata: ReturnType<typeof parseBytes32>;
}

/** The applicant's own preparations: a cold account, a key, and a salt that keeps its commitment from being guessed. */
async function createApplicant(stage: Stage): Promise<Applicant> {
  const { cast, chain, client, narrator, register } = stage;
  const metadata = parseBytes32(
    createMetadataCommitment({
      chainId: client.chainId,
      salt: toHex(hexlify(randomBytes(32))),
      name: APPLICANT,
      lei: null,
      domain: "faro.example",
    }),
  );
  register.commitments[metadata] = APPLICANT;
  narrator.step(
    APPLICANT,
    "applies. It shows its cold account, and a commitment to its name that nobody can guess from the chain.",
  );
  return {
    name: APPLICANT,
    seat: BigInt(cast.members.length),
    cold: await chain.createAccount(),
    keys: [await createAccountKey(chain, "its account")],
    ballotsNeeded: 1,
    weight: 1,
    metadata,
  };
}

async function admit(stage: Stage, applicant: Applicant): Promise<void> {
  const { cast, chain, client, narrator, register } = stage;
  const proposer = cast.as("proposer");
  const cold = parseAddress(applicant.cold.address);
  const calls = [client.calls.memberRegistry.admit({ cold, weight: 1n, metadata: applicant.metadata })];
  const description = `Admit ${APPLICANT}`;
  const { rule } = await explainCalls(stage, proposer.name, calls);

  const special = [cast.as("safe"), cast.as("device"), cast.as("passkey"), cast.as("council")];
  const opponent = cast.as("rival");
  const voters = chooseVoters(cast.members, {
    weight: await weightNeeded(stage, rule),
    first: [proposer, ...special],
    without: [opponent],
  });
  const proposal = { calls, description, proposer: proposer.seat, deadline: BigInt((await chain.now()) + DAY) };
  const ballots: readonly SignedBallot[] = await collectBallotFiles(stage, {
    proposal,
    voters: [...voters, opponent],
    choose: (member) => (member === opponent ? "against" : "for"),
    special,
  });
  const proposalId = await getProposalId(client, proposal);
  const enacted = await enact(client, { ...proposal, ballots });
  narrator.step(
    SECRETARIAT,
    `proposes, hands in ${voters.length + 1} ballots and executes, all in one transaction: ${enacted.compactCount} ballots in their compact form, ${voters.length + 1 - enacted.compactCount} with other signatures.`,
    enacted.receipt,
  );
  confirm(
    stage,
    enacted.proposalId === proposalId,
    "What was executed is what was signed: the chain computed the same proposal id.",
  );
  confirm(stage, enacted.skipped.length === 0, "No ballot was skipped.");
  await showTally(stage, proposalId, description, "executed");
  register.seats[String(applicant.seat)] = applicant.name;
  const { standing } = await getMember(client, { seat: applicant.seat });
  confirm(
    stage,
    standing === "applicant",
    `${APPLICANT} has seat ${applicant.seat}, and is an applicant until it accepts.`,
  );
}
