import { listMembers } from "#sdk";

import { connectReader } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { formatTable } from "../../terminal/formatTable.ts";

export const memberList: Command = {
  name: "member list",
  summary: "List the members with standing, weight and duties.",
  run: async (place) => {
    const members = await listMembers(await connectReader(place));
    const rows = members.map(({ seat, name, standing, weight, ballotsNeeded, duties, cold }) => [
      String(seat),
      name ?? "-",
      standing,
      String(weight),
      String(ballotsNeeded),
      duties.join(", ") || "-",
      cold,
    ]);
    return {
      json: members,
      lines: formatTable(["seat", "member", "standing", "weight", "keys needed", "duties", "cold account"], rows),
    };
  },
};
