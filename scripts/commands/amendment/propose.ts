import { randomBytes } from "node:crypto";

import { hexlify } from "ethers";

import { parseBytes32, propose, simulate } from "#sdk";

import { findAmendment } from "../../amendments/amendments.ts";
import { connectSender } from "../../clients/connect.ts";
import { warnOfFailure } from "../../drafts/warnOfFailure.ts";
import type { Command } from "../../terminal/Command.ts";
import { formatProposalId } from "../../terminal/formatProposalId.ts";
import { openPlace } from "./openPlace.ts";
import { refuseEnacted } from "./refuseEnacted.ts";

export const amendmentPropose: Command = {
  name: "amendment propose",
  summary: "Propose an amendment to the members, with a simulation as evidence.",
  arguments: ["number"],
  run: async (place, input) => {
    const amendment = findAmendment(input.argument("number"));
    const client = await connectSender(place);
    const known = await openPlace(place, amendment);
    await refuseEnacted(amendment, client, known);
    for (const fact of await amendment.prepare(client, known)) place.terminal.say(`  ${fact}`);
    const calls = await amendment.propose(client, known);
    place.terminal.say(amendment.description);
    for (const { sentence } of calls) place.terminal.say(`  - ${sentence}`);
    const simulation = await simulate(client, { calls });
    for (const line of warnOfFailure(simulation)) place.terminal.say(line);
    await place.confirm("Propose this?");
    const { proposalId, receipt } = await propose(client, {
      calls,
      description: amendment.description,
      // One that was defeated or withdrawn may be proposed again.
      salt: parseBytes32(hexlify(randomBytes(32))),
      simulation: simulation.hash,
    });
    return {
      json: { number: amendment.number, proposalId, receipt },
      lines: [`Amendment ${amendment.number} is proposal ${formatProposalId(proposalId)}.`],
    };
  },
};
