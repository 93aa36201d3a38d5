import { addKey, FOREVER, type Scope, scopes } from "#sdk";

import { connectSender } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { malformed } from "../../terminal/Input.ts";
import { readMoment, readSeat } from "../../terminal/readValues.ts";
import { readSigner } from "./readSigner.ts";

export const keyAdd: Command = {
  name: "key add",
  summary: "Give a member another key at once; its cold account signs.",
  arguments: ["seat", "signer"],
  options: {
    scopes: { value: "SCOPES", says: `what it may do, joined by commas (default: vote,propose): ${scopes.join(", ")}` },
    expires: { value: "MOMENT", says: "when it ends (default: never)" },
  },
  run: async (place, input) => {
    const client = await connectSender(place);
    const seat = readSeat("SEAT", input.argument("seat"), client.names);
    const signer = await readSigner(place, input.argument("signer"));
    const expires = input.optional("expires");
    const expiresAt = expires === null ? FOREVER : await readMoment("--expires", expires, client);
    const may = readScopes(input.optional("scopes") ?? "vote,propose");
    const { receipt } = await addKey(client, { seat, signer, scopes: may, expiresAt });
    return { json: { seat, signer, scopes: may, expiresAt, receipt }, lines: [`Seat ${seat} has the key ${signer}.`] };
  },
};

function readScopes(text: string): readonly Scope[] {
  return text.split(",").map((word) => {
    const scope = scopes.find((known) => known === word.trim());
    if (scope !== undefined) return scope;
    throw malformed("--scopes", word, `some of ${scopes.join(", ")}, joined by commas`);
  });
}
