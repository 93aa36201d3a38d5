import { toKey } from "#sdk";

import { readBytes32 } from "../../terminal/readValues.ts";
import type { Workplace } from "../../terminal/Workplace.ts";
import { readSigner } from "./readSigner.ts";

/** A key by its name of 32 bytes, as `key list` shows it, or by its signer. */
export async function readMemberKey(place: Workplace, text: string) {
  return /^0x[0-9a-f]{64}$/i.test(text) ? readBytes32(text) : toKey(await readSigner(place, text));
}
