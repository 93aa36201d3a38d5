import type { Client } from "#sdk";

import { firstKey } from "../cast/firstKey.ts";
import type { Member } from "../cast/Member.ts";
import { clientOf } from "./clientOf.ts";
import type { Stage } from "./Stage.ts";

/** The client of a member that sends a transaction with its first key. */
export function memberClient(stage: Stage, member: Member): Client {
  const { wallet } = firstKey(member);
  if (wallet === null) throw new TypeError(`${member.name} has no account that could send`);
  return clientOf(stage, wallet);
}
