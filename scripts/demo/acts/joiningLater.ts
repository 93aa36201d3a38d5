import { getGroup } from "#sdk";
import { prepareGrant } from "#sdk/node";

import type { Act } from "../Act.ts";
import { createParty } from "../exchange/createParty.ts";
import type { SentRecord } from "../exchange/Exchange.ts";
import { groupPolicy } from "../exchange/groupPolicy.ts";
import { openAs, readAs } from "../exchange/openAs.ts";
import type { Party } from "../exchange/Party.ts";
import { tellOutsiders } from "../exchange/tellOutsiders.ts";
import { confirm } from "../stage/confirm.ts";
import { decide } from "../stage/decide.ts";
import { expectFault } from "../stage/expectFault.ts";
import type { Stage } from "../stage/Stage.ts";

/** A member joins the group, and a vote grants it two records that were sealed before. */
export const joiningLater: Act = {
  title: "A party joins later, and is granted two earlier records",
  promise:
    "A new member of the group reads nothing that came before it, until a vote says so: then one slot more is made for it, and nothing is encrypted again.",
  play: async (stage) => {
    const { cast, client, exchange, narrator } = stage;
    const { party, receipt } = await createParty(stage, cast.as("stopped"));
    narrator.step(party.member.name, "makes a key store and a folder for envelopes, and publishes a key.", receipt);
    const seats = [...exchange.parties.map(({ member }) => member.seat)].toSorted((a, b) => Number(a - b));
    const change = { group: exchange.group, expectedEpoch: 1n, seats, mandatory: [], policy: groupPolicy };
    await decide(stage, {
      proposer: cast.as("proposer"),
      calls: [client.calls.groupDirectory.changeGroup(change)],
      description: `${party.member.name} joins the group`,
    });
    const group = await getGroup(client, { group: exchange.group });
    confirm(stage, group?.epoch === 2n, `Group ${exchange.group} is in its epoch 2, with ${seats.length} members.`);
    await tellOutsiders(stage, { hidden: "which earlier records the new member will read, if any" });
    const earlier = [exchange.sent("first"), exchange.sent("second")];
    await expectFault(stage, {
      who: party.member.name,
      attempted: "fetches the first record, whose envelope has no slot for it, and tries to open it.",
      code: "SLOT_MISSING",
      attempt: () => openAs(stage, party, earlier[0] ?? exchange.sent("first")),
    });
    await grantBoth(stage, party, earlier);
  },
};

async function grantBoth(stage: Stage, party: Party, records: readonly SentRecord[]): Promise<void> {
  const { cast, client, exchange, narrator, signal } = stage;
  const proposer = cast.as("proposer");
  const { keyStore, store } = exchange.party(proposer.seat);
  const { keyId } = party;
  const granted = await Promise.all(
    records.map(async ({ recordId, message }) => ({
      recordId,
      message,
      ...(await prepareGrant(client, { keyStore, store, recordId, keyId, signal })),
    })),
  );
  narrator.step(proposer.name, "makes a slot for it in both, and sends the slots to it; on chain go their hashes.");
  await decide(stage, {
    proposer,
    calls: granted.map(({ recordId, slotHash }) =>
      client.calls.confidentialRegistry.grantByVote({ recordId, keyId, slotHash }),
    ),
    description: `${party.member.name} reads two earlier records`,
  });
  for (const { recordId, slotHash, slot, message } of granted) {
    const isGranted = await client.contracts.confidentialRegistry.isGranted(recordId, keyId, slotHash);
    const opened = await readAs(stage, party, { recordId, grantedSlots: [slot], message });
    confirm(
      stage,
      isGranted && opened.contentKey.length > 0,
      `${party.member.name} opens ${message.file}, with the envelope from ${opened.from}, byte for byte.`,
    );
  }
  await tellOutsiders(stage, { hidden: "what the two records say" });
}
