import { type Client, type Group, getGroup } from "#sdk";

import { consentOption } from "../../consents/act.ts";
import { collect } from "../../consents/collect.ts";
import { deliverCall, draftOptions } from "../../drafts/deliverCall.ts";
import { policyOptions, readPolicy } from "../../records/readPolicy.ts";
import { requireGroup } from "../../records/requireGroup.ts";
import type { Command } from "../../terminal/Command.ts";
import type { Input } from "../../terminal/Input.ts";
import { readGroupNumber, readSeats } from "../../terminal/readValues.ts";

export const groupChange: Command = {
  name: "group change",
  summary:
    "Propose other members or another policy of a group, or write the change for its members to consent to; what is left out stays.",
  arguments: ["group"],
  options: {
    members: { value: "SEATS", says: "all its members from then on" },
    add: { value: "SEATS", says: "members that join it" },
    remove: { value: "SEATS", says: "members that leave it" },
    mandatory: { value: "SEATS", says: "those whose acknowledgement every record needs, or none" },
    ...consentOption,
    ...policyOptions,
    ...draftOptions,
  },
  run: async (place, input) => {
    const number = readGroupNumber("GROUP", input.argument("group"));
    const file = input.optional("consent");
    if (file === null) {
      return deliverCall(place, input, async (client) =>
        client.calls.groupDirectory.changeGroup(await readChange(client, input, number)),
      );
    }
    return collect(place, file, async (client) => ({
      verb: "changeGroup",
      ...(await readChange(client, input, number)),
    }));
  },
};

async function readChange(client: Client, input: Input, number: bigint) {
  const before = requireGroup(await getGroup(client, { group: number }), number);
  const seats = readMembers(client, input, before);
  const named = input.optional("mandatory");
  const mandatory =
    named === null
      ? before.mandatory.filter((seat) => seats.includes(seat))
      : readSeats("--mandatory", named, client.names);
  return { group: number, expectedEpoch: before.epoch, seats, mandatory, policy: readPolicy(input, before.policy) };
}

function readMembers(client: Client, input: Input, before: Group): readonly bigint[] {
  const read = (option: string): readonly bigint[] =>
    readSeats(`--${option}`, input.optional(option) ?? "none", client.names);
  const kept = input.optional("members") === null ? before.seats : read("members");
  const removed = read("remove");
  return [...new Set([...kept, ...read("add")])].filter((seat) => !removed.includes(seat));
}
