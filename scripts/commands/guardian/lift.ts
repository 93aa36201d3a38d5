import { lift } from "#sdk";

import { connectSender } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { readMemberKey } from "../key/readMemberKey.ts";

export const guardianLift: Command = {
  name: "guardian lift",
  summary: "Take back one's own suspension of a key.",
  arguments: ["key"],
  run: async (place, input) => {
    const client = await connectSender(place);
    const key = await readMemberKey(place, input.argument("key"));
    const { receipt } = await lift(client, { key });
    return { json: { key, receipt }, lines: [`The key ${key} may act again.`] };
  },
};
