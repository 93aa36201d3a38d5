import { formatMoment, getAct } from "#sdk";

import { connectReader } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { readMemberKey } from "../key/readMemberKey.ts";

export const guardianShow: Command = {
  name: "guardian show",
  summary: "Show the last suspension of a key by a guardian.",
  arguments: ["key"],
  run: async (place, input) => {
    const client = await connectReader(place);
    const act = await getAct(client, { key: await readMemberKey(place, input.argument("key")) });
    if (act === null) return { json: null, lines: ["No guardian ever acted on this key."] };
    const ratified = act.ratifiedUntil === 0n ? "not ratified" : `ratified until ${formatMoment(act.ratifiedUntil)}`;
    return {
      json: act,
      lines: [
        `Seat ${act.guardian} suspended it at ${formatMoment(act.actedAt)}, until ${formatMoment(act.lapsesAt)}; ${ratified}.`,
      ],
    };
  },
};
