import { act, actOptions, connectActing } from "../../consents/act.ts";
import type { Command } from "../../terminal/Command.ts";
import { readBytes32 } from "../../terminal/readValues.ts";

export const encryptionKeyEnd: Command = {
  name: "encryption-key end",
  summary: "End an encryption key at once: nothing more may be sealed to it. What was sealed to it stays readable.",
  arguments: ["key"],
  options: actOptions,
  run: async (place, input) => {
    const keyId = readBytes32(input.argument("key"));
    return act(place, input, {
      ...(await connectActing(place, input)),
      subject: { verb: "endKey", keyId },
      question: `End the key ${keyId}? It cannot be taken back.`,
      says: [`Nothing more is sealed to ${keyId}.`],
    });
  },
};
