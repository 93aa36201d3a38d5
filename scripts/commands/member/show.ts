import { formatMoment, getMember, listKeys } from "#sdk";

import { connectReader } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { readSeat } from "../../terminal/readValues.ts";

export const memberShow: Command = {
  name: "member show",
  summary: "Show one member with its keys.",
  arguments: ["seat"],
  run: async (place, input) => {
    const client = await connectReader(place);
    const seat = readSeat("SEAT", input.argument("seat"), client.names);
    const [member, keys] = await Promise.all([getMember(client, { seat }), listKeys(client, { seat })]);
    const dates = [
      ["admitted", member.admittedAt],
      ["accepted", member.acceptedAt],
      ["suspended until", member.suspendedUntil],
      ["left", member.leftAt],
    ] as const;
    return {
      json: { ...member, keys },
      lines: [
        `${member.name ?? `Seat ${seat}`}: ${member.standing}, weight ${member.weight}, ${member.ballotsNeeded} of ${keys.length} keys for a ballot`,
        `  cold account     ${member.cold}`,
        `  duties           ${member.duties.join(", ") || "none"}`,
        ...dates.filter(([, at]) => at !== 0n).map(([what, at]) => `  ${what.padEnd(15)}  ${formatMoment(at)}`),
        ...keys.map(({ signer, scopes }) => `  key              ${signer} (${scopes.join(", ")})`),
      ],
    };
  },
};
