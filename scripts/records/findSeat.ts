import { type Client, getKey, parseHex, QuorateError } from "#sdk";

import type { Input } from "../terminal/Input.ts";
import { readSeat } from "../terminal/readValues.ts";

/** The seat that `--seat` names, or else the one whose key signs. @throws QuorateError OPTION_MALFORMED, OPTION_MISSING */
export async function findSeat(client: Client, input: Input): Promise<bigint> {
  const named = input.optional("seat");
  if (named !== null) return readSeat("--seat", named, client.names);
  if (client.signer === null) return readSeat("--seat", input.option("seat"), client.names);
  const account = parseHex(await client.signer.getAddress());
  const key = await getKey(client, { signer: account });
  if (key !== null) return key.seat;
  throw new QuorateError({
    code: "OPTION_MISSING",
    summary: `${account} is no member's key.`,
    remedy: "Sign with a key of the member that acts (quorate key list shows them), or name its seat with --seat.",
    facts: { name: "seat", account },
  });
}
