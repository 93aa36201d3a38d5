import { listEncryptionKeys } from "#sdk";

import { connectReader } from "../../clients/connect.ts";
import { formatDate } from "../../records/formatKeys.ts";
import { nameSeat } from "../../records/nameSeats.ts";
import type { Command } from "../../terminal/Command.ts";
import { formatTable } from "../../terminal/formatTable.ts";
import { readSeat } from "../../terminal/readValues.ts";

export const encryptionKeyList: Command = {
  name: "encryption-key list",
  summary: "List the keys that members published for records, those that are over among them.",
  arguments: ["seat?"],
  run: async (place, input) => {
    const client = await connectReader(place);
    const seat = input.optionalArgument("seat");
    const keys = await listEncryptionKeys(
      client,
      seat === null ? {} : { seats: [readSeat("SEAT", seat, client.names)] },
    );
    const rows = keys.map((key) => [
      key.keyId,
      nameSeat(client, key.seat),
      key.purpose,
      String(key.suite),
      formatDate(key.notBefore),
      formatDate(key.notAfter),
      formatDate(key.revokedAt),
      formatDate(key.compromisedSince),
    ]);
    const heading = ["key", "member", "purpose", "suite", "from", "until", "ended", "compromised since"];
    return { json: keys, lines: formatTable(heading, rows) };
  },
};
