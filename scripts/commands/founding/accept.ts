import { accept, getCurrentState, getMember } from "#sdk";

import { connectSender } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { readSeat } from "../../terminal/readValues.ts";

export const foundingAccept: Command = {
  name: "founding accept",
  summary: "Accept the state that a member joins: rules, parameters and membership by their roots.",
  options: { seat: { value: "SEAT", says: "the member's seat, or its name" } },
  run: async (place, input) => {
    const client = await connectSender(place);
    const seat = readSeat("--seat", input.option("seat"), client.names);
    const [state, { name }] = await Promise.all([getCurrentState(client), getMember(client, { seat })]);
    const { say } = place.terminal;
    say(`${name ?? `Seat ${seat}`} accepts`);
    say(`  rules       version ${state.rulesVersion}, root ${state.rulesRoot}`);
    say(`  parameters  version ${state.parametersVersion}, root ${state.parametersRoot}`);
    say(`  membership  version ${state.membershipVersion}, root ${state.membershipRoot}`);
    await place.confirm("Accept this state?");
    const { isFounding, journalHead, receipt } = await accept(client, { seat, state });
    return {
      json: { seat, state, isFounding, journalHead, receipt },
      lines: [
        `${name ?? `Seat ${seat}`} has accepted.`,
        ...(isFounding ? ["With it the founding quorum is reached: the consortium is founded."] : []),
        `The journal's head at this moment: ${journalHead ?? "none"}`,
      ],
    };
  },
};
