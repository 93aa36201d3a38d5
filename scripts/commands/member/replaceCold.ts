import { parseAddress } from "#sdk";

import { deliverCall, draftOptions } from "../../drafts/deliverCall.ts";
import type { Command } from "../../terminal/Command.ts";
import { readSeat } from "../../terminal/readValues.ts";

export const memberReplaceCold: Command = {
  name: "member replace-cold",
  summary: "Propose another cold account for a member that lost its own.",
  arguments: ["seat", "address"],
  options: { ...draftOptions },
  run: async (place, input) =>
    deliverCall(place, input, async ({ calls, names }) =>
      calls.memberRegistry.replaceCold({
        seat: readSeat("SEAT", input.argument("seat"), names),
        cold: parseAddress(input.argument("address")),
      }),
    ),
};
