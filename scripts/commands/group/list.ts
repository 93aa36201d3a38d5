import { listGroups } from "#sdk";

import { connectReader } from "../../clients/connect.ts";
import { nameSeats } from "../../records/nameSeats.ts";
import type { Command } from "../../terminal/Command.ts";
import { formatTable } from "../../terminal/formatTable.ts";

export const groupList: Command = {
  name: "group list",
  summary: "List the groups that exchange records, with their members.",
  run: async (place) => {
    const client = await connectReader(place);
    const groups = await listGroups(client);
    const rows = groups.map(({ group, epoch, seats, mandatory, policy }) => [
      String(group),
      String(epoch),
      String(policy.minAcks),
      nameSeats(client, seats),
      nameSeats(client, mandatory),
    ]);
    return { json: groups, lines: formatTable(["group", "epoch", "acks", "members", "mandatory"], rows) };
  },
};
