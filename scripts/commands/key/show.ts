import { getKey, QuorateError } from "#sdk";

import { connectReader } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { readSigner } from "./readSigner.ts";

export const keyShow: Command = {
  name: "key show",
  summary: "Show whose key a signer is; a signer is 0x and its bytes, or the source of a key.",
  arguments: ["signer"],
  run: async (place, input) => {
    const client = await connectReader(place);
    const signer = await readSigner(place, input.argument("signer"));
    const key = await getKey(client, { signer });
    if (key === null) {
      throw new QuorateError({
        code: "CHECK_FAILED",
        summary: `${signer} is no member's key.`,
        remedy: "Let its member add it (quorate key add), or look at quorate key list.",
        facts: { signer },
      });
    }
    const name = client.names.seats?.[String(key.seat)] ?? `seat ${key.seat}`;
    return { json: key, lines: [`${signer}`, `  of ${name}, for ${key.scopes.join(", ")}`, `  key ${key.key}`] };
  },
};
