import { formatMoment } from "#sdk";
import { rotateKey } from "#sdk/node";

import { connectSender } from "../../clients/connect.ts";
import { findSeat } from "../../records/findSeat.ts";
import { formatDate, newKeyOptions } from "../../records/formatKeys.ts";
import { openMemberKeys } from "../../records/openMemberKeys.ts";
import { keyStoreOptions, seatOption } from "../../records/recordOptions.ts";
import type { Command } from "../../terminal/Command.ts";
import { readMoment, readSuite } from "../../terminal/readValues.ts";

export const encryptionKeyRotate: Command = {
  name: "encryption-key rotate",
  summary:
    "Replace your encryption key by a new one. The old one is sealed to for the overlap, and reads its records for ever.",
  options: { ...newKeyOptions, ...seatOption, ...keyStoreOptions },
  run: async (place, input) => {
    const suite = readSuite("--suite", input.optional("suite") ?? "1");
    const client = await connectSender(place);
    const seat = await findSeat(client, input);
    const notAfter = await readMoment("--until", input.optional("until") ?? "+365d", client);
    const keyStore = await openMemberKeys(place, input);
    const { current, previous, receipt } = await rotateKey(client, { keyStore, seat, suite, notAfter });
    return {
      json: { seat, current, previous, notAfter, receipt },
      lines: [
        `Records are sealed to ${current.keyId} from now on, until ${formatMoment(notAfter)}.`,
        `The old key ${previous.keyId} may still be sealed to until ${formatDate(previous.notAfter)}.`,
      ],
    };
  },
};
