import { formatMoment } from "#sdk";
import { markCompromised } from "#sdk/node";

import { act, actOptions, connectActing } from "../../consents/act.ts";
import { openMemberKeys } from "../../records/openMemberKeys.ts";
import { keyStoreOptions } from "../../records/recordOptions.ts";
import type { Command } from "../../terminal/Command.ts";
import { readBytes32, readPast } from "../../terminal/readValues.ts";

export const encryptionKeyReport: Command = {
  name: "encryption-key report",
  summary: "Say that somebody else may have your encryption key since a date. That ends it, here and on chain.",
  arguments: ["key"],
  options: {
    since: { value: "MOMENT", says: "since when: a date, or how long ago as in 3d" },
    ...actOptions,
    ...keyStoreOptions,
  },
  run: async (place, input) => {
    const keyId = readBytes32(input.argument("key"));
    const since = readPast("--since", input.option("since"));
    const acting = await connectActing(place, input);
    const keyStore = await openMemberKeys(place, input);
    await place.confirm(`Report that others may have ${keyId} since ${formatMoment(since)}? Everybody sees it.`);
    await markCompromised(keyStore, { keyId, since });
    return act(place, input, {
      ...acting,
      subject: { verb: "reportCompromise", keyId, since },
      says: [
        `Nothing more is sealed to ${keyId}. Whoever has it reads what was sealed to it.`,
        "Make another key with quorate encryption-key register, then quorate encryption-key rewrap.",
      ],
    });
  },
};
