import { randomBytes } from "node:crypto";

import { hexlify } from "ethers";

import { explain, parseBytes32 } from "#sdk";

import { findAmendment } from "../../amendments/amendments.ts";
import { connectReader } from "../../clients/connect.ts";
import { writeDraft } from "../../drafts/writeDraft.ts";
import type { Command } from "../../terminal/Command.ts";
import { deployPlanned } from "./deployPlanned.ts";
import { openPlace } from "./openPlace.ts";
import { refuseEnacted } from "./refuseEnacted.ts";

export const amendmentPrepare: Command = {
  name: "amendment prepare",
  summary:
    "Find out whether an amendment can be proposed, and what it would do; --key deploys what it needs, --out writes its draft.",
  arguments: ["number"],
  options: { out: { value: "FILE", says: "write a draft, to sign ballots on and to enact in one transaction" } },
  run: async (place, input) => {
    const amendment = findAmendment(input.argument("number"));
    const client = await connectReader(place);
    const standing = await openPlace(place, amendment);
    await refuseEnacted(amendment, client, standing);
    const lacks = (amendment.planned ?? []).length > standing.deployed.length;
    if (lacks && input.optional("key") !== null) await deployPlanned(place, amendment);
    const known = await openPlace(place, amendment);
    const found = await amendment.prepare(client, known);
    const calls = (await amendment.propose(client, known)).map(({ to, value, data, sentence }) => ({
      to,
      value,
      data,
      sentence,
    }));
    const { ruleSentence, simulation } = await explain(client, { calls });
    const out = input.optional("out");
    const salt = parseBytes32(hexlify(randomBytes(32)));
    const { description } = amendment;
    if (out !== null) await writeDraft(out, { chainId: client.chainId, description, salt, calls });
    return {
      json: { number: amendment.number, description, found, calls, simulation, file: out },
      lines: [
        description,
        ...found.map((fact) => `  ${fact}`),
        ...calls.map(({ sentence }) => `  - ${sentence}`),
        `Decided by: ${ruleSentence}`,
        ...(simulation.failure === null ? [] : [`It would fail now: ${simulation.failure.revert.sentence}`]),
        ...(out === null ? [] : [`The draft is in ${out}.`]),
      ],
    };
  },
};
