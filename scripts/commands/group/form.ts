import { randomBytes } from "node:crypto";

import { hexlify } from "ethers";

import { deliverCall, draftOptions } from "../../drafts/deliverCall.ts";
import { createMetadataCommitment } from "../../founding/createMetadataCommitment.ts";
import { toHex } from "../../founding/toHex.ts";
import { createPolicy, policyOptions, readPolicy } from "../../records/readPolicy.ts";
import type { Command } from "../../terminal/Command.ts";
import { readBytes32, readSeats } from "../../terminal/readValues.ts";

export const groupForm: Command = {
  name: "group form",
  summary: "Propose a group of members that exchange records.",
  options: {
    members: { value: "SEATS", says: "its members by seat or name, joined by commas" },
    mandatory: { value: "SEATS", says: "those whose acknowledgement every record needs (default: none)" },
    name: { value: "NAME", says: "what it is for; only a salted commitment to it is sent" },
    ...policyOptions,
    ...draftOptions,
  },
  run: async (place, input) => {
    const name = input.optional("name");
    const { chainId } = (await place.deployment()).deployment.chain;
    const salt = toHex(hexlify(randomBytes(32)));
    if (name !== null) place.terminal.say(`salt of ${name}: ${salt}. With it alone the name can be proved.`);
    const metadata = name === null ? salt : createMetadataCommitment({ chainId, salt, name, lei: null, domain: null });
    return deliverCall(place, input, ({ calls, names }) => {
      const seats = readSeats("--members", input.option("members"), names);
      const mandatory = readSeats("--mandatory", input.optional("mandatory") ?? "none", names);
      const policy = readPolicy(input, createPolicy(seats.length));
      return calls.groupDirectory.createGroup({ metadata: readBytes32(metadata), seats, mandatory, policy });
    });
  },
};
