import { existsSync } from "node:fs";

import { createDirectoryStore } from "#sdk/node";
import { createHttpStore, type EnvelopeStore } from "#sdk/records";

import { malformed } from "../terminal/Input.ts";
import { isUrl } from "./locateHome.ts";
import { readTokens } from "./readTokens.ts";

/** Opens a store of envelopes by its folder or its address. @throws QuorateError STORE_FAILED, OPTION_MALFORMED, KEYSTORE_EXPOSED */
export async function openStore(text: string, tokens: string): Promise<EnvelopeStore> {
  if (!isUrl(text)) return createDirectoryStore({ path: text });
  if (!URL.canParse(text)) throw malformed("--store", text, "a folder, or the address of a store's server");
  const token = existsSync(tokens) ? (await readTokens(tokens)).get(new URL(text).host) : undefined;
  const headers = async () => (token === undefined ? {} : { authorization: `Bearer ${token}` });
  return createHttpStore({ url: text, headers });
}
