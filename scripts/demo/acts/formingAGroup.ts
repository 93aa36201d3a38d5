import { hexlify, randomBytes } from "ethers";

import { getGroup, parseBytes32 } from "#sdk";

import type { Act } from "../Act.ts";
import type { Member } from "../cast/Member.ts";
import { createParty } from "../exchange/createParty.ts";
import { groupPolicy } from "../exchange/groupPolicy.ts";
import { readMessages } from "../exchange/readMessages.ts";
import { tellOutsiders } from "../exchange/tellOutsiders.ts";
import { joinNames } from "../narration/joinNames.ts";
import { confirm } from "../stage/confirm.ts";
import { decide } from "../stage/decide.ts";
import { explainCalls } from "../stage/explainCalls.ts";
import type { Stage } from "../stage/Stage.ts";

const PREPARES =
  "makes a key store (a file that only its owner may open, under a password by Argon2id), a folder for envelopes that it serves to the others over HTTP, and publishes the key that records are sealed to.";

/** Three members publish keys, and a vote makes them a group. */
export const formingAGroup: Act = {
  title: "Members form a group for confidential records",
  promise:
    "Each keeps its decryption key in a file of its own and publishes the other half; who is in the group, and what it asks of its records, is decided by vote.",
  play: async (stage) => {
    const { cast, chain, exchange, narrator, root } = stage;
    exchange.seenBlock = await chain.provider.getBlockNumber();
    const members = [cast.as("proposer"), cast.as("safe"), cast.as("rotating")];
    for (const [index, member] of members.entries()) {
      const { receipt } = await createParty(stage, member);
      narrator.step(member.name, index === 0 ? PREPARES : "does the same.", receipt);
    }
    await tellOutsiders(stage, { hidden: "the decryption keys, which never leave the members' key stores" });
    const { areReal, messages } = await readMessages(root);
    await form(stage, members);
    exchange.begin(await stage.client.contracts.groupDirectory.groupCount(), messages);
    const group = await getGroup(stage.client, { group: exchange.group });
    confirm(
      stage,
      group?.epoch === 1n && group.seats.length === members.length,
      `Group ${exchange.group} is in its epoch 1: ${joinNames(members.map(({ name }) => name))}.`,
    );
    await tellOutsiders(stage, { hidden: "what the group is for: that is a salted commitment" });
    narrator.list(
      areReal
        ? "What they will tell each other: ISO 20022 messages as banks publish them."
        : "What they will tell each other: ISO 20022 messages of our own; the published ones are not at hand.",
      messages.map(({ file, namespace, fields }) => `${file}: ${fields.length} fields, ${namespace}`),
    );
  },
};

async function form(stage: Stage, members: readonly Member[]): Promise<void> {
  const { cast, client } = stage;
  const proposer = cast.as("proposer");
  const metadata = parseBytes32(hexlify(randomBytes(32)));
  const seats = members.map(({ seat }) => seat);
  const calls = [client.calls.groupDirectory.createGroup({ metadata, seats, mandatory: [], policy: groupPolicy })];
  await explainCalls(stage, proposer.name, calls);
  await decide(stage, { proposer, calls, description: "A group for payments" });
}
