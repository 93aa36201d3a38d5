import { FOREVER, formatMoment, listKeys } from "#sdk";

import { connectReader } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { readSeat } from "../../terminal/readValues.ts";

export const keyList: Command = {
  name: "key list",
  summary: "List a member's keys.",
  arguments: ["seat"],
  run: async (place, input) => {
    const client = await connectReader(place);
    const keys = await listKeys(client, { seat: readSeat("SEAT", input.argument("seat"), client.names) });
    const lines = keys.flatMap(({ key, signer, scopes, expiresAt, suspendedUntil, rotation }) => [
      signer,
      `  key      ${key}`,
      `  may      ${scopes.join(", ")}`,
      `  until    ${expiresAt === FOREVER ? "no end" : formatMoment(expiresAt)}`,
      ...(suspendedUntil === 0n ? [] : [`  suspended until ${formatMoment(suspendedUntil)}`]),
      ...(rotation === null ? [] : [`  replaced by ${rotation.signer} from ${formatMoment(rotation.effectiveAt)}`]),
    ]);
    return { json: keys, lines };
  },
};
