import { castBallot, getAct, getKey, getMember, getParameter, getProposal, suspendKey, toKey, toShortText } from "#sdk";

import type { Act } from "../Act.ts";
import { firstKey } from "../cast/firstKey.ts";
import { formatPassage } from "../narration/formatPassage.ts";
import { confirm } from "../stage/confirm.ts";
import { expectRefusal } from "../stage/expectRefusal.ts";
import { memberClient } from "../stage/memberClient.ts";
import { openProposal } from "../stage/openProposal.ts";
import { showTally } from "../stage/showTally.ts";
import { travelTo } from "../stage/travelTo.ts";

const KEY = "network.gasLimit";
const STEP = 1_000_000n;
const REASON = toShortText("key seen on a leaked disk");

/** A guardian stops a key at once; without ratification by the members the act lapses. */
export const breakingTheGlass: Act = {
  title: "A guardian breaks the glass",
  promise:
    "One guardian suspends a key at once; nobody ratifies it, so it lapses at its sunset, and cannot simply be repeated.",
  play: async (stage) => {
    const { cast, chain, client, narrator } = stage;
    const guardian = cast.as("guardian");
    const victim = cast.as("stopped");
    const { signer } = firstKey(victim).signer;
    const key = toKey(signer);
    const limit = await getParameter(client, { key: KEY });
    const proposalId = await openProposal(stage, {
      proposer: cast.as("proposer"),
      calls: [
        client.calls.constitution.setParameter({ key: KEY, expectedVersion: limit.version, value: limit.value + STEP }),
      ],
      description: "Larger blocks",
    });
    const before = await getProposal(client, { proposalId });

    const acted = await suspendKey(memberClient(stage, guardian), { key, reason: REASON });
    narrator.step(guardian.name, `is on guard duty, and suspends ${victim.name}'s key at once.`, acted.receipt);
    await expectRefusal(stage, {
      who: victim.name,
      attempted: "tries to vote with that key.",
      error: "GovernorNotAllowed",
      attempt: () => castBallot(memberClient(stage, victim), { proposalId, support: "for" }),
    });
    const act = await getAct(client, { key });
    if (act === null) throw new TypeError("an act leaves its facts");
    const extended = await getProposal(client, { proposalId });
    const sunset = act.lapsesAt - act.actedAt;
    confirm(
      stage,
      extended.closesAt - before.closesAt === sunset,
      `Open votes stay open ${formatPassage(Number(sunset))} longer, the length of the suspension, so that nobody is kept from voting by it.`,
    );
    const other = cast.as("rival");
    await expectRefusal(stage, {
      who: guardian.name,
      attempted: `tries to suspend ${other.name}'s key as well, before its first act is settled.`,
      error: "GuardiansActPending",
      attempt: () =>
        suspendKey(memberClient(stage, guardian), { key: toKey(firstKey(other).signer.signer), reason: REASON }),
    });

    await travelTo(stage, act.lapsesAt, "nobody proposes to ratify the act; its sunset comes");
    const lapsed = await getKey(client, { signer });
    confirm(
      stage,
      lapsed !== null && lapsed.suspendedUntil <= BigInt(await chain.now()) && act.ratifiedUntil === 0n,
      "The suspension has lapsed; nobody had to do anything.",
    );
    const returned = cast.as("suspended");
    const { standing } = await getMember(client, { seat: returned.seat });
    confirm(stage, standing === "active", `So has the suspension of ${returned.name} by vote: it is active again.`);
    const voted = await castBallot(memberClient(stage, victim), { proposalId, support: "for" });
    narrator.step(victim.name, "votes with the same key, in time because of the extension.", voted.receipt);
    confirm(stage, voted.weight === BigInt(victim.weight), `Its weight of ${voted.weight} counts.`);
    await showTally(stage, proposalId, "Larger blocks", "active");
    await expectRefusal(stage, {
      who: guardian.name,
      attempted: "tries to suspend the same key again.",
      error: "GuardiansCoolingDown",
      attempt: () => suspendKey(memberClient(stage, guardian), { key, reason: REASON }),
    });
  },
};
