import { addKey, execute, FOREVER, getProposal, parseAddress, propose, queue, submitBallots } from "#sdk";

import { chooseVoters } from "../cast/chooseVoters.ts";
import { createVerifiedKey } from "../cast/createVerifiedKey.ts";
import type { Role } from "../cast/Role.ts";
import { clientOf } from "../stage/clientOf.ts";
import { confirm } from "../stage/confirm.ts";
import { expectRefusal } from "../stage/expectRefusal.ts";
import { explainCalls } from "../stage/explainCalls.ts";
import { memberClient } from "../stage/memberClient.ts";
import { SECRETARIAT, type Stage } from "../stage/Stage.ts";
import { showTally } from "../stage/showTally.ts";
import { signBallots } from "../stage/signBallots.ts";
import { travelTo } from "../stage/travelTo.ts";
import { weightNeeded } from "../stage/weightNeeded.ts";

const NEW_KEYS = [
  { role: "device", kind: "p256", label: "a P-256 key in a signing device (ERC-7913)" },
  { role: "passkey", kind: "webauthn", label: "a passkey (WebAuthn, ERC-7913)" },
] as const;

/** Members may hold P-256 keys and passkeys only once a vote has approved the contracts that check them. */
export async function approveVerifiers(stage: Stage): Promise<void> {
  await showUnapproved(stage);
  await vote(stage);
  for (const { role, kind, label } of NEW_KEYS) await giveKey(stage, role, kind, label);
}

async function showUnapproved(stage: Stage): Promise<void> {
  const { cast, verifiers } = stage;
  const member = cast.as("passkey");
  const { signer } = await createVerifiedKey("webauthn", "a passkey too early", verifiers);
  await expectRefusal(stage, {
    who: member.name,
    attempted: "tries to vote with a passkey from now on.",
    error: "MemberBadSigner",
    attempt: () =>
      addKey(clientOf(stage, member.cold), {
        seat: member.seat,
        signer: signer.signer,
        scopes: ["vote"],
        expiresAt: FOREVER,
      }),
  });
}

async function vote(stage: Stage): Promise<void> {
  const { cast, client, narrator, verifiers } = stage;
  const proposer = cast.as("proposer");
  const approve = client.calls.memberRegistry.approveVerifier;
  const calls = [
    approve({ verifier: parseAddress(verifiers.p256) }),
    approve({ verifier: parseAddress(verifiers.webauthn) }),
  ];
  const { rule, simulation } = await explainCalls(stage, proposer.name, calls);
  const description = "Let members vote with signing devices and passkeys";
  const opened = await propose(memberClient(stage, proposer), { calls, description, simulation: simulation.hash });
  const { proposalId } = opened;
  narrator.step(proposer.name, `proposes: "${description}".`, opened.receipt);

  const voters = chooseVoters(cast.members, { weight: await weightNeeded(stage, rule), first: [proposer] });
  const submitted = await submitBallots(client, {
    ballots: await signBallots(stage, voters, { proposalId, support: "for" }),
  });
  narrator.step(
    SECRETARIAT,
    `submits ${submitted.counted.length} ballots that members signed off line, in one transaction.`,
    submitted.receipt,
  );
  await showTally(stage, proposalId, "Approve the verifiers", "active");
  narrator.fact(
    "Enough voted for it, and yet it stays open: while guardians hold a veto nothing is accepted before its time.",
  );
  await travelTo(stage, (await getProposal(client, { proposalId })).closesAt, "the voting period ends");
  await showTally(stage, proposalId, "Approve the verifiers", "succeeded");
  const queued = await queue(client, { proposalId });
  narrator.step(SECRETARIAT, "queues it.", queued.receipt);
  await travelTo(stage, queued.executableAt, "the execution delay ends");
  const executed = await execute(client, { proposalId });
  narrator.step(SECRETARIAT, "has it executed, as anybody may.", executed.receipt);
  const { memberRegistry } = client.contracts;
  const approved = await Promise.all(
    [verifiers.p256, verifiers.webauthn].map((at) => memberRegistry.isVerifierApproved(at)),
  );
  confirm(stage, approved.every(Boolean), "The registry takes keys of both kinds now.");
}

async function giveKey(stage: Stage, role: Role, kind: "p256" | "webauthn", label: string): Promise<void> {
  const { cast, narrator, verifiers } = stage;
  const member = cast.as(role);
  const key = await createVerifiedKey(kind, label, verifiers);
  const added = await addKey(clientOf(stage, member.cold), {
    seat: member.seat,
    signer: key.signer.signer,
    scopes: ["vote"],
    expiresAt: FOREVER,
  });
  cast.put({ ...member, keys: [key, ...member.keys] });
  narrator.step(member.name, `adds ${label} with its cold account, and votes with it from now on.`, added.receipt);
}
