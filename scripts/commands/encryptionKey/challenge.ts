import { challengeKey, listEncryptionKeys, QuorateError } from "#sdk";
import { createChallenge } from "#sdk/records";

import { connectSender } from "../../clients/connect.ts";
import { writeChallengeFile } from "../../records/challengeFile.ts";
import { findSeat } from "../../records/findSeat.ts";
import { nameSeat } from "../../records/nameSeats.ts";
import { seatOption } from "../../records/recordOptions.ts";
import type { Command } from "../../terminal/Command.ts";
import { readBytes32 } from "../../terminal/readValues.ts";

export const encryptionKeyChallenge: Command = {
  name: "encryption-key challenge",
  summary:
    "Have a member prove that it can open what is sealed to its key: a file for it, and the answer's hash on chain.",
  arguments: ["key"],
  options: { out: { value: "FILE", says: "a new file, for the member whose key it is" }, ...seatOption },
  run: async (place, input) => {
    const keyId = readBytes32(input.argument("key"));
    const out = input.option("out");
    const client = await connectSender(place);
    const seat = await findSeat(client, input);
    const key = (await listEncryptionKeys(client)).find((each) => each.keyId === keyId);
    if (key === undefined) {
      throw new QuorateError({
        code: "ENCRYPTION_KEY_UNKNOWN",
        summary: `Nobody has published the encryption key ${keyId}.`,
        remedy: "Look at quorate encryption-key list.",
        facts: { keyId },
      });
    }
    const { challenge, answerHash } = await createChallenge(key);
    await writeChallengeFile(out, { keyId, challenger: seat, challenge });
    const { receipt } = await challengeKey(client, { keyId, answerHash, seat });
    return {
      json: { keyId, seat, answerHash, file: out, receipt },
      lines: [`${out} is for ${nameSeat(client, key.seat)}: quorate encryption-key answer ${out}`],
    };
  },
};
