import { id } from "ethers";

import { suspendKey } from "#sdk";

import { connectSender } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { readBytes32 } from "../../terminal/readValues.ts";
import { readMemberKey } from "../key/readMemberKey.ts";

export const guardianSuspend: Command = {
  name: "guardian suspend",
  summary: "Break-glass: suspend a member's key at once; it lapses unless members ratify it.",
  arguments: ["key"],
  options: {
    reason: { value: "TEXT", says: "the reason; only its hash is sent" },
    "reason-hash": { value: "HEX", says: "the hash itself" },
  },
  run: async (place, input) => {
    const client = await connectSender(place);
    const key = await readMemberKey(place, input.argument("key"));
    const reason = readBytes32(input.optional("reason-hash") ?? id(input.option("reason")));
    await place.confirm(`Suspend the key ${key} now?`);
    const { receipt } = await suspendKey(client, { key, reason });
    return { json: { key, reason, receipt }, lines: [`The key ${key} is suspended until the sunset.`] };
  },
};
