import { answerChallenge, QuorateError } from "#sdk";
import { loadDecryptionKeys } from "#sdk/node";
import { openChallenge } from "#sdk/records";

import { connectSender } from "../../clients/connect.ts";
import { readChallengeFile } from "../../records/challengeFile.ts";
import { nameSeat } from "../../records/nameSeats.ts";
import { openMemberKeys } from "../../records/openMemberKeys.ts";
import { keyStoreOptions } from "../../records/recordOptions.ts";
import type { Command } from "../../terminal/Command.ts";

export const encryptionKeyAnswer: Command = {
  name: "encryption-key answer",
  summary: "Answer a challenge with the key that it was sealed to; any account may send it.",
  arguments: ["file"],
  options: keyStoreOptions,
  run: async (place, input) => {
    const { keyId, challenger, challenge } = await readChallengeFile(input.argument("file"));
    const client = await connectSender(place);
    const keys = await loadDecryptionKeys(await openMemberKeys(place, input));
    const key = keys.find((each) => each.keyId === keyId);
    if (key === undefined) {
      throw new QuorateError({
        code: "DECRYPTION_KEY_UNKNOWN",
        summary: `The key store does not have the key ${keyId}.`,
        remedy: "Open the key store that has it (quorate encryption-key show), or give the challenge back.",
        facts: { keyId },
      });
    }
    const answer = await openChallenge(key, challenge);
    const { receipt } = await answerChallenge(client, { keyId, challenger, answer });
    return {
      json: { keyId, challenger, receipt },
      lines: [`It is on chain that ${nameSeat(client, challenger)} got the right answer.`],
    };
  },
};
