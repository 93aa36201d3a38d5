import { parseHex } from "#sdk";

import { toSigner } from "../../clients/toBallotSigner.ts";
import { parseKeySource } from "../../keys/parseKeySource.ts";
import { readKey } from "../../keys/readKey.ts";
import type { Workplace } from "../../terminal/Workplace.ts";

/** A signer by its bytes (`0x...`: an account, or verifier and key), or by the source of the key, whose public part is taken. */
export async function readSigner(place: Workplace, text: string) {
  if (/^0x[0-9a-f]*$/i.test(text) && text.length !== 66) return parseHex(text.toLowerCase());
  const chosen = await place.deployment();
  const { environment, askPassword, signal, timeoutMs } = place;
  const { chainId } = chosen.deployment.chain;
  const key = await readKey(parseKeySource(text), {
    environment,
    askPassword,
    provider: null,
    chainId,
    signal,
    timeoutMs,
  });
  return toSigner(key.publicKey, chosen);
}
